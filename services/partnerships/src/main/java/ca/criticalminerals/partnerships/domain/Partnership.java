package ca.criticalminerals.partnerships.domain;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.partnerships.domain.Item.Status;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.ArrangementEnded;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.ArrangementEstablished;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.ArrangementRenewed;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.ConsultationClosed;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.ConsultationOpened;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.ContributionCommitted;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.ContributionWithdrawn;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.PartnershipEnded;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.PartnershipRegistered;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.PartnershipRenamed;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.RoleAssumed;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.RoleEnded;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.RoundAnnounced;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.UndertakingAnnounced;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.UndertakingCompleted;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.UndertakingWithdrawn;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.WorkBegun;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.WorkConcluded;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A partnership: every rule about it is in {@code decide}, and none in {@code evolve}. */
public sealed interface Partnership permits Partnership.Unregistered, RegisteredPartnership {
    /** The rules and the fold, for the event store. */
    Ledger.Rules<Initiative<Partnership>, Milestone> RULES = Initiative.rules(new Initiative.Kind<>(new Unregistered(),
            PartnershipMilestone.class, Partnership::decide, Partnership::evolve,
            EnumSet.of(What.STATEMENTS, What.OCCURRENCE, What.ITEMS, What.CONTRIBUTIONS), _ -> Set.of(), ItemKind.words()));

    /** Nothing is known of it yet. */
    record Unregistered() implements Partnership {}

    /** The milestone as it is accepted, or a {@link Rejection} that names the broken rule. */
    static PartnershipMilestone decide(PartnershipMilestone asked, Partnership state) {
        return switch (state) {
            case Unregistered _ when asked instanceof PartnershipRegistered -> asked;
            case Unregistered _ -> throw new Rejection("not-registered", "The initiative is unknown: register it first.",
                    "L’initiative est inconnue : inscrivez-la d’abord.");
            case RegisteredPartnership partnership -> {
                possible(asked, partnership);
                notEnded(partnership, asked.occurredOn());
                yield asked;
            }
        };
    }

    private static void possible(PartnershipMilestone asked, RegisteredPartnership partnership) {
        switch (asked) {
            case PartnershipRegistered _ -> throw new Rejection("already-registered", "The partnership is registered already.",
                    "Le partenariat est déjà inscrit.");
            case PartnershipRenamed renamed -> {
                if (partnership.names().equals(renamed.names())) {
                    throw new Rejection("same-name", "The partnership has these names already.", "Le partenariat porte déjà ces noms.").in("/names");
                }
            }
            case PartnershipEnded _ -> ends(partnership);
            case ArrangementEstablished established -> {
                begins(partnership, ItemKind.ARRANGEMENT, established.arrangement());
                eachOnce(established.counterparties());
            }
            case ArrangementRenewed renewed -> extended(standing(partnership, ItemKind.ARRANGEMENT, renewed.arrangement()), renewed);
            case ArrangementEnded ended -> standing(partnership, ItemKind.ARRANGEMENT, ended.arrangement());
            case RoleAssumed assumed -> begins(partnership, ItemKind.ROLE, assumed.role());
            case RoleEnded ended -> standing(partnership, ItemKind.ROLE, ended.role());
            case ContributionCommitted committed -> {
                begins(partnership, ItemKind.CONTRIBUTION, committed.contribution());
                kind(committed.amount(), EnumSet.of(Money.Kind.CONTRIBUTION));
            }
            case ContributionWithdrawn withdrawn -> standing(partnership, ItemKind.CONTRIBUTION, withdrawn.contribution());
            case RoundAnnounced announced -> {
                begins(partnership, ItemKind.ROUND, announced.round());
                announced.unlocked().ifPresent(unlocked -> kind(unlocked, EnumSet.of(Money.Kind.UNLOCKED_VALUE)));
                eachOnce(announced.counterparties());
            }
            case UndertakingAnnounced announced -> {
                begins(partnership, ItemKind.UNDERTAKING, announced.undertaking());
                announced.round().ifPresent(round -> item(partnership, ItemKind.ROUND, round));
                announced.amount().ifPresent(amount ->
                        kind(amount, EnumSet.of(Money.Kind.LOAN, Money.Kind.EQUITY, Money.Kind.CONTRIBUTION, Money.Kind.PARTNER)));
            }
            case UndertakingCompleted completed -> standing(partnership, ItemKind.UNDERTAKING, completed.undertaking());
            case UndertakingWithdrawn withdrawn -> standing(partnership, ItemKind.UNDERTAKING, withdrawn.undertaking());
            case ConsultationOpened opened -> begins(partnership, ItemKind.CONSULTATION, opened.consultation());
            case ConsultationClosed closed -> standing(partnership, ItemKind.CONSULTATION, closed.consultation());
            case WorkBegun begun -> begins(partnership, ItemKind.WORK, begun.work());
            case WorkConcluded concluded -> standing(partnership, ItemKind.WORK, concluded.work());
        }
    }

