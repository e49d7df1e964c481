package ca.criticalminerals.eventsourcing.store;

/** A stored event that this version of the software cannot read; whoever reads stops here, because skipping would lie. */
public final class UnreadableEvent extends RuntimeException {
    UnreadableEvent(StoredEvent event, String why, Throwable cause) {
        super("event at position " + event.position + " (" + event.streamId + " version " + event.version
                + ") of type '" + event.type + "' cannot be read: " + why, cause);
    }
}
