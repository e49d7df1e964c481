package ca.criticalminerals.funding.domain;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Registration;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.Theme;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What can have happened to a tax incentive. Kept for ever: add, never rename. */
public sealed interface TaxIncentiveMilestone extends Milestone permits
        TaxIncentiveMilestone.TaxIncentiveRegistered, TaxIncentiveMilestone.TaxIncentiveIntroduced,
        TaxIncentiveMilestone.TaxIncentiveEnacted, TaxIncentiveMilestone.TaxIncentiveExpanded,
        TaxIncentiveMilestone.TaxIncentiveRenewed, TaxIncentiveMilestone.TaxIncentiveLapsed {

    /** A tax incentive becomes known to the tracker; an {@code ACTIVE} one was in force before its introduction is recorded. */
    record TaxIncentiveRegistered(Names names, List<Names> formerNames, Theme theme, Text leadOrganization, Standing standing,
            PartialDate occurredOn, Evidence evidence) implements TaxIncentiveMilestone, Registration {
        public TaxIncentiveRegistered {
            formerNames = formerNames == null ? List.of() : List.copyOf(formerNames);
        }

        @Override
        public boolean isTimeless() {
            return true;
        }
    }

    /**
     * The incentive is announced.
     *
     * @param ratePercent the share of eligible expenses, 0 to 100
     * @param cost        the tax expenditure estimated for it, over the years that the evidence names
     * @param minerals    the minerals it covers; empty where the source does not list them
     */
    record TaxIncentiveIntroduced(Optional<BigDecimal> ratePercent, Optional<Money> cost, List<String> minerals,
            PartialDate occurredOn, Evidence evidence) implements TaxIncentiveMilestone {
        public TaxIncentiveIntroduced {
            minerals = minerals == null ? List.of() : List.copyOf(minerals);
        }
    }

    /** The law that contains it is assented. */
    record TaxIncentiveEnacted(Text law, PartialDate occurredOn, Evidence evidence) implements TaxIncentiveMilestone {}

    /** It covers more: minerals, expenses or who may claim it. */
    record TaxIncentiveExpanded(Text change, List<String> minerals, PartialDate occurredOn, Evidence evidence)
            implements TaxIncentiveMilestone {
        public TaxIncentiveExpanded {
            minerals = minerals == null ? List.of() : List.copyOf(minerals);
        }
    }

    /** It is prolonged; {@code until} is its new last day, empty where the source does not say. */
    record TaxIncentiveRenewed(Optional<PartialDate> until, Optional<Money> cost, PartialDate occurredOn, Evidence evidence)
            implements TaxIncentiveMilestone {}

    /** It is no longer available. */
    record TaxIncentiveLapsed(PartialDate occurredOn, Evidence evidence) implements TaxIncentiveMilestone {}
}
