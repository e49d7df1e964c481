package ca.criticalminerals.local.simulation;

import static ca.criticalminerals.local.simulation.Chance.EVIDENCE;
import static ca.criticalminerals.local.simulation.Chance.REGISTERED_ON;
import static ca.criticalminerals.local.simulation.Chance.WORDS;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.initiatives.FigureDefined.Counts;
import ca.criticalminerals.initiatives.FigureDefined.Unit;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Money.Kind;
import ca.criticalminerals.initiatives.Theme;
import ca.criticalminerals.local.simulation.InitiativeKind.Facts;
import ca.criticalminerals.progress.strategy.domain.StrategyMilestone.*;
import java.util.List;
import java.util.Optional;

/** What can be recorded about the Strategy as a whole. */
record StrategyFacts(Chance chance) implements Facts {
    @Override
    public Milestone registration() {
        return new StrategyRegistered(chance.names(), Theme.STRATEGY, WORDS, chance.standing(), REGISTERED_ON, EVIDENCE);
    }

    @Override
    public List<Milestone> definitions() {
        return List.of(Chance.figure("envelope", Unit.CAD, What.ENVELOPE), Chance.figure("minerals", Unit.COUNT, What.LISTED),
                Chance.figure("released", Unit.DATE, Counts.of(What.OCCURRENCE, Optional.empty(), Optional.of("strategy-released"))));
    }

    @Override
    public Milestone any() {
        return switch (chance.below(8)) {
            case 0, 1, 2 -> new EnvelopeSet(chance.money(Kind.ENVELOPE), chance.date(), EVIDENCE);
            case 3 -> new ProgramsDetailed(WORDS, chance.some(() -> chance.money(Kind.ENVELOPE)), chance.date(), EVIDENCE);
            case 4, 5 -> new MineralListPublished(WORDS, chance.one(List.of("COPPER"), List.of("COPPER", "TIN"), List.of("ZINC")), chance.date(), EVIDENCE);
            case 6 -> new StrategyReleased(WORDS, chance.date(), EVIDENCE);
            default -> chance.perhaps() ? new DiscussionOpened(WORDS, chance.date(), EVIDENCE) : new AuditTabled(WORDS, chance.date(), EVIDENCE);
        };
    }
}
