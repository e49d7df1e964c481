package ca.criticalminerals.local.simulation;

import static ca.criticalminerals.local.simulation.Chance.EVIDENCE;
import static ca.criticalminerals.local.simulation.Chance.REGISTERED_ON;
import static ca.criticalminerals.local.simulation.Chance.WORDS;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone.*;
import ca.criticalminerals.initiatives.FigureDefined.Counts;
import ca.criticalminerals.initiatives.FigureDefined.Unit;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Money.Kind;
import ca.criticalminerals.initiatives.Theme;
import ca.criticalminerals.local.simulation.InitiativeKind.Facts;
import java.util.List;
import java.util.Optional;

/** What can be recorded about a tax incentive. */
record IncentiveFacts(Chance chance) implements Facts {
    @Override
    public Milestone registration() {
        return new TaxIncentiveRegistered(chance.names(), List.of(chance.names()), Theme.PRODUCE, WORDS, chance.standing(), REGISTERED_ON, EVIDENCE);
    }

    @Override
    public List<Milestone> definitions() {
        return List.of(Chance.figure("renewed", Unit.DATE, Counts.of(What.OCCURRENCE, Optional.empty(), Optional.of("tax-incentive-renewed"))));
    }

    @Override
    public Milestone any() {
        return switch (chance.below(8)) {
            case 0, 1 -> new TaxIncentiveIntroduced(Optional.empty(), chance.some(() -> chance.money(Kind.TAX_EXPENDITURE)), List.of(), chance.date(), EVIDENCE);
            case 2 -> new TaxIncentiveEnacted(WORDS, chance.date(), EVIDENCE);
            case 3 -> new TaxIncentiveExpanded(WORDS, List.of(), chance.date(), EVIDENCE);
            case 4, 5, 6 -> new TaxIncentiveRenewed(chance.some(() -> PartialDate.of("20" + (25 + chance.below(6)))), Optional.empty(), chance.date(), EVIDENCE);
            default -> new TaxIncentiveLapsed(chance.date(), EVIDENCE);
        };
    }
}
