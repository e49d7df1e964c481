package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a figure is meant to reach.
 *
 * @param reason required when an earlier target is changed
 */
public record TargetSet(String figure, BigDecimal value, PartialDate due, Optional<Baseline> baseline, Optional<Text> reason,
        PartialDate occurredOn, Evidence evidence) implements PublicMilestone {
    @Override
    public List<String> about() {
        return List.of("figure:" + figure);
    }
}
