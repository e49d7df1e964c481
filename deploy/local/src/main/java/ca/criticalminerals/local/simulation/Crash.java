package ca.criticalminerals.local.simulation;

/** The process ends here; what it has in memory is gone. */
final class Crash extends RuntimeException {
    Crash() {
        super("crash", null, false, false);
    }
}
