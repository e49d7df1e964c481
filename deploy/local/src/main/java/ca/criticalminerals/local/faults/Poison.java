package ca.criticalminerals.local.faults;

/** The ids of initiatives that do not exist and of which a broken producer sends. */
final class Poison {
    static final String PREFIX = "poison-";

    private Poison() {}
}
