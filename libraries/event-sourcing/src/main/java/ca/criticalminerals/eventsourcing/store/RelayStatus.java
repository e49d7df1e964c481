package ca.criticalminerals.eventsourcing.store;

import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a relay is doing.
 *
 * @param state   starting, publishing, standing by (another instance publishes), stopped, or ahead: the topic holds events that the
 *                store has lost, so nothing is published and nothing recorded until an operator decides
 * @param problem why it is stopped
 */
public record RelayStatus(String state, @Nullable String problem) {
    static final RelayStatus STARTING = new RelayStatus("starting", null);
    static final RelayStatus PUBLISHING = new RelayStatus("publishing", null);
    static final RelayStatus STANDING_BY = new RelayStatus("standing by", null);

    static final RelayStatus STOPPED = new RelayStatus("stopped", null);
    static final RelayStatus AHEAD = new RelayStatus("ahead", "the topic holds events that the store has lost");
    /** Lost events, or records that this service did not write: until that is known, nothing is recorded. */
    static final RelayStatus COMPARING = new RelayStatus(AHEAD.state, "the topic holds records that the store does not know; comparing both");

    /** Whether nothing may be recorded. */
    boolean isAhead() {
        return state.equals(AHEAD.state);
    }

    /** Whether the topic holds events that the store has lost. */
    public boolean hasLostMilestones() {
        return equals(AHEAD);
    }

    static RelayStatus stoppedBy(Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return new RelayStatus(STOPPED.state, cause instanceof UnreadableEvent ? cause.getMessage()
                : cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }
}
