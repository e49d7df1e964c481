package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.PartialDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RealDataTest {
    /** How an initiative is published is not a happening, and is recorded where it reads best. */
    private static final Set<String> PUBLISHED = Set.of("figure-defined", "sentence-written", "target-set");

    @Test
    void what_happened_to_an_initiative_is_recorded_in_the_order_in_which_it_did_as_far_as_the_dates_tell() {
        var outOfOrder = new ArrayList<String>();
        int seen = 0;
        for (var initiative : RealData.read()) {
            PartialDate last = null;
            for (var milestone : initiative.get("milestones")) {
                String type = milestone.get("type").asText();
                if (!PUBLISHED.contains(type) && !type.endsWith("-registered")) {
                    PartialDate on = PartialDate.of(milestone.get("occurredOn").asText());
                    if (last != null && on.isBefore(last)) {
                        outOfOrder.add(initiative.get("id").asText() + ": " + type + " of " + on + " after " + last);
                    }
                    last = on;
                    seen++;
                }
            }
        }
        assertThat(outOfOrder).isEmpty();
        assertThat(seen).as("milestones that were looked at").isGreaterThan(100);
    }

    @Test
    void every_milestone_rests_on_evidence_and_says_what_it_says_in_both_languages() {
        for (var initiative : RealData.read()) {
            assertThat(List.of("funding-programs", "security-measures", "partnerships", "strategy-progress")).contains(initiative.get("service").asText());
            for (var milestone : initiative.get("milestones")) {
                assertThat(milestone.at("/evidence/source").asText()).as(milestone.toString()).isNotBlank();
                milestone.findParents("en").forEach(words -> assertThat(words.path("fr").asText()).as(words.toString()).isNotBlank());
            }
        }
    }
}
