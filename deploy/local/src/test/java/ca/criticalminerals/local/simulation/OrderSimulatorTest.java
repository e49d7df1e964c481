package ca.criticalminerals.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole of it, a hundred thousand histories, is {@code ./tracker simulate}. */
class OrderSimulatorTest {
    private static final long SEED = 20260101;
    private final OrderSimulator simulator = new OrderSimulator(_ -> { });

    @Test
    void both_sides_agree_after_each_step_in_every_order() {
        assertThat(simulator.find(OrderMistake.NONE, 900, SEED)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void each_planted_mistake_is_found_with_a_history_that_shows_it(OrderMistake mistake) {
        var failure = simulator.find(mistake, 900, SEED).orElseThrow();

        assertThat(failure.what()).matches("(?s)O(8|9|10): .*");
        assertThat(failure.trace()).last().isEqualTo(failure.what());
        var kind = InitiativeKind.ALL.stream().filter(one -> one.name().equals(failure.kind())).findFirst().orElseThrow();
        assertThat(OrderSimulator.trace(kind, failure.seed(), OrderMistake.NONE, failure.attempts())).noneMatch(line -> line.matches("(?s)O(8|9|10): .*"));
    }

    @Test
    void histories_hold_what_is_hard() {
        for (InitiativeKind<?> kind : InitiativeKind.ALL) {
            var lines = new ArrayList<String>();
            for (long seed = 0; seed < 40; seed++) {
                lines.addAll(OrderSimulator.trace(kind, seed, OrderMistake.NONE, 24));
            }
            assertThat(lines).as(kind.name()).contains("the same, recorded in another order").anyMatch(line -> line.contains("correction of "))
                    .anyMatch(line -> line.contains("retraction of ")).anyMatch(line -> line.matches("refused by [a-z-]+ \\(\\d+\\): .*"));
        }
    }
}
