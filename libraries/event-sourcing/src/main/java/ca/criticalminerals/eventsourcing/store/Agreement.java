package ca.criticalminerals.eventsourcing.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Whether the topic holds what the store holds, event by event and byte by byte. An event is named by its stream and version.
 *
 * @param events    that are in both
 * @param repeats   records of an event that was on the topic before
 * @param backlog   stored, and not due on the topic yet
 * @param missing   stored, and missing on the topic although they are due
 * @param lost      on the topic, and lost from the store
 * @param conflicts how many of the lost ones cannot come back, because something else was recorded in their place
 * @param different in both, and not the same
 * @param strays    records on the topic that the service did not write: how many, and the first hundred
 */
public record Agreement(long events, long repeats, long backlog, Found missing, Found lost, long conflicts, Found different, Strays strays) {
    private static final int MOST_NAMED = 100;
    private static final int PAGE = 2_000;
    private static final int PAGE_BYTES = 8 << 20;

    /** Events of which something is wrong: how many, and the first hundred. */
    public record Found(long count, List<String> names) {}

    /**
     * Records that the service did not write: how many, how many of them no operator has decided about, and the first hundred.
     */
    public record Strays(long count, long undecided, Map<StrayRecord.Reason, Long> reasons, List<StrayRecord> records) {}

    /** Whether the store and what the service has written to the topic are the same; stray records aside. */
    public boolean isWhole() {
        return missing.count + lost.count + different.count == 0;
    }

    /** An event that a store has lost, and the record that announced it. */
    record LostEvent(Broker.Sent sent, StoredEvent event) {}

    /**
     * Compares both, from the first event to the last. Nobody need stop meanwhile: what comes in between is backlog.
     *
     * @param lost  is given each event that the store has lost and that can come back, in the order of the topic
     * @param stray is given each record of the form of a milestone that the service did not write
     */
    static Agreement of(Connection connection, Broker broker, Announcements announcements, Consumer<LostEvent> lost, Consumer<StrayRecord> stray)
            throws SQLException {
        // In this order: what is acknowledged stands before the end, and what stands before the end is stored.
        var checkpoint = RelayPosition.Checkpoint.of(connection);
        long end = broker.end();
        try {
            var comparing = new Comparing(connection, announcements, new LostEvents(connection, announcements, checkpoint), StrayRecords.of(connection),
                    lost, stray);
            broker.read(end, comparing::accept, comparing::foreign);
            return comparing.result(checkpoint);
        } catch (Comparing.Failed e) {
            throw e.cause;
        }
    }

    /** The topic in its order, a page at a time, beside the events of the same ids; then what the store holds besides. */
    private static final class Comparing {
        private final Connection connection;
        private final Announcements announcements;
        private final LostEvents losses;
        private final StrayRecords onFile;
        private final Consumer<LostEvent> toldLost;
        private final Consumer<StrayRecord> toldStray;
        private final Findings missing = new Findings();
        private final Findings lost = new Findings();
        private final Findings different = new Findings();
        private final Map<StrayRecord.Reason, Long> reasons = new HashMap<>();
        private final List<StrayRecord> strays = new ArrayList<>();
        private final Positions seen = new Positions();
        private final List<Undecided> undecided = new ArrayList<>();
        private final List<Broker.Sent> page = new ArrayList<>();
        private long pageBytes;
        private long events;
        private long repeats;
        private long backlog;
        private long conflicts;
        private long strayCount;
        private long strayUndecided;

        /** A record that contradicts a stored event: a stray if that one is on the topic, too. */
        private record Undecided(long position, StrayRecord stray, String event) {}

        private static final class Findings {
            private final List<String> names = new ArrayList<>();
            private long count;

            void add(String name) {
                count++;
                if (names.size() < MOST_NAMED) {
                    names.add(name);
                }
            }

            Found found() {
                return new Found(count, names);
            }
        }

        /** Positions of events, most of them side by side. */
        private static final class Positions {
            private static final int BITS = 16;
            private final Map<Long, BitSet> chunks = new HashMap<>();

            boolean add(long position) {
                var chunk = chunks.computeIfAbsent(position >> BITS, _ -> new BitSet());
                int bit = (int) (position & ((1 << BITS) - 1));
                boolean isNew = !chunk.get(bit);
                chunk.set(bit);
                return isNew;
            }

            boolean contains(long position) {
                var chunk = chunks.get(position >> BITS);
                return chunk != null && chunk.get((int) (position & ((1 << BITS) - 1)));
            }
        }

        /** Carries the failure of the database out of the reading of the topic. */
        private static final class Failed extends RuntimeException {
            private final SQLException cause;

            Failed(SQLException cause) {
                super(cause);
                this.cause = cause;
            }
        }

        Comparing(Connection connection, Announcements announcements, LostEvents losses, StrayRecords onFile, Consumer<LostEvent> toldLost,
                Consumer<StrayRecord> toldStray) {
            this.connection = connection;
            this.announcements = announcements;
            this.losses = losses;
            this.onFile = onFile;
            this.toldLost = toldLost;
            this.toldStray = toldStray;
        }

