package ca.criticalminerals.progress.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryOrderTest {
    private static final int HISTORIES = 1_500;

    @Test
    void every_past_has_the_order_that_its_own_facts_have() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            var milestones = RandomHistory.of(seed);
            LocalDate asOf = RandomHistory.day(new Random(seed));
            var order = HistoryOrder.of(milestones);
            var grown = HistoryOrder.of(List.of());
            var known = new ArrayList<Entry>();
            for (Milestone milestone : milestones) {
                History.learn(known, milestone);
                grown = grown.with(milestones.subList(0, known.size()));
                assertThat(grown.of(known, asOf)).as("grown, seed %d, version %d", seed, known.size()).isEqualTo(HistoryOrder.sorted(known, asOf));
                for (LocalDate day : new LocalDate[] {asOf, LocalDate.MAX}) {
                    assertThat(order.of(known, day)).as("seed %d, version %d, as of %s", seed, known.size(), day)
                            .isEqualTo(HistoryOrder.sorted(known, day));
                }
            }
        }
    }
}
