package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.PartialDate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A cumulative number as of the date it occurred on: a statement, not a happening.
 *
 * @param figure        the id of a figure of this initiative
 * @param value         not negative; in units of the figure (a count, or CAD)
 * @param breakdown     the parts that were stated with it
 * @param jurisdictions where, if the statement names them
 */
public record CountReported(String figure, BigDecimal value, Qualifier qualifier, Optional<Breakdown> breakdown,
        List<String> jurisdictions, PartialDate occurredOn, Evidence evidence) implements PublicMilestone {
    public CountReported {
        jurisdictions = jurisdictions == null ? List.of() : List.copyOf(jurisdictions);
    }
}
