package ca.criticalminerals.funding.domain;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import java.util.Optional;

/**
 * A number (or date) about the initiative that is published, and the rule by which it is computed.
 *
 * @param figure the figure's id: the initiative's id, a dot and a name ({@code cmif.projects})
 * @param counts the rule
 */
public record FigureDefined(String figure, Text label, Unit unit, Counts counts, PartialDate occurredOn, Evidence evidence)
        implements FundingProgramMilestone, TaxIncentiveMilestone {

    /** A figure is named after its initiative; one of another is rejected. */
    public void belongsTo(String initiative) {
        if (!figure.startsWith(initiative + ".")) {
            throw Publication.anothersFigure(figure, initiative);
        }
    }

    /** What the figure's value is measured in. */
    public enum Unit { COUNT, CAD, DATE }

    /**
     * The rule of a figure.
     *
     * @param what      what is folded
     * @param stream    only projects of this stream
     * @param milestone for {@code OCCURRENCE}: the kind of milestone whose latest date is meant, kebab-case
     */
    public record Counts(What what, Optional<String> stream, Optional<String> milestone) {}

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
        OCCURRENCE
    }
}
