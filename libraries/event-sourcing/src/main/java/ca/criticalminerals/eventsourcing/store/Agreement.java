package ca.criticalminerals.eventsourcing.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the topic holds what the store holds, event by event and byte by byte. An event is named by its stream and version.
 *
 * @param events    that are in both
 * @param repeats   records on the topic at a place that was passed before
 * @param backlog   stored, and not due on the topic yet
 * @param missing   stored, and missing on the topic although they are due
 * @param lost      on the topic, and not in the store
 * @param different in both, and not the same
 */
public record Agreement(long events, long repeats, long backlog, Found missing, Found lost, Found different) {
    private static final int MOST_NAMED = 100;
    private static final int PAGE = 2_000;

    /** Events of which something is wrong: how many, and the first hundred. */
    public record Found(long count, List<String> names) {}

    /** Whether nothing is wrong. */
    public boolean isWhole() {
        return missing.count + lost.count + different.count == 0;
    }

    /**
     * Compares both, from the first event to the last; {@code lost} is told of each record that the store does not know and that stands in
     * its place in the order of publication. Nobody need stop meanwhile: what comes in between is backlog.
     */
    static Agreement of(Connection connection, Broker broker, Announcements announcements, Consumer<Broker.Sent> lost) throws SQLException {
        // In this order: what is acknowledged stands before the end, and what stands before the end is stored.
        String checkpoint = RelayPosition.of(connection).sequence();
        long end = broker.end();
        try {
            var comparing = new Comparing(connection, announcements, lost);
            broker.read(end, comparing::accept);
            return comparing.result(checkpoint);
        } catch (Comparing.Failed e) {
            throw e.cause;
        }
    }

    /** Both in the order of publication, side by side. */
    private static final class Comparing {
        private final Connection connection;
        private final Announcements announcements;
        private final Consumer<Broker.Sent> told;
        private final List<String> missing = new ArrayList<>();
        private final List<String> lost = new ArrayList<>();
        private final List<String> different = new ArrayList<>();
        private final Set<String> lostIds = new HashSet<>();
        private final Map<String, Broker.Sent> repeated = new HashMap<>();
        private final long[] counts = new long[3];
        private Iterator<StoredEvent> page = Collections.emptyIterator();
        private @Nullable StoredEvent next;
        private String highest = "";
        private long events;
        private long repeats;
        private long backlog;

        /** Carries the failure of the database out of the reading of the topic. */
        private static final class Failed extends RuntimeException {
            private final SQLException cause;

            Failed(SQLException cause) {
                super(cause);
                this.cause = cause;
            }
        }

        Comparing(Connection connection, Announcements announcements, Consumer<Broker.Sent> told) {
            this.connection = connection;
            this.announcements = announcements;
            this.told = told;
            advance();
        }

        void accept(Broker.Sent sent) {
            if (sent.sequence().compareTo(highest) <= 0) {
                repeats++;
                repeated(sent);
                return;
            }
            highest = sent.sequence();
            while (next != null && next.sequence().compareTo(highest) < 0) {
                note(missing, 0, name(next));
                advance();
            }
            if (next == null || !next.sequence().equals(highest)) {
                lost(sent);
                told.accept(sent);
                return;
            }
            if (isSame(next, sent)) {
                events++;
            } else {
                note(different, 2, name(next));
            }
            advance();
        }

        Agreement result(String checkpoint) {
            compareRepeated();
            for (; next != null; advance()) {
                if (next.sequence().compareTo(checkpoint) <= 0) {
                    note(missing, 0, name(next));
                } else {
                    backlog++;
                }
            }
            return new Agreement(events, repeats, backlog, new Found(counts[0], missing), new Found(counts[1], lost), new Found(counts[2], different));
        }

        /** A place that was passed before is that of a repeat, or of another event that was given it after a restore. */
        private void repeated(Broker.Sent sent) {
            var before = repeated.putIfAbsent(sent.id(), sent);
            if (before != null && !Arrays.equals(before.bytes(), sent.bytes())) {
                note(different, 2, sent.name());
            }
            if (repeated.size() == PAGE) {
                compareRepeated();
            }
        }

        private void compareRepeated() {
            try (var select = connection.prepareStatement(RelayPosition.EVENTS + " where e.event_id = any (?::uuid[])")) {
                select.setArray(1, connection.createArrayOf("text", repeated.keySet().toArray()));
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        var event = RelayPosition.event(rows);
                        if (!isSame(event, repeated.remove(event.eventId.toString()))) {
                            note(different, 2, name(event));
                        }
                    }
                }
                repeated.values().forEach(this::lost);
                repeated.clear();
            } catch (SQLException e) {
                throw new Failed(e);
            }
        }

        private void lost(Broker.Sent sent) {
            if (lostIds.add(sent.id())) {
                note(lost, 1, sent.name());
            }
        }

        private boolean isSame(StoredEvent event, Broker.Sent sent) {
            try {
                return Arrays.equals(announcements.document(event).toString().getBytes(StandardCharsets.UTF_8), sent.bytes());
            } catch (UnreadableEvent e) {
                return false;
            }
        }

        private void note(List<String> names, int which, String name) {
            counts[which]++;
            if (names.size() < MOST_NAMED) {
                names.add(name);
            }
        }

        /** A page at a time, each a question of its own: a transaction that is open for long would hold the watermark back. */
        private void advance() {
            try {
                if (!page.hasNext()) {
                    page = RelayPosition.after(connection, next == null ? "0" : next.transactionId, next == null ? 0 : next.position, PAGE).iterator();
                }
                next = page.hasNext() ? page.next() : null;
            } catch (SQLException e) {
                throw new Failed(e);
            }
        }

        private static String name(StoredEvent event) {
            return event.streamId + ":" + event.version;
        }
    }
}
