package ca.criticalminerals.local.bench;

import java.util.List;

/** One leg of the bench: it measures the running system, and beside it the limit. */
sealed interface Leg permits Append, Bulk, Growth, Idle, Latency, Projection, Reads, Rebuild, Relay, Start {
    /** In the order in which they run: the small state first, the million last. */
    List<Leg> ALL = List.of(new Start(), new Idle(), new Latency(), new Growth(), new Append(), new Bulk(), new Relay(),
            new Projection(), new Reads(), new Rebuild());

    /** The word for it on the command line. */
    String name();

    /** What it measures, in a few words. */
    String about();

    List<Measurement> run(Lab lab);
}
