package ca.criticalminerals.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole of it, a hundred thousand histories, is {@code ./tracker simulate}. */
class SimulatorTest {
    private static final long SEED = 20260101;
    private final Simulator simulator = new Simulator(_ -> { });

    @Test
    void nothing_goes_wrong_with_the_real_code() {
        assertThat(simulator.find(Mistake.NONE, 3_000, SEED)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void each_planted_mistake_is_found_with_a_short_history_that_shows_it(Mistake mistake) {
        var failure = simulator.find(mistake, 3_000, SEED).orElseThrow();

        assertThat(failure.what()).startsWith("O");
        assertThat(failure.trace()).last().isEqualTo(failure.what());
        new Simulation(failure.seed(), mistake, false).run(failure.steps() - 1); // one step less, and nothing is wrong
    }

    @Test
    void the_same_seed_tells_the_same_history() {
        assertThat(Simulator.trace(SEED, Mistake.NONE, 100)).isEqualTo(Simulator.trace(SEED, Mistake.NONE, 100)).hasSizeGreaterThan(20);
        assertThat(Simulator.trace(SEED + 1, Mistake.NONE, 100)).isNotEqualTo(Simulator.trace(SEED, Mistake.NONE, 100));
    }

    @Test
    void histories_hold_what_is_hard() {
        var lines = new ArrayList<String>();
        for (long seed = 0; seed < 50; seed++) {
            lines.addAll(Simulator.trace(seed, Mistake.NONE, 120));
        }

        assertThat(lines).contains("the relay dies", "the projection dies").anyMatch(line -> line.endsWith("dies at COMMIT"))
                .anyMatch(line -> line.endsWith("dies at ANSWER")).anyMatch(line -> line.contains(" commits gold 9"));
    }
}
