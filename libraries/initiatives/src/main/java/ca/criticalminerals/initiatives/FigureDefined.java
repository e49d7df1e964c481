package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import java.util.List;
import java.util.Optional;

/**
 * A number (or date) about the initiative that is published, and the rule by which it is computed.
 *
 * @param figure the figure's id: the initiative's id, a dot and a name ({@code cmif.projects})
 * @param counts the rule
 */
public record FigureDefined(String figure, Text label, Unit unit, Counts counts, PartialDate occurredOn, Evidence evidence)
        implements PublicMilestone, OfInitiative {

    @Override
    public boolean isTimeless() {
        return true;
    }

    /** A figure is named after its initiative; one of another is rejected. */
    @Override
    public void belongsTo(String initiative) {
        if (!figure.startsWith(initiative + ".")) {
            throw Publication.anothersFigure(figure, initiative);
        }
    }

    /** What the figure's value is measured in. */
    public enum Unit { COUNT, CAD, PERCENT, DATE }

    /**
     * The rule of a figure.
     *
     * @param what      what is folded
     * @param stream    only projects of this stream
     * @param milestone for {@code OCCURRENCE}: the kind of milestone whose latest date is meant, kebab-case
     * @param item      for {@code ITEMS}: the kind of item, {@code arrangement}
     * @param statuses  for {@code ITEMS}: only those that stand so; all that are not over if it is empty
     * @param since     for {@code ITEMS}: only those that began on this day or later
     * @param before    for {@code ITEMS}: only those that began before this day
     */
    public record Counts(What what, Optional<String> stream, Optional<String> milestone, Optional<String> item, List<String> statuses,
            Optional<PartialDate> since, Optional<PartialDate> before) {
        public Counts {
            statuses = statuses == null ? List.of() : List.copyOf(statuses);
        }

        /** A rule that is not about items. */
        public static Counts of(What what, Optional<String> stream, Optional<String> milestone) {
            return new Counts(what, stream, milestone, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
        }
    }

    /** What a figure is folded from. */
    public enum What {
        /** Projects that stand, each once, by the number of projects it stands for; and statements of their number. */
        PROJECTS,
        /** Released outputs; and statements of their number. */
        OUTPUTS,
        /** The distinct provinces and territories that projects and statements name. */
        JURISDICTIONS,
        /** Statements alone: nothing is itemised. */
        STATEMENTS,
        /** The latest amounts of the projects that stand, in CAD. */
        CONTRIBUTIONS,
        /** The envelope in force, in CAD. */
        ENVELOPE,
        /** The date of the latest milestone of one kind. */
        OCCURRENCE,
        /** Laws, agreements, arrangements: things that are known by a key and move from one status to the next. */
        ITEMS,
        /** The minerals on the list in force. */
        LISTED
    }
}
