package ca.criticalminerals.eventsourcing;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * An aggregate: what it starts as, what it answers to a command, what an event makes of it.
 *
 * @param initialState the state before any event
 * @param decide       every rule is here: the event that follows from the command, or a {@link Rejection}
 * @param evolve       no rule is here: what has happened cannot be refused
 * @param folding      the state after many events; the same as evolving one by one, but at once
 */
public record Decider<C, S, E>(S initialState, BiFunction<C, S, E> decide, BiFunction<S, E, S> evolve,
        Function<Iterable<? extends E>, S> folding) {
    /** The state after the events, in their order. */
    public S fold(Iterable<? extends E> events) {
        return folding.apply(events);
    }
}
