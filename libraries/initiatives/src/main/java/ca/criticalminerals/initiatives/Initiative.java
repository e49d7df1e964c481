package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.initiatives.FigureDefined.What;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An initiative: what is its own, by the rules of its kind, and what is published about it, by rules that hold for all. */
public record Initiative<S>(S own, Publication publication) {

    /**
     * A kind of initiative: its own rules, and what the rules of publication must know of it.
     *
     * @param unregistered the state before any milestone
     * @param milestones   its own milestones: a sealed type
     * @param decide       every rule of its own is here: the milestone as it is accepted, or a {@link Rejection}
     * @param evolve       no rule is here
     * @param countable    what its figures can count
     * @param streams      the parts that the figures of one can be narrowed to; empty if it has none
     * @param items        the kinds of items that its milestones are about, each with the statuses that it can have
     */
    public record Kind<S, M extends Milestone>(S unregistered, Class<M> milestones, BiFunction<M, S, M> decide, BiFunction<S, M, S> evolve,
            Set<What> countable, Function<S, Set<String>> streams, Map<String, Set<String>> items) {}

    /** The rules and the fold of a kind of initiative, for the event store. */
    public static <S, M extends Milestone> Ledger.Rules<Initiative<S>, Milestone> rules(Kind<S, M> kind) {
        Set<String> kinds = kinds(kind.milestones);
        BiFunction<Milestone, Initiative<S>, Milestone> decide = (asked, initiative) -> switch (asked) {
            case PublicMilestone published -> {
                if (kind.unregistered.equals(initiative.own)) {
                    throw new Rejection("not-registered", "The initiative is unknown: register it first.",
                            "L’initiative est inconnue : inscrivez-la d’abord.");
                }
                yield initiative.publication.decide(published, new Publication.Possible(kind.countable, kind.streams.apply(initiative.own), kinds, kind.items));
            }
            case Milestone own -> kind.decide.apply(kind.milestones.cast(own), initiative.own);
        };
        BiFunction<Initiative<S>, Milestone, Initiative<S>> evolve = (initiative, milestone) -> switch (milestone) {
            case PublicMilestone published -> new Initiative<>(initiative.own, initiative.publication.with(published));
            case Milestone own -> new Initiative<>(kind.evolve.apply(initiative.own, kind.milestones.cast(own)), initiative.publication);
        };
        return new Ledger.Rules<>(new Initiative<>(kind.unregistered, Publication.NOTHING), decide, evolve);
    }

    /** The kebab-case names of the kinds of milestones of an initiative: its own ones, and those of all. */
    public static Set<String> kinds(Class<? extends Milestone> own) {
        return Stream.of(own, PublicMilestone.class).flatMap(sealed -> Stream.of(sealed.getPermittedSubclasses()))
                .map(kind -> kind.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
