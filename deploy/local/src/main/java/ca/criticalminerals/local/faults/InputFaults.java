package ca.criticalminerals.local.faults;

import java.util.List;

/** Requests that should never be sent. */
final class InputFaults {
    private static final int MANY = 10_000;
    /** Where few requests are drawn, one in so many intrusions is tried. */
    private static final int SHARE = 3;

    private InputFaults() {}

    /** {@code requests} is how many are drawn at random. */
    static List<Fault> all(int requests) {
        return List.of(
                new Fault(18, "requests drawn at random from the OpenAPI documents, eight at once", world -> Fuzz.run(world, requests)),
                new Fault(19, "intruders: every write with every wrong token, and by every way round",
                        world -> Intruders.run(world, requests < MANY ? SHARE : 1)));
    }
}