        void accept(Broker.Sent sent) {
            page.add(sent);
            pageBytes += sent.bytes().length;
            if (page.size() == PAGE || pageBytes > PAGE_BYTES) {
                compare();
            }
        }

        void foreign(Broker.Sent sent, StrayRecord.Reason reason) {
            stray(onFile.about(sent).orElseGet(() -> StrayRecord.of(sent, reason)));
        }

        private void compare() {
            try {
                var stored = new HashMap<UUID, StoredEvent>();
                try (var select = connection.prepareStatement(RelayPosition.EVENTS + " where e.event_id = any (?::uuid[])")) {
                    select.setArray(1, connection.createArrayOf("text", page.stream().map(Broker.Sent::id).toArray()));
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            var event = RelayPosition.event(rows);
                            stored.put(event.eventId, event);
                        }
                    }
                }
                for (var sent : page) {
                    var event = stored.get(UUID.fromString(sent.id()));
                    if (event == null) {
                        notStored(sent);
                    } else {
                        stored(event, sent);
                    }
                }
                page.clear();
                pageBytes = 0;
            } catch (SQLException e) {
                throw new Failed(e);
            }
        }

        private void stored(StoredEvent event, Broker.Sent sent) {
            if (!isSame(event, sent)) {
                contradicts(event.position, StrayRecord.of(sent, StrayRecord.Reason.ALTERED), name(event));
            } else if (seen.add(event.position)) {
                events++;
            } else {
                repeats++;
            }
        }

        private void notStored(Broker.Sent sent) throws SQLException {
            var filed = onFile.about(sent);
            if (filed.isPresent()) {
                stray(filed.get());
                return;
            }
            switch (losses.verdict(sent)) {
                case LostEvents.Verdict.Lost(var event) -> {
                    lost.add(sent.name());
                    toldLost.accept(new LostEvent(sent, event));
                }
                case LostEvents.Verdict.LostBefore() -> repeats++;
                case LostEvents.Verdict.Stray(var reason) -> stray(StrayRecord.of(sent, reason));
                case LostEvents.Verdict.Taken(long position) -> contradicts(position, StrayRecord.of(sent, StrayRecord.Reason.IMPOSTOR), "");
            }
        }

        private void contradicts(long position, StrayRecord stray, String event) {
            if (seen.contains(position)) {
                stray(stray);
            } else {
                undecided.add(new Undecided(position, stray, event));
            }
        }

        private void stray(StrayRecord stray) {
            strayCount++;
            reasons.merge(stray.reason(), 1L, Long::sum);
            strayUndecided += stray.decision().isPresent() ? 0 : 1;
            if (strays.size() < MOST_NAMED) {
                strays.add(stray);
            }
            if (stray.reason() != StrayRecord.Reason.FOREIGN) {
                toldStray.accept(stray);
            }
        }

        Agreement result(RelayPosition.Checkpoint checkpoint) throws SQLException {
            compare();
            for (var one : undecided) {
                if (seen.contains(one.position)) {
                    stray(one.stray);
                } else if (one.event.isEmpty()) {
                    conflicts++;
                    lost.add(one.stray.milestone());
                } else {
                    different.add(one.event);
                    seen.add(one.position);
                }
            }
            rest(checkpoint.sequence());
            return new Agreement(events, repeats, backlog, missing.found(), lost.found(), conflicts, different.found(),
                    new Strays(strayCount, strayUndecided, reasons, strays));
        }

        /** A page at a time, each a question of its own: a transaction that is open for long would hold the watermark back. */
        private void rest(String checkpoint) throws SQLException {
            String transactionId = "0";
            long position = 0;
            for (int rows = PAGE; rows == PAGE; ) {
                rows = 0;
                try (var select = connection.prepareStatement("""
                        select e.transaction_id::text, e.position, e.stream_id, e.version from event e
                        where (e.transaction_id, e.position) > (?::xid8, ?) order by e.transaction_id, e.position limit ?""")) {
                    select.setString(1, transactionId);
                    select.setLong(2, position);
                    select.setInt(3, PAGE);
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            rows++;
                            transactionId = row.getString(1);
                            position = row.getLong(2);
                            if (seen.contains(position)) {
                                continue;
                            }
                            if (Sequence.of(transactionId, position).compareTo(checkpoint) <= 0) {
                                missing.add(row.getString(3) + ":" + row.getInt(4));
                            } else {
                                backlog++;
                            }
                        }
                    }
                }
            }
        }

        private boolean isSame(StoredEvent event, Broker.Sent sent) {
            try {
                return Arrays.equals(announcements.document(event).toString().getBytes(StandardCharsets.UTF_8), sent.bytes());
            } catch (UnreadableEvent e) {
                return false;
            }
        }

        private static String name(StoredEvent event) {
            return event.streamId + ":" + event.version;
        }
    }
}
