package ca.criticalminerals.local.bench;

import java.util.List;
import java.util.function.Supplier;

/** One leg of the bench: it measures the running system, and beside it the limit. */
sealed interface Leg permits Append, Bulk, Growth, Hostile, Idle, Latency, Pages, Projection, Reads, Rebuild, Relay, Start {
    /** In the order in which they run: the small state first, the million last. */
    List<Leg> ALL = List.of(new Start(), new Idle(), new Latency(), new Growth(), new Pages(), new Hostile(), new Append(), new Bulk(), new Relay(),
            new Projection(), new Reads(), new Rebuild());

    /** The word for it on the command line. */
    String name();

    /** What it measures, in a few words. */
    String about();

    List<Measurement> run(Lab lab);

    /** What a part of the leg has measured; if it fails, that it did, so that it does not take the other parts with it. */
    default List<Measurement> tried(String what, Supplier<List<Measurement>> part) {
        try {
            return part.get();
        } catch (RuntimeException e) {
            return List.of(Measurement.failed(name(), what, e));
        }
    }
}
