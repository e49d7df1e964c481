package ca.criticalminerals.local.simulation;

import static ca.criticalminerals.local.simulation.Chance.EVIDENCE;
import static ca.criticalminerals.local.simulation.Chance.INITIATIVE;
import static ca.criticalminerals.local.simulation.Chance.REGISTERED_ON;
import static ca.criticalminerals.local.simulation.Chance.WORDS;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.initiatives.Breakdown;
import ca.criticalminerals.initiatives.CountReported;
import ca.criticalminerals.initiatives.FigureDefined.Unit;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Qualifier;
import ca.criticalminerals.initiatives.TargetSet;
import ca.criticalminerals.initiatives.Theme;
import ca.criticalminerals.local.simulation.InitiativeKind.Facts;
import ca.criticalminerals.progress.strategy.domain.IndicatorMilestone.*;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What can be recorded about indicators. */
record IndicatorFacts(Chance chance) implements Facts {
    @Override
    public Milestone registration() {
        return new IndicatorRegistered(chance.names(), Theme.FACTS, WORDS, chance.standing(), REGISTERED_ON, EVIDENCE);
    }

    @Override
    public List<Milestone> definitions() {
        return List.of(Chance.figure("jobs", Unit.COUNT, What.STATEMENTS), Chance.figure("share", Unit.PERCENT, What.STATEMENTS),
                Chance.figure("part", Unit.COUNT, What.STATEMENTS));
    }

    @Override
    public Milestone any() {
        String figure = INITIATIVE + chance.one(".jobs", ".share", ".part");
        return switch (chance.below(6)) {
            case 0 -> new IndicatorDiscontinued(WORDS, chance.date(), EVIDENCE);
            case 1, 2 -> new TargetSet(figure, BigDecimal.valueOf(chance.below(9)), PartialDate.of("2030"), Optional.empty(), chance.some(() -> WORDS), chance.date(), EVIDENCE);
            default -> new CountReported(figure, BigDecimal.valueOf(5 + chance.below(9)), Qualifier.EXACT,
                    chance.perhaps() ? Optional.empty() : Optional.of(new Breakdown(false, List.of(new Breakdown.Part(INITIATIVE + ".part", BigDecimal.valueOf(chance.below(5)))))),
                    List.of(), chance.date(), EVIDENCE);
        };
    }
}
