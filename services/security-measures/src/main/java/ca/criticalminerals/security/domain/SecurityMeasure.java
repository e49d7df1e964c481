package ca.criticalminerals.security.domain;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone.*;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A security measure: every rule about it is in {@code decide}, and none in {@code evolve}. */
public sealed interface SecurityMeasure permits SecurityMeasure.Unregistered, RegisteredMeasure {
    /** The rules and the fold, for the event store. */
    Ledger.Rules<Initiative<SecurityMeasure>, Milestone> RULES = Initiative.rules(new Initiative.Kind<>(new Unregistered(),
            SecurityMeasureMilestone.class, SecurityMeasure::decide, SecurityMeasure::evolve,
            EnumSet.of(What.STATEMENTS, What.OCCURRENCE, What.ITEMS), _ -> Set.of(), ItemKind.statusesInWords()));

    /** Nothing is known of it yet. */
    record Unregistered() implements SecurityMeasure {}

    /** The milestone as it is accepted, or a {@link Rejection} that names the broken rule. */
    static SecurityMeasureMilestone decide(SecurityMeasureMilestone asked, SecurityMeasure state) {
        return switch (asked) {
            case MeasureRegistered registered -> {
                if (state instanceof RegisteredMeasure) {
                    throw new Rejection("already-registered", "The measure is registered already.", "La mesure est déjà inscrite.");
                }
                yield registered;
            }
            case MeasureRenamed renamed -> {
                if (open(state, renamed.occurredOn()).names().equals(renamed.names())) {
                    throw new Rejection("same-name", "The measure has these names already.", "La mesure porte déjà ces noms.").in("/names");
                }
                yield renamed;
            }
            case MeasureEnded ended -> {
                ends(registered(state));
                yield ended;
            }
            case OfItem step -> {
                RegisteredMeasure measure = open(state, asked.occurredOn());
                complete(step);
                follows(Step.of(step), measure);
                if (step instanceof AgreementReplaced(var agreement, var by, _, _)) {
                    replaced(agreement, by, measure);
                }
                yield asked;
            }
        };
    }

    /** The measure after the milestone. */
    static SecurityMeasure evolve(SecurityMeasure state, SecurityMeasureMilestone milestone) {
        return switch (state) {
            case Unregistered _ when milestone instanceof MeasureRegistered registered -> RegisteredMeasure.of(registered);
            case Unregistered unregistered -> unregistered;
            case RegisteredMeasure measure -> evolve(measure, milestone);
        };
    }

    private static RegisteredMeasure evolve(RegisteredMeasure measure, SecurityMeasureMilestone milestone) {
        return switch (milestone) {
            case MeasureRegistered _ -> measure;
            case MeasureRenamed(var names, _, _) -> measure.renamed(names);
            case MeasureEnded(_, var on, _) -> measure.ended(on);
            case AgreementReplaced(var agreement, var by, var on, _) ->
                    measure.item(agreement(agreement)).map(before -> measure.with(before.replaced(by, on))).orElse(measure);
            case OfItem item -> {
                Step step = Step.of(item);
                yield measure.item(step.item()).map(before -> before.now(step.to(), item.occurredOn()))
                        .or(() -> step.title().map(title -> Item.begun(step.item(), title, step.to(), item.occurredOn())))
                        .map(measure::with).orElse(measure); // what happened to an item that there is not changes nothing
            }
        };
    }

    private static RegisteredMeasure registered(SecurityMeasure state) {
        return switch (state) {
            case RegisteredMeasure measure -> measure;
            case Unregistered _ -> throw new Rejection("not-registered", "The initiative is unknown: register it first.",
                    "L’initiative est inconnue : inscrivez-la d’abord.");
        };
    }

    /** What happened before the end may be recorded after it. */
    private static RegisteredMeasure open(SecurityMeasure state, PartialDate on) {
        RegisteredMeasure measure = registered(state);
        measure.endedOn().filter(end -> end.isBefore(on)).ifPresent(end -> {
            throw new Rejection("already-ended", "The measure ended on " + end + ", before " + on + ".",
                    "La mesure a pris fin le " + end + ", avant le " + on + ".").in("/occurredOn");
        });
        return measure;
    }

    private static void ends(RegisteredMeasure measure) {
        measure.endedOn().ifPresent(end -> {
            throw new Rejection("already-ended", "The measure ended on " + end + " already.", "La mesure a déjà pris fin le " + end + ".").in("/occurredOn");
        });
    }

