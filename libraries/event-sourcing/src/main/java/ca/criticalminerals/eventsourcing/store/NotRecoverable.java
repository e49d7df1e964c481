package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Text;

/** What the store has lost cannot be brought back from the topic; nothing has been changed. */
public final class NotRecoverable extends Exception {
    private final transient Text why;

    NotRecoverable(Text why) {
        super(why.en());
        this.why = why;
    }

    /** Why, for people. */
    public Text why() {
        return why;
    }
}
