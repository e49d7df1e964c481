package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.store.StrayRecord.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The events that a store has lost, as its topic tells of them. Whether a record that the store does not know is one of ours is decided here
 * and nowhere else: we would announce it in the same bytes, and it follows what is stored, published and declared complete.
 */
final class LostEvents {
    /** More transactions than a store loses; so many can be used up in minutes. */
    private static final long MOST_TRANSACTIONS = 50_000_000;

    private final Connection connection;
    private final Announcements announcements;
    private final RelayPosition.Checkpoint checkpoint;
    private final Map<String, Integer> stored = new HashMap<>();
    private final Map<String, Integer> last = new HashMap<>();
    private final Map<StoredEvent.Key, UUID> lost = new HashMap<>();

    LostEvents(Connection connection, Announcements announcements, RelayPosition.Checkpoint checkpoint) {
        this.connection = connection;
        this.announcements = announcements;
        this.checkpoint = checkpoint;
    }

    /** What a record is that the store does not know. */
    sealed interface Verdict {
        record Lost(StoredEvent event) implements Verdict {}

        /** The same lost event once more. */
        record LostBefore() implements Verdict {}

        record Stray(Reason reason) implements Verdict {}

        /** The stored event at this position has its version: if that one was published, the record is an impostor. */
        record Taken(long position) implements Verdict {}
    }

    /** The records must be shown in the order of the topic. */
    Verdict verdict(Broker.Sent sent) throws SQLException {
        var read = announcements.event(sent.bytes());
        if (read.isEmpty()) {
            return new Verdict.Stray(Reason.UNREADABLE);
        }
        var event = read.get();
        boolean taken = event.version <= stored(event.streamId);
        if (!event.recordedAt.isAfter(checkpoint.completeThrough()) || event.recordedAt.isAfter(checkpoint.now())) {
            return new Verdict.Stray(taken ? Reason.IMPOSTOR : Reason.BACKDATED);
        }
        if (sent.sequence().compareTo(checkpoint.sequence()) <= 0
                || sent.sequence().compareTo(Sequence.of(Long.toString(checkpoint.nextTransaction() + MOST_TRANSACTIONS), Long.MAX_VALUE)) > 0) {
            return new Verdict.Stray(taken ? Reason.IMPOSTOR : Reason.OUT_OF_ORDER);
        }
        if (taken) {
            return new Verdict.Taken(position(event));
        }
        var key = new StoredEvent.Key(event.streamId, event.version);
        var before = lost.get(key);
        if (before != null) {
            return before.equals(event.eventId) ? new Verdict.LostBefore() : new Verdict.Stray(Reason.IMPOSTOR);
        }
        if (event.version != last.getOrDefault(event.streamId, stored(event.streamId)) + 1) {
            return new Verdict.Stray(Reason.GAP);
        }
        last.put(event.streamId, event.version);
        lost.put(key, event.eventId);
        return new Verdict.Lost(event);
    }

    private int stored(String streamId) throws SQLException {
        var known = stored.get(streamId);
        if (known != null) {
            return known;
        }
        try (var select = connection.prepareStatement("select coalesce(max(version), 0) from event where stream_id = ?")) {
            select.setString(1, streamId);
            try (var rows = select.executeQuery()) {
                rows.next();
                stored.put(streamId, rows.getInt(1));
                return rows.getInt(1);
            }
        }
    }

    private long position(StoredEvent event) throws SQLException {
        try (var select = connection.prepareStatement("select position from event where stream_id = ? and version = ?")) {
            select.setString(1, event.streamId);
            select.setInt(2, event.version);
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : -1;
            }
        }
    }
}
