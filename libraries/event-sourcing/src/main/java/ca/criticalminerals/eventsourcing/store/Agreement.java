package ca.criticalminerals.eventsourcing.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the topic holds what the store holds, event by event and byte by byte. An event is named by its stream and version.
 *
 * @param events    that are in both
 * @param repeats   of them on the topic
 * @param backlog   stored, and not due on the topic yet
 * @param missing   stored, and missing on the topic although they are due
 * @param lost      on the topic, and not in the store
 * @param different in both, and not the same
 */
public record Agreement(long events, long repeats, long backlog, Found missing, Found lost, Found different) {
    private static final int MOST_NAMED = 100;

    /** Events of which something is wrong: how many, and the first hundred. */
    public record Found(long count, List<String> names) {}

    /** Whether nothing is wrong. */
    public boolean isWhole() {
        return missing.count + lost.count + different.count == 0;
    }

    /** Compares both, from the first event to the last; {@code lost} is told of each record that the store does not know. */
    static Agreement of(Connection connection, Broker broker, Announcements announcements, Consumer<Broker.Sent> lost) throws SQLException {
        connection.setAutoCommit(false);
        try (var select = connection.prepareStatement(RelayPosition.EVENTS + " order by e.transaction_id, e.position")) {
            select.setFetchSize(2_000);
            String checkpoint = RelayPosition.of(connection).sequence();
            try (var rows = select.executeQuery()) {
                var comparing = new Comparing(rows, announcements, lost);
                try {
                    broker.read(comparing::accept);
                    return comparing.result(checkpoint);
                } catch (Comparing.Failed e) {
                    throw e.cause;
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Both in the order of publication, side by side. */
    private static final class Comparing {
        private final ResultSet rows;
        private final Announcements announcements;
        private final Consumer<Broker.Sent> told;
        private final List<String> missing = new ArrayList<>();
        private final List<String> lost = new ArrayList<>();
        private final List<String> different = new ArrayList<>();
        private final long[] counts = new long[3];
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

        Comparing(ResultSet rows, Announcements announcements, Consumer<Broker.Sent> told) {
            this.rows = rows;
            this.announcements = announcements;
            this.told = told;
            advance();
        }

        void accept(Broker.Sent sent) {
            if (sent.sequence().compareTo(highest) <= 0) {
                repeats++;
                return;
            }
            highest = sent.sequence();
            while (next != null && next.sequence().compareTo(highest) < 0) {
                note(missing, 0, name(next));
                advance();
            }
            if (next == null || !next.sequence().equals(highest)) {
                note(lost, 1, sent.name());
                told.accept(sent);
                return;
            }
            if (isSame(sent)) {
                events++;
            } else {
                note(different, 2, name(next));
            }
            advance();
        }

        Agreement result(String checkpoint) {
            for (; next != null; advance()) {
                if (next.sequence().compareTo(checkpoint) <= 0) {
                    note(missing, 0, name(next));
                } else {
                    backlog++;
                }
            }
            return new Agreement(events, repeats, backlog, new Found(counts[0], missing), new Found(counts[1], lost), new Found(counts[2], different));
        }

        private boolean isSame(Broker.Sent sent) {
            try {
                return Arrays.equals(announcements.document(next).toString().getBytes(StandardCharsets.UTF_8), sent.bytes());
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

        private void advance() {
            try {
                next = rows.next() ? RelayPosition.event(rows) : null;
            } catch (SQLException e) {
                throw new Failed(e);
            }
        }

        private static String name(StoredEvent event) {
            return event.streamId + ":" + event.version;
        }
    }
}
