package ca.criticalminerals.local.simulation;

/** Something that must never be. */
final class Violation extends RuntimeException {
    Violation(String what) {
        super(what, null, false, false);
    }
}
