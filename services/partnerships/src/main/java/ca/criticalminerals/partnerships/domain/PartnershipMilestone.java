package ca.criticalminerals.partnerships.domain;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Registration;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.Theme;
import java.util.List;
import java.util.Optional;

/** What can have happened to a partnership. Kept for ever: add, never rename. */
public sealed interface PartnershipMilestone extends Milestone permits
        PartnershipMilestone.PartnershipRegistered, PartnershipMilestone.PartnershipRenamed, PartnershipMilestone.PartnershipEnded,
        PartnershipMilestone.ArrangementEstablished, PartnershipMilestone.ArrangementRenewed, PartnershipMilestone.ArrangementEnded,
        PartnershipMilestone.RoleAssumed, PartnershipMilestone.RoleEnded,
        PartnershipMilestone.ContributionCommitted, PartnershipMilestone.ContributionWithdrawn,
        PartnershipMilestone.RoundAnnounced,
        PartnershipMilestone.UndertakingAnnounced, PartnershipMilestone.UndertakingCompleted, PartnershipMilestone.UndertakingWithdrawn,
        PartnershipMilestone.ConsultationOpened, PartnershipMilestone.ConsultationClosed,
        PartnershipMilestone.WorkBegun, PartnershipMilestone.WorkConcluded {

    /**
     * A partnership becomes known to the tracker.
     *
     * @param formerNames names it had before, oldest first
     * @param partnership what sort it is, for good: its items depend on it
     */
    record PartnershipRegistered(Names names, List<Names> formerNames, Theme theme, Text leadOrganization, Standing standing,
            PartnershipKind partnership, PartialDate occurredOn, Evidence evidence) implements PartnershipMilestone, Registration {
        public PartnershipRegistered {
            formerNames = listed(formerNames);
        }

        @Override
        public boolean isTimeless() {
            return true;
        }
    }

    /** The partnership gets other names; the present ones become former names. */
    record PartnershipRenamed(Names names, PartialDate occurredOn, Evidence evidence) implements PartnershipMilestone {
        @Override
        public List<String> about() {
            return List.of("names");
        }
    }

    /** The partnership is over; what happened before the date may still be recorded. */
    record PartnershipEnded(Text reason, PartialDate occurredOn, Evidence evidence) implements PartnershipMilestone {}

    /**
     * Canada and others agree on how they work together.
     *
     * @param counterparties the others: ISO 3166-1 alpha-2 codes of countries, {@code EU}, and codes of organizations, {@code WORLD_BANK}
     * @param binding        whether it binds in law; empty where that is not known
     * @param textPublic     whether anyone can read its text; empty where that is not known
     */
    record ArrangementEstablished(String arrangement, Text title, Instrument instrument, List<String> counterparties,
            Optional<Boolean> binding, Optional<Boolean> textPublic, List<String> minerals, PartialDate occurredOn, Evidence evidence)
            implements PartnershipMilestone {
        public ArrangementEstablished {
            counterparties = listed(counterparties);
            minerals = listed(minerals);
        }

        @Override
        public List<String> about() {
            return List.of("arrangement:" + arrangement);
        }
    }

    /** The arrangement goes on; {@code until} is its last day, where there is one. */
    record ArrangementRenewed(String arrangement, Optional<PartialDate> until, PartialDate occurredOn, Evidence evidence)
            implements PartnershipMilestone {
        @Override
        public List<String> about() {
            return List.of("arrangement:" + arrangement);
        }
    }

    /** The arrangement no longer holds. */
    record ArrangementEnded(String arrangement, Text reason, PartialDate occurredOn, Evidence evidence) implements PartnershipMilestone {
        @Override
        public List<String> about() {
            return List.of("arrangement:" + arrangement);
        }
    }

    /** Canada takes on an office; {@code body} is the organization or group that has it. */
    record RoleAssumed(String role, Text title, Text body, PartialDate occurredOn, Evidence evidence) implements PartnershipMilestone {
        @Override
        public List<String> about() {
            return List.of("role:" + role);
        }
    }

    /** Canada no longer has the office. */
    record RoleEnded(String role, PartialDate occurredOn, Evidence evidence) implements PartnershipMilestone {
        @Override
        public List<String> about() {
            return List.of("role:" + role);
        }
    }

    /** Canada promises money of the kind {@code CONTRIBUTION}. */
    record ContributionCommitted(String contribution, Text title, Money amount, Optional<Text> recipient, PartialDate occurredOn, Evidence evidence)
            implements PartnershipMilestone {
        @Override
        public List<String> about() {
            return List.of("contribution:" + contribution);
        }
    }

    /** The money is not promised any more. */
    record ContributionWithdrawn(String contribution, Text reason, PartialDate occurredOn, Evidence evidence) implements PartnershipMilestone {
        @Override
        public List<String> about() {
            return List.of("contribution:" + contribution);
        }
    }

    /**
     * An alliance announces many things at once.
     *
     * @param announced      how many investments, partnerships and measures
     * @param unlocked       what the projects are worth that become possible: money of the kind {@code UNLOCKED_VALUE}, not of Canada
     * @param counterparties with whom, by code
     */
    record RoundAnnounced(String round, Text title, HowMany announced, Optional<Money> unlocked, List<String> counterparties,
            List<String> minerals, PartialDate occurredOn, Evidence evidence) implements PartnershipMilestone {
        public RoundAnnounced {
            counterparties = listed(counterparties);
            minerals = listed(minerals);
        }

        @Override
        public List<String> about() {
            return List.of("round:" + round);
        }
    }

    /**
     * One investment, partnership or measure is announced.
     *
     * @param round   the key of the round that it is part of; empty if it stands beside them
     * @param amount  a loan, equity, a contribution or a partner’s money
     * @param parties who does it, by name
     */
    record UndertakingAnnounced(String undertaking, Text title, Optional<String> round, Optional<Money> amount, List<String> parties,
            List<String> jurisdictions, List<String> minerals, PartialDate occurredOn, Evidence evidence) implements PartnershipMilestone {
        public UndertakingAnnounced {
            parties = listed(parties);
            jurisdictions = listed(jurisdictions);
            minerals = listed(minerals);
        }

        /** The undertaking, and the round that it is part of. */
        @Override
        public List<String> about() {
            return round.map(of -> List.of("undertaking:" + undertaking, "round:" + of)).orElseGet(() -> List.of("undertaking:" + undertaking));
        }
    }

    /** What was announced is done. */
    record UndertakingCompleted(String undertaking, PartialDate occurredOn, Evidence evidence) implements PartnershipMilestone {
        @Override
        public List<String> about() {
            return List.of("undertaking:" + undertaking);
        }
    }

    /** What was announced will not be done. */
    record UndertakingWithdrawn(String undertaking, Text reason, PartialDate occurredOn, Evidence evidence) implements PartnershipMilestone {
        @Override
        public List<String> about() {
            return List.of("undertaking:" + undertaking);
        }
    }

    /** People are asked for their views. */
    record ConsultationOpened(String consultation, Text title, List<String> minerals, List<String> jurisdictions, PartialDate occurredOn,
            Evidence evidence) implements PartnershipMilestone {
        public ConsultationOpened {
            minerals = listed(minerals);
            jurisdictions = listed(jurisdictions);
        }

        @Override
        public List<String> about() {
            return List.of("consultation:" + consultation);
        }
    }

    /** Views are no longer taken; {@code responses} is how many came, 0 or more, where that is known. */
    record ConsultationClosed(String consultation, Optional<Integer> responses, PartialDate occurredOn, Evidence evidence)
            implements PartnershipMilestone {
        @Override
        public List<String> about() {
            return List.of("consultation:" + consultation);
        }
    }

    /** Work starts that has no end of its own: zones are sought, standards compared. */
    record WorkBegun(String work, Text title, List<String> jurisdictions, PartialDate occurredOn, Evidence evidence) implements PartnershipMilestone {
        public WorkBegun {
            jurisdictions = listed(jurisdictions);
        }

        @Override
        public List<String> about() {
            return List.of("work:" + work);
        }
    }

    /** The work is over, with this outcome. */
    record WorkConcluded(String work, Text outcome, PartialDate occurredOn, Evidence evidence) implements PartnershipMilestone {
        @Override
        public List<String> about() {
            return List.of("work:" + work);
        }
    }

    /** JSON leaves an empty list out. */
    private static <T> List<T> listed(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
