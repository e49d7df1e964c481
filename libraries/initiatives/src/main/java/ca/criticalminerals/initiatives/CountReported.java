package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A number as of the date it occurred on: a statement, not a happening. Of a program it is cumulative; of an indicator it is an
 * observation, which has a period and a method.
 *
 * @param figure        the id of a figure of this initiative
 * @param value         not negative; in units of the figure (a count, CAD, or a percentage)
 * @param breakdown     the parts that were stated with it
 * @param jurisdictions where, if the statement names them
 * @param period        what it was observed over, or what it is foreseen for; may lie ahead
 * @param basePeriod    with what it is compared
 * @param method        how it was arrived at, and what it includes
 */
public record CountReported(String figure, BigDecimal value, Qualifier qualifier, Optional<Breakdown> breakdown,
        List<String> jurisdictions, Optional<Period> period, Optional<Period> basePeriod, Optional<Text> method, PartialDate occurredOn, Evidence evidence) implements PublicMilestone {
    public CountReported {
        jurisdictions = jurisdictions == null ? List.of() : List.copyOf(jurisdictions);
    }

    /** The figure, and those that are stated as its parts. */
    @Override
    public List<String> about() {
        return Stream.concat(Stream.of(figure), breakdown.stream().flatMap(stated -> stated.parts().stream()).map(Breakdown.Part::figure))
                .map(id -> "figure:" + id).toList();
    }

    /** A cumulative number, which needs no period. */
    public CountReported(String figure, BigDecimal value, Qualifier qualifier, Optional<Breakdown> breakdown, List<String> jurisdictions,
            PartialDate occurredOn, Evidence evidence) {
        this(figure, value, qualifier, breakdown, jurisdictions, Optional.empty(), Optional.empty(), Optional.empty(), occurredOn, evidence);
    }
}
