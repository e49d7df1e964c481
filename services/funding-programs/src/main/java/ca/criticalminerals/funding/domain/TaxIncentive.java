package ca.criticalminerals.funding.domain;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone.TaxIncentiveEnacted;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone.TaxIncentiveExpanded;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone.TaxIncentiveIntroduced;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone.TaxIncentiveLapsed;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone.TaxIncentiveRegistered;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone.TaxIncentiveRenewed;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A tax incentive: every rule about it is in {@code decide}, and none in {@code evolve}. */
public sealed interface TaxIncentive {
    /** The rules and the fold, for the event store. */
    Ledger.Rules<Initiative<TaxIncentive>, Milestone> RULES = Initiative.rules(new Initiative.Kind<>(new Unregistered(),
            TaxIncentiveMilestone.class, TaxIncentive::decide, TaxIncentive::evolve, EnumSet.of(What.STATEMENTS, What.OCCURRENCE), _ -> Set.of(), Map.of()));

    /** Nothing is known of it yet. */
    record Unregistered() implements TaxIncentive {}

    /**
     * An incentive that is known to the tracker.
     *
     * @param standing what it was when it was registered; active since it was enacted or expanded
     * @param until    its last day, where a renewal said so
     * @param lapsedOn when it ended
     */
    record Registered(Names names, List<Names> formerNames, Standing standing, Optional<PartialDate> introducedOn, Optional<PartialDate> until,
            Optional<PartialDate> lapsedOn) implements TaxIncentive {}

    /** The milestone as it is accepted, or a {@link Rejection} that names the broken rule. */
    static TaxIncentiveMilestone decide(TaxIncentiveMilestone asked, TaxIncentive state) {
        return switch (asked) {
            case TaxIncentiveRegistered registered -> {
                if (state instanceof Registered) {
                    throw new Rejection("already-registered", "The tax incentive is registered already.",
                            "L’incitatif fiscal est déjà inscrit.");
                }
                yield registered;
            }
            case TaxIncentiveIntroduced introduced -> {
                Registered incentive = registered(state);
                if (incentive.introducedOn().isPresent()) {
                    throw new Rejection("already-introduced", "The tax incentive was introduced on " + incentive.introducedOn().get() + ".",
                            "L’incitatif fiscal a été instauré le " + incentive.introducedOn().get() + ".");
                }
                cost(introduced.cost());
                notLapsed(incentive, introduced.occurredOn());
                yield introduced;
            }
            case TaxIncentiveEnacted enacted -> {
                inForce(state, enacted.occurredOn());
                yield enacted;
            }
            case TaxIncentiveExpanded expanded -> {
                inForce(state, expanded.occurredOn());
                yield expanded;
            }
            case TaxIncentiveRenewed renewed -> {
                Registered incentive = inForce(state, renewed.occurredOn());
                cost(renewed.cost());
                if (renewed.until().isPresent() && incentive.until().isPresent()
                        && !renewed.until().get().lastDay().isAfter(incentive.until().get().lastDay())) {
                    throw new Rejection("renewal-does-not-extend", "The renewal until " + renewed.until().get() + " does not go beyond "
                            + incentive.until().get() + ".", "Le renouvellement jusqu’au " + renewed.until().get() + " ne va pas au-delà du "
                            + incentive.until().get() + ".").in("/until");
                }
                yield renewed;
            }
            case TaxIncentiveLapsed lapsed -> {
                Registered incentive = inForce(state, lapsed.occurredOn());
                incentive.lapsedOn().ifPresent(TaxIncentive::lapsed);
                yield lapsed;
            }
        };
    }

    /** The incentive after the milestone. */
    static TaxIncentive evolve(TaxIncentive state, TaxIncentiveMilestone milestone) {
        return switch (state) {
            case Unregistered _ when milestone instanceof TaxIncentiveRegistered registered -> new Registered(registered.names(),
                    registered.formerNames(), registered.standing(), Optional.empty(), Optional.empty(), Optional.empty());
            case Unregistered unregistered -> unregistered;
            case Registered incentive -> evolve(incentive, milestone);
        };
    }

    private static Registered evolve(Registered i, TaxIncentiveMilestone milestone) {
        return switch (milestone) {
            case TaxIncentiveRegistered _ -> i;
            case TaxIncentiveEnacted _, TaxIncentiveExpanded _ ->
                    new Registered(i.names, i.formerNames, Standing.ACTIVE, i.introducedOn, i.until, i.lapsedOn);
            case TaxIncentiveIntroduced introduced -> new Registered(i.names, i.formerNames, i.standing, Optional.of(introduced.occurredOn()),
                    i.until, i.lapsedOn);
            case TaxIncentiveRenewed renewed -> new Registered(i.names, i.formerNames, i.standing, i.introducedOn,
                    renewed.until().or(i::until), i.lapsedOn);
            case TaxIncentiveLapsed lapsed -> new Registered(i.names, i.formerNames, i.standing, i.introducedOn, i.until,
                    Optional.of(lapsed.occurredOn()));
        };
    }

    private static Registered registered(TaxIncentive state) {
        return switch (state) {
            case Registered incentive -> incentive;
            case Unregistered _ -> throw new Rejection("not-registered", "The initiative is unknown: register it first.",
                    "L’initiative est inconnue : inscrivez-la d’abord.");
        };
    }

    private static Registered inForce(TaxIncentive state, PartialDate on) {
        Registered incentive = registered(state);
        if (incentive.standing() == Standing.ANNOUNCED && incentive.introducedOn().isEmpty()) {
            throw new Rejection("not-introduced", "The tax incentive was not introduced by " + on + ": record its introduction first, or correct the date.",
                    "L’incitatif fiscal n’était pas instauré le " + on + " : consignez d’abord son instauration, ou corrigez la date.").in("/occurredOn");
        }
        notLapsed(incentive, on);
        return incentive;
    }

    private static void notLapsed(Registered incentive, PartialDate on) {
        incentive.lapsedOn().filter(lapse -> lapse.isBefore(on)).ifPresent(TaxIncentive::lapsed);
    }

    private static void lapsed(PartialDate on) {
        throw new Rejection("lapsed", "The tax incentive lapsed on " + on + ".", "L’incitatif fiscal a pris fin le " + on + ".").in("/occurredOn");
    }

    private static void cost(Optional<Money> cost) {
        cost.filter(money -> money.kind() != Money.Kind.TAX_EXPENDITURE).ifPresent(money -> {
            throw new Rejection("wrong-money-kind", "The cost of a tax incentive is a tax expenditure, not " + money.kind() + ".",
                    "Le coût d’un incitatif fiscal est une dépense fiscale, et non " + money.kind() + ".").in("/amount/kind");
        });
    }
}
