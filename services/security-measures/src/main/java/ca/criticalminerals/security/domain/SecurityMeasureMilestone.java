package ca.criticalminerals.security.domain;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Registration;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.Theme;
import java.util.List;
import java.util.Optional;

/** What can have happened to a security measure. Kept for ever: add, never rename. */
public sealed interface SecurityMeasureMilestone extends Milestone {

    /** A milestone about something that the measure consists of, a law or an agreement, which is known by its key. */
    sealed interface OfItem extends Milestone {
        @Override
        default List<String> about() {
            return List.of(Step.of(this).item().subject());
        }
    }

    /**
     * A measure becomes known to the tracker.
     *
     * @param formerNames names it had before, oldest first
     * @param measure     what sort of measure it is, and so what it can consist of
     */
    record MeasureRegistered(Names names, List<Names> formerNames, Theme theme, Text leadOrganization, Standing standing, MeasureKind measure,
            PartialDate occurredOn, Evidence evidence) implements SecurityMeasureMilestone, Registration {
        public MeasureRegistered {
            formerNames = copy(formerNames);
        }

        @Override
        public boolean isTimeless() {
            return true;
        }
    }

    /** The measure gets other names; the present ones become former names. */
    record MeasureRenamed(Names names, PartialDate occurredOn, Evidence evidence) implements SecurityMeasureMilestone {
        @Override
        public List<String> about() {
            return List.of("names");
        }
    }

    /** The measure ends; nothing happens to it later. */
    record MeasureEnded(Text reason, PartialDate occurredOn, Evidence evidence) implements SecurityMeasureMilestone {}

    /** A law, or an amendment of one, is proposed before Parliament has it. */
    record LawProposed(String law, Text title, PartialDate occurredOn, Evidence evidence) implements SecurityMeasureMilestone, OfItem {}

    /** The law is introduced in Parliament; {@code title} where this is the first that is known of it, {@code bill} its number there. */
    record LawIntroduced(String law, Optional<Text> title, Optional<Text> bill, PartialDate occurredOn, Evidence evidence)
            implements SecurityMeasureMilestone, OfItem {}

    /** The law has royal assent, which is not yet to be in force. */
    record LawAssented(String law, PartialDate occurredOn, Evidence evidence) implements SecurityMeasureMilestone, OfItem {}

    /** The law comes into force. */
    record LawInForce(String law, PartialDate occurredOn, Evidence evidence) implements SecurityMeasureMilestone, OfItem {}

    /** The law is given up before it has assent. */
    record LawWithdrawn(String law, Text reason, PartialDate occurredOn, Evidence evidence) implements SecurityMeasureMilestone, OfItem {}

    /** The law is repealed. */
    record LawRepealed(String law, Text reason, PartialDate occurredOn, Evidence evidence) implements SecurityMeasureMilestone, OfItem {}

    /**
     * Minerals are designated under an act.
     *
     * @param act                  the act that gives the power
     * @param minerals             codes; empty only if they are not disclosed
     * @param mineralsNotDisclosed present, and true, if which minerals are meant is not made public
     */
    record DesignationMade(String designation, Text title, Text act, List<String> minerals, Optional<Boolean> mineralsNotDisclosed,
            PartialDate occurredOn, Evidence evidence) implements SecurityMeasureMilestone, OfItem {
        public DesignationMade {
            minerals = copy(minerals);
        }
    }

    /** The designation is revoked. */
    record DesignationRevoked(String designation, Text reason, PartialDate occurredOn, Evidence evidence)
            implements SecurityMeasureMilestone, OfItem {}

    /** The state negotiates with a company about supply: an offtake, a stockpile. */
    record AgreementNegotiated(String agreement, Text title, String counterparty, List<String> minerals, List<String> jurisdictions,
            PartialDate occurredOn, Evidence evidence) implements SecurityMeasureMilestone, OfItem {
        public AgreementNegotiated {
            minerals = copy(minerals);
            jurisdictions = copy(jurisdictions);
        }
    }