    /** The step must begin an item of this sort of measure, or take one that is there further on a legal way. */
    private static void follows(Step step, RegisteredMeasure measure) {
        ItemKind kind = step.item().kind();
        if (!kind.measures().contains(measure.kind())) {
            throw new Rejection("wrong-kind-of-measure",
                    "A measure of the kind “" + measure.kind().text().en() + "” has " + kind.none().en() + ": it belongs to "
                            + named(kind, Text::en, "“%s”", " or ") + ".",
                    "Une mesure de type « " + measure.kind().text().fr() + " » n’a " + kind.none().fr() + " : cela relève du type "
                            + named(kind, Text::fr, "« %s »", " ou ") + ".");
        }
        Text the = kind.the(step.item().key());
        Optional<Item> known = measure.item(step.item());
        if (step.title().isPresent()) {
            known.ifPresent(item -> {
                throw new Rejection("duplicate-" + kind.word(), the.en() + " is there already; only its first milestone has a title.",
                        the.fr() + " existe déjà; seul son premier jalon a un titre.").in("/" + kind.word());
            });
            return;
        }
        Item item = known.orElseThrow(() -> unknown(step.item()));
        if (!kind.leads(item.status(), step.to())) {
            throw new Rejection("illegal-step",
                    the.en() + " cannot go from “" + item.status().text().en() + "” to “" + step.to().text().en() + "”.",
                    the.fr() + " ne peut pas passer de l’état « " + item.status().text().fr() + " » à l’état « "
                            + step.to().text().fr() + " ».");
        }
    }

    /** What the milestone says must be complete in itself. */
    private static void complete(OfItem asked) {
        switch (asked) {
            case DesignationMade made -> {
                if (made.minerals().isEmpty() == made.mineralsNotDisclosed().isEmpty()) {
                    throw new Rejection("minerals-or-not-disclosed",
                            "A designation names its minerals, or says that they are not disclosed: one of the two.",
                            "Une désignation nomme ses minéraux ou indique qu’ils ne sont pas divulgués : l’un des deux.").in("/minerals");
                }
            }
            case AgreementAnnounced m -> described(m.title(), m.counterparty(), m.minerals(), m.jurisdictions());
            case AgreementSigned m -> described(m.title(), m.counterparty(), m.minerals(), m.jurisdictions());
            case LawProposed _, LawIntroduced _, LawAssented _, LawInForce _, LawWithdrawn _, LawRepealed _, DesignationRevoked _,
                    AgreementNegotiated _, AgreementReplaced _, AgreementEnded _, StockpileEstablished _, StockpileEnded _,
                    InstrumentReleased _, InstrumentSuperseded _, ParticipationBegun _, ParticipationEnded _, ReviewOpened _,
                    ReviewConcluded _, WorkBegun _, WorkConcluded _ -> { }
        }
    }

    private static void described(Optional<Text> title, Optional<String> counterparty, List<String> minerals, List<String> jurisdictions) {
        boolean wholly = title.isPresent() && counterparty.isPresent() && !minerals.isEmpty();
        boolean notAtAll = title.isEmpty() && counterparty.isEmpty() && minerals.isEmpty() && jurisdictions.isEmpty();
        if (!wholly && !notAtAll) {
            throw new Rejection("half-described-agreement",
                    "The first milestone of an agreement has its title, its counterparty and its minerals; a later one has none of them.",
                    "Le premier jalon d’une entente a son titre, son cocontractant et ses minéraux; un jalon suivant n’en a aucun.");
        }
    }

    /** The other agreement must be there, and not itself be replaced by this one, over however many others. */
    private static void replaced(String agreement, String by, RegisteredMeasure measure) {
        var seen = new HashSet<String>();
        // What cannot have happened may be among what was recorded once: then even those before go in a circle.
        for (Optional<String> next = Optional.of(by); next.isPresent() && seen.add(next.get()); ) {
            if (next.get().equals(agreement)) {
                throw new Rejection("replaced-by-itself", "The agreement " + agreement + " cannot be replaced by itself.",
                        "L’entente " + agreement + " ne peut pas être remplacée par elle-même.").in("/by");
            }
            Item.Id other = agreement(next.get());
            next = measure.item(other).orElseThrow(() -> unknown(other)).replacedBy();
        }
    }

    private static Rejection unknown(Item.Id item) {
        Text none = item.kind().none();
        return new Rejection("unknown-" + item.kind().word(),
                "The measure had " + none.en() + " " + item.key() + " by then: record its first milestone, with a title, or correct the key.",
                "La mesure n’avait " + none.fr() + " " + item.key() + " à cette date : consignez son premier jalon, avec un titre, ou corrigez la clé.")
                .in("/" + item.kind().word());
    }

    private static Item.Id agreement(String key) {
        return new Item.Id(ItemKind.AGREEMENT, key);
    }

    private static String named(ItemKind kind, Function<Text, String> language, String quoted, String or) {
        return kind.measures().stream().map(MeasureKind::text).map(language).map(quoted::formatted).collect(Collectors.joining(or));
    }
}