    /** The partnership after the milestone. */
    static Partnership evolve(Partnership state, PartnershipMilestone milestone) {
        return switch (state) {
            case Unregistered _ when milestone instanceof PartnershipRegistered registered -> RegisteredPartnership.of(registered);
            case Unregistered unregistered -> unregistered;
            case RegisteredPartnership partnership -> evolve(partnership, milestone);
        };
    }

    private static RegisteredPartnership evolve(RegisteredPartnership p, PartnershipMilestone milestone) {
        return switch (milestone) {
            case PartnershipRegistered _ -> p;
            case PartnershipRenamed m -> p.renamed(m.names());
            case PartnershipEnded m -> p.ended(m.occurredOn());
            case ArrangementEstablished m -> p.begun(ItemKind.ARRANGEMENT, m.arrangement(), m.title(), Optional.empty(), m.occurredOn());
            case ArrangementRenewed m -> p.renewed(ItemKind.ARRANGEMENT, m.arrangement(), m.occurredOn(), m.until());
            case ArrangementEnded m -> p.now(ItemKind.ARRANGEMENT, m.arrangement(), Status.ENDED, m.occurredOn());
            case RoleAssumed m -> p.begun(ItemKind.ROLE, m.role(), m.title(), Optional.empty(), m.occurredOn());
            case RoleEnded m -> p.now(ItemKind.ROLE, m.role(), Status.ENDED, m.occurredOn());
            case ContributionCommitted m -> p.begun(ItemKind.CONTRIBUTION, m.contribution(), m.title(), Optional.of(m.amount()), m.occurredOn());
            case ContributionWithdrawn m -> p.now(ItemKind.CONTRIBUTION, m.contribution(), Status.WITHDRAWN, m.occurredOn());
            case RoundAnnounced m -> p.begun(ItemKind.ROUND, m.round(), m.title(), m.unlocked(), m.occurredOn());
            case UndertakingAnnounced m -> p.begun(ItemKind.UNDERTAKING, m.undertaking(), m.title(), m.amount(), m.occurredOn());
            case UndertakingCompleted m -> p.now(ItemKind.UNDERTAKING, m.undertaking(), Status.COMPLETED, m.occurredOn());
            case UndertakingWithdrawn m -> p.now(ItemKind.UNDERTAKING, m.undertaking(), Status.WITHDRAWN, m.occurredOn());
            case ConsultationOpened m -> p.begun(ItemKind.CONSULTATION, m.consultation(), m.title(), Optional.empty(), m.occurredOn());
            case ConsultationClosed m -> p.now(ItemKind.CONSULTATION, m.consultation(), Status.CLOSED, m.occurredOn());
            case WorkBegun m -> p.begun(ItemKind.WORK, m.work(), m.title(), Optional.empty(), m.occurredOn());
            case WorkConcluded m -> p.now(ItemKind.WORK, m.work(), Status.CONCLUDED, m.occurredOn());
        };
    }