    /** The agreement is made public; title, counterparty and minerals where this is the first that is known of it. */
    record AgreementAnnounced(String agreement, Optional<Text> title, Optional<String> counterparty, List<String> minerals,
            List<String> jurisdictions, PartialDate occurredOn, Evidence evidence) implements SecurityMeasureMilestone, OfItem {
        public AgreementAnnounced {
            minerals = copy(minerals);
            jurisdictions = copy(jurisdictions);
        }
    }

    /** The agreement is signed; title, counterparty and minerals where this is the first that is known of it. A term that is empty is unknown. */
    record AgreementSigned(String agreement, Optional<Text> title, Optional<String> counterparty, List<String> minerals,
            List<String> jurisdictions, Optional<Disclosed> quantity, Optional<Disclosed> term, Optional<Disclosed> price,
            PartialDate occurredOn, Evidence evidence) implements SecurityMeasureMilestone, OfItem {
        public AgreementSigned {
            minerals = copy(minerals);
            jurisdictions = copy(jurisdictions);
        }
    }

    /** Another agreement of the measure takes its place; {@code by} is its key. */
    record AgreementReplaced(String agreement, String by, PartialDate occurredOn, Evidence evidence)
            implements SecurityMeasureMilestone, OfItem {
        @Override
        public List<String> about() {
            return List.of("agreement:" + agreement, "agreement:" + by);
        }
    }

    /** The agreement, or the negotiation of it, ends. */
    record AgreementEnded(String agreement, Text reason, PartialDate occurredOn, Evidence evidence)
            implements SecurityMeasureMilestone, OfItem {}

    /** Minerals are kept in store. */
    record StockpileEstablished(String stockpile, Text title, List<String> minerals, PartialDate occurredOn, Evidence evidence)
            implements SecurityMeasureMilestone, OfItem {
        public StockpileEstablished {
            minerals = copy(minerals);
        }
    }

    /** The stockpile is given up. */
    record StockpileEnded(String stockpile, Text reason, PartialDate occurredOn, Evidence evidence)
            implements SecurityMeasureMilestone, OfItem {}

    /** A text that guides or binds others is published. */
    record InstrumentReleased(String instrument, Text title, InstrumentKind kind, List<String> minerals, PartialDate occurredOn,
            Evidence evidence) implements SecurityMeasureMilestone, OfItem {
        public InstrumentReleased {
            minerals = copy(minerals);
        }
    }

    /** Another text takes its place; {@code by} says which. */
    record InstrumentSuperseded(String instrument, Text by, PartialDate occurredOn, Evidence evidence)
            implements SecurityMeasureMilestone, OfItem {}

    /** Canada takes part in a project of allies; {@code partners} are the names of those that it works with. */
    record ParticipationBegun(String participation, Text title, Role role, List<String> partners, PartialDate occurredOn, Evidence evidence)
            implements SecurityMeasureMilestone, OfItem {
        public ParticipationBegun {
            partners = copy(partners);
        }
    }

    /** Canada no longer takes part. */
    record ParticipationEnded(String participation, Text reason, PartialDate occurredOn, Evidence evidence)
            implements SecurityMeasureMilestone, OfItem {}

    /** An investment comes under review; {@code subject} says which, where that is public. */
    record ReviewOpened(String review, Text title, Optional<Text> subject, PartialDate occurredOn, Evidence evidence)
            implements SecurityMeasureMilestone, OfItem {}

    /** The review has an outcome. */
    record ReviewConcluded(String review, ReviewOutcome outcome, Optional<Text> note, PartialDate occurredOn, Evidence evidence)
            implements SecurityMeasureMilestone, OfItem {}

    /** Work begins, alone or together with provinces and territories: {@code partners} are their codes. */
    record WorkBegun(String work, Text title, List<String> partners, PartialDate occurredOn, Evidence evidence)
            implements SecurityMeasureMilestone, OfItem {
        public WorkBegun {
            partners = copy(partners);
        }
    }

    /** The work is done; {@code outcome} says with what result. */
    record WorkConcluded(String work, Text outcome, PartialDate occurredOn, Evidence evidence) implements SecurityMeasureMilestone, OfItem {}

    private static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
