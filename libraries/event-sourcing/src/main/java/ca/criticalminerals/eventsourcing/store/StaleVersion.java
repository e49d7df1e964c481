package ca.criticalminerals.eventsourcing.store;

/** The stream has another version than the writer expected; nothing has been recorded. */
public final class StaleVersion extends RuntimeException {
    private final int current;

    StaleVersion(int current, int expected) {
        super("the stream is at version " + current + ", not " + expected, null, false, false);
        this.current = current;
    }

    /** The version of the stream now. */
    public int current() {
        return current;
    }
}