    private static void begins(RegisteredPartnership partnership, ItemKind kind, String key) {
        if (!kind.belongsTo(partnership.kind())) {
            throw new Rejection("wrong-kind-of-partnership",
                    "A partnership of the kind “" + partnership.kind().text().en() + "” has no items of the kind “" + kind.text().en() + "”.",
                    "Un partenariat du type « " + partnership.kind().text().fr() + " » n’a pas d’éléments du type « " + kind.text().fr() + " ».");
        }
        if (partnership.item(kind, key).isPresent()) {
            throw new Rejection("duplicate-" + kind.word(), "The partnership has this already: " + kind.text().en() + " " + key + ".",
                    "Le partenariat a déjà cet élément : " + kind.text().fr() + " " + key + ".").in("/" + kind.word());
        }
    }

    private static Item item(RegisteredPartnership partnership, ItemKind kind, String key) {
        return partnership.item(kind, key).orElseThrow(() -> new Rejection("unknown-" + kind.word(),
                "The partnership did not have this by then: " + kind.text().en() + " " + key + ". Record its beginning first, or correct the key.",
                "Le partenariat n’avait pas cet élément à cette date : " + kind.text().fr() + " " + key + ". Consignez d’abord son début, ou corrigez la clé.")
                .in("/" + kind.word()));
    }

    /** The item, to which something more can happen. */
    private static Item standing(RegisteredPartnership partnership, ItemKind kind, String key) {
        Item item = item(partnership, kind, key);
        if (item.status() != kind.first()) {
            throw new Rejection("illegal-step", "Nothing more can happen to the " + kind.text().en() + " " + key + ": its status is “"
                    + item.status().text().en() + "” since " + item.since() + ".", "Plus rien ne peut arriver à cet élément : " + kind.text().fr() + " "
                    + key + ", dont le statut est « " + item.status().text().fr() + " » (" + item.since() + ").").in("/" + kind.word());
        }
        return item;
    }

    private static void extended(Item arrangement, ArrangementRenewed renewed) {
        renewed.until().ifPresent(until -> arrangement.until().filter(end -> !until.lastDay().isAfter(end.lastDay()))
                .or(() -> Optional.of(renewed.occurredOn()).filter(until::isBefore)).ifPresent(end -> {
                    throw new Rejection("renewal-does-not-extend", "The renewal until " + until + " does not go beyond " + end + ".",
                            "Le renouvellement jusqu’au " + until + " ne va pas au-delà du " + end + ".").in("/until");
                }));
    }

    private static void ends(RegisteredPartnership partnership) {
        partnership.endedOn().ifPresent(end -> {
            throw new Rejection("already-ended", "The partnership ended on " + end + " already.", "Le partenariat a déjà pris fin le " + end + ".").in("/occurredOn");
        });
    }

    /** What happened before the end may be recorded after it. */
    private static void notEnded(RegisteredPartnership partnership, PartialDate on) {
        partnership.endedOn().filter(end -> end.isBefore(on)).ifPresent(end -> {
            throw new Rejection("already-ended", "The partnership ended on " + end + ", before " + on + ".",
                    "Le partenariat a pris fin le " + end + ", avant le " + on + ".").in("/occurredOn");
        });
    }

    private static void eachOnce(List<String> counterparties) {
        var seen = new HashSet<String>();
        counterparties.stream().filter(code -> !seen.add(code)).findFirst().ifPresent(code -> {
            throw new Rejection("duplicate-counterparty", "The counterparty " + code + " is named twice.",
                    "La contrepartie " + code + " est nommée deux fois.").in("/counterparties");
        });
    }

    private static void kind(Money money, Set<Money.Kind> possible) {
        if (!possible.contains(money.kind())) {
            throw new Rejection("wrong-money-kind", "The amount must be of the kind " + possible + ", not " + money.kind() + ".",
                    "Le montant doit être du type " + possible + ", et non " + money.kind() + ".").in("/amount/kind");
        }
    }
}
