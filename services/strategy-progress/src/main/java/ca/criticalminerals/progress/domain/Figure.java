package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A published number (or date) that answers for itself.
 *
 * @param unit          {@code count}, {@code cad}, {@code percent} or {@code date}
 * @param number        the value; empty while it is unknown, and always for dates and for money that is never added
 * @param qualifier     {@code exact}, {@code nearly}, {@code about}, {@code over} or {@code upTo}
 * @param date          the value of a date
 * @param stated        the last statement
 * @param itemised      what the single milestones alone add up to; zero for money that is never added
 * @param contributions what makes up the value; the amounts add up to it
 * @param included      single milestones that the last statement already includes: shown, and not added again
 * @param names         the jurisdictions or minerals that are counted, or with whom the counted items are
 */
public record Figure(String id, Optional<String> initiative, Text label, String unit, Fact.Rule rule, Optional<BigDecimal> number,
        String qualifier, Optional<PartialDate> date, Optional<Statement> stated, BigDecimal itemised,
        List<Contribution> contributions, List<Contribution> included, Optional<Breakdown> breakdown, Optional<Target> target, List<String> names) {

    /** Whether there is anything to publish. */
    public boolean hasValue() {
        return number.isPresent() || date.isPresent();
    }

    Figure naming(List<String> names) {
        return new Figure(id, initiative, label, unit, rule, number, qualifier, date, stated, itemised, contributions, included, breakdown, target, names);
    }

    /** A number that an officer stated as of a date. */
    public record Statement(BigDecimal value, String qualifier, PartialDate asOf, Fact.Observed observed, Entry entry) {}

    /** What one milestone adds to the value, or takes from it. */
    public record Contribution(Entry entry, BigDecimal amount) {}

    /** The parts that were stated with the number; closed if they are all there is. */
    public record Breakdown(boolean closed, List<String> figures) {}

    /** What the figure is meant to reach, and all that was set before. */
    public record Target(Fact.Targeted latest, Entry entry, List<Entry> earlier) {}
}
