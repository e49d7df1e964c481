package ca.criticalminerals.eventsourcing.store;

/** The topic holds events that the store has lost: what is recorded now could get the place of one of them. Nothing has been recorded. */
public final class StoreIsBehind extends RuntimeException {
    StoreIsBehind() {
        super("the topic holds events that the store has lost", null, false, false);
    }
}
