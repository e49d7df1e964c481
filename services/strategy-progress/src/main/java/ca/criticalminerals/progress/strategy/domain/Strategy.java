package ca.criticalminerals.progress.strategy.domain;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.progress.strategy.domain.StrategyMilestone.*;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Strategy as a whole: every rule about it is in {@code decide}, and none in {@code evolve}. */
public sealed interface Strategy {
    /** The rules and the fold, for the event store. */
    Ledger.Rules<Initiative<Strategy>, Milestone> RULES = Initiative.rules(new Initiative.Kind<>(new Unregistered(), StrategyMilestone.class,
            Strategy::decide, Strategy::evolve, EnumSet.of(What.STATEMENTS, What.OCCURRENCE, What.ENVELOPE, What.LISTED), _ -> Set.of(), Map.of()));

    /** Nothing is known of it yet. */
    record Unregistered() implements Strategy {}

    /**
     * It is known to the tracker.
     *
     * @param minerals those on the list in force, which was published on {@code listedOn}
     */
    record Registered(Names names, Standing standing, Optional<Money> envelope, List<String> minerals, Optional<PartialDate> listedOn)
            implements Strategy {}

    /** The milestone as it is accepted, or a {@link Rejection} that names the broken rule. */
    static StrategyMilestone decide(StrategyMilestone asked, Strategy state) {
        return switch (state) {
            case Unregistered _ when asked instanceof StrategyRegistered -> asked;
            case Unregistered _ -> throw new Rejection("not-registered", "The initiative is unknown: register it first.",
                    "L’initiative est inconnue : inscrivez-la d’abord.");
            case Registered strategy -> {
                possible(asked, strategy);
                yield asked;
            }
        };
    }

    private static void possible(StrategyMilestone asked, Registered strategy) {
        switch (asked) {
            case StrategyRegistered _ -> throw new Rejection("already-registered", "The Strategy is registered already.",
                    "La Stratégie est déjà inscrite.");
            case EnvelopeSet set -> {
                envelope(set.envelope());
                if (strategy.envelope().filter(set.envelope()::equals).isPresent()) {
                    throw new Rejection("same-envelope", "The envelope is this already.", "L’enveloppe est déjà celle-ci.").in("/envelope");
                }
            }
            case ProgramsDetailed detailed -> detailed.amount().ifPresent(amount -> within(amount, strategy));
            case MineralListPublished list -> list(list, strategy);
            case StrategyReleased _, DiscussionOpened _, AuditTabled _ -> { }
        }
    }

    private static void envelope(Money money) {
        if (money.kind() != Money.Kind.ENVELOPE) {
            throw new Rejection("wrong-money-kind", "The amount must be of the kind ENVELOPE, not " + money.kind() + ".",
                    "Le montant doit être du type ENVELOPE, et non " + money.kind() + ".").in("/amount/kind");
        }
    }

    private static void within(Money amount, Registered strategy) {
        envelope(amount);
        strategy.envelope().filter(envelope -> amount.amount().compareTo(envelope.amount()) > 0).ifPresent(envelope -> {
            throw new Rejection("over-envelope", "The part, " + amount.amount() + ", is more than the whole envelope, " + envelope.amount() + ".",
                    "La partie, " + amount.amount() + ", dépasse toute l’enveloppe, " + envelope.amount() + ".").in("/amount/amount");
        });
    }

    private static void list(MineralListPublished list, Registered strategy) {
        var seen = new HashSet<String>();
        list.minerals().stream().filter(mineral -> !seen.add(mineral)).findFirst().ifPresent(mineral -> {
            throw new Rejection("duplicate-mineral", "The mineral " + mineral + " is on the list twice.",
                    "Le minéral " + mineral + " figure deux fois sur la liste.").in("/minerals");
        });
        if (seen.equals(new HashSet<>(strategy.minerals()))) {
            throw new Rejection("same-list", "These minerals are on the list in force already, and no others.",
                    "La liste en vigueur comprend déjà ces minéraux, et aucun autre.").in("/minerals");
        }
    }

    /** The Strategy after the milestone. */
    static Strategy evolve(Strategy state, StrategyMilestone milestone) {
        return switch (state) {
            case Unregistered _ when milestone instanceof StrategyRegistered registered ->
                    new Registered(registered.names(), registered.standing(), Optional.empty(), List.of(), Optional.empty());
            case Unregistered unregistered -> unregistered;
            case Registered strategy -> evolve(strategy, milestone);
        };
    }

    private static Registered evolve(Registered s, StrategyMilestone milestone) {
        return switch (milestone) {
            case EnvelopeSet m -> new Registered(s.names, s.standing, Optional.of(m.envelope()), s.minerals, s.listedOn);
            case MineralListPublished m -> new Registered(s.names, s.standing, s.envelope, m.minerals(), Optional.of(m.occurredOn()));
            case StrategyRegistered _, StrategyReleased _, ProgramsDetailed _, DiscussionOpened _, AuditTabled _ -> s;
        };
    }
}
