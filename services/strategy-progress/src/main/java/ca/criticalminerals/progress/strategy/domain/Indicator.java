package ca.criticalminerals.progress.strategy.domain;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.progress.strategy.domain.IndicatorMilestone.IndicatorDiscontinued;
import ca.criticalminerals.progress.strategy.domain.IndicatorMilestone.IndicatorRegistered;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A set of indicators of the sector: every rule about it is in {@code decide}, and none in {@code evolve}. */
public sealed interface Indicator {
    /** The rules and the fold, for the event store. */
    Ledger.Rules<Initiative<Indicator>, Milestone> RULES = Initiative.rules(new Initiative.Kind<>(new Unregistered(), IndicatorMilestone.class,
            Indicator::decide, Indicator::evolve, EnumSet.of(What.STATEMENTS), _ -> Set.of(), Map.of()));

    /** Nothing is known of it yet. */
    record Unregistered() implements Indicator {}

    /** It is observed, or was until {@code discontinuedOn}. */
    record Registered(Names names, Standing standing, Optional<PartialDate> discontinuedOn) implements Indicator {}

    /** The milestone as it is accepted, or a {@link Rejection} that names the broken rule. */
    static IndicatorMilestone decide(IndicatorMilestone asked, Indicator state) {
        switch (asked) {
            case IndicatorRegistered _ -> {
                if (state instanceof Registered) {
                    throw new Rejection("already-registered", "The indicators are registered already.", "Les indicateurs sont déjà inscrits.");
                }
            }
            case IndicatorDiscontinued _ -> registered(state).discontinuedOn().ifPresent(on -> {
                throw new Rejection("already-discontinued", "The indicators were discontinued on " + on + " already.",
                        "Les indicateurs ont déjà été abandonnés le " + on + ".");
            });
        }
        return asked;
    }

    /** The indicators after the milestone. */
    static Indicator evolve(Indicator state, IndicatorMilestone milestone) {
        return switch (state) {
            case Unregistered _ when milestone instanceof IndicatorRegistered m -> new Registered(m.names(), m.standing(), Optional.empty());
            case Registered indicator when milestone instanceof IndicatorDiscontinued m ->
                    new Registered(indicator.names(), indicator.standing(), Optional.of(m.occurredOn()));
            case Unregistered _, Registered _ -> state;
        };
    }

    private static Registered registered(Indicator state) {
        return switch (state) {
            case Registered registered -> registered;
            case Unregistered _ -> throw new Rejection("not-registered", "The initiative is unknown: register it first.",
                    "L’initiative est inconnue : inscrivez-la d’abord.");
        };
    }
}
