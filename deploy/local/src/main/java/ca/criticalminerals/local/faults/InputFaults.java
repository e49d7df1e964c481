package ca.criticalminerals.local.faults;

import java.util.List;

/** Requests that should never be sent. */
final class InputFaults {
    private InputFaults() {}

    /** {@code requests} is how many are drawn at random. */
    static List<Fault> all(int requests) {
        return List.of(
                new Fault(18, "requests drawn at random from the OpenAPI documents, eight at once", world -> Fuzz.run(world, requests)),
                new Fault(19, "intruders: every write with every wrong token, and by every way round", Intruders::run));
    }
}
