package ca.criticalminerals.eventsourcing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How far publishing has come, held by one connection that owns the advisory lock. */
final class RelayPosition implements Publication.Log {
    /** Any constant will do: each service has a database of its own. */
    private static final long LOCK = 0x52454C4159L;

    private static final String NOT_GIVEN_BACK = "55P03";

    /** Events with everything that makes up their announcement. */
    static final String EVENTS = """
            select e.stream_id, e.version, e.event_id, e.type, e.data::text, e.occurred_on, e.recorded_at, e.recorded_by,
                e.recorded_by_sub, e.recorded_by_role, e.recorded_by_organization_en, e.recorded_by_organization_fr, e.trace,
                e.transaction_id::text as xid, e.position
            from event e""";

    private final Connection connection;
    private String transactionId;
    private long position;
    private Instant promised = Instant.MIN;
    private boolean renew;

    /**
     * How far a store says that it is published and complete, and what the next transaction of its server is.
     *
     * @param sequence the place up to which everything was published; empty at the beginning
     */
    record Checkpoint(String sequence, Instant completeThrough, Instant now, long nextTransaction) {
        static Checkpoint of(Connection connection) throws SQLException {
            try (var statement = connection.createStatement(); var rows = statement.executeQuery("""
                    select transaction_id::text, position, greatest(complete_through, '0001-01-01Z'), clock_timestamp(),
                        pg_snapshot_xmax(pg_current_snapshot())::text
                    from relay_checkpoint""")) {
                rows.next();
                return new Checkpoint(Sequence.checkpoint(rows.getString(1), rows.getLong(2)), rows.getTimestamp(3).toInstant(), rows.getTimestamp(4).toInstant(),
                        rows.getLong(5));
            }
        }
    }

    private RelayPosition(Connection connection) throws SQLException {
        this.connection = connection;
        find();
    }

    /** The position, if no other relay holds the lock. */
    static Optional<RelayPosition> tryLock(Connection connection) throws SQLException {
        return lock(connection, "select pg_try_advisory_lock(" + LOCK + ")");
    }

    /**
     * The position, as soon as whoever holds the lock has given it back: who waits comes before everyone who only tries. Empty if it is
     * not given back in that time.
     */
    static Optional<RelayPosition> lock(Connection connection, Duration patience) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set lock_timeout = " + patience.toMillis());
            try {
                return lock(connection, "select true from pg_advisory_lock(" + LOCK + ")");
            } finally {
                statement.execute("reset lock_timeout");
            }
        } catch (SQLException e) {
            if (NOT_GIVEN_BACK.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<RelayPosition> lock(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(true);
        boolean locked = false;
        try (var statement = connection.createStatement()) {
            statement.execute("set idle_session_timeout = " + Relay.SESSION_TIMEOUT.toMillis());
            // A checkpoint lost with the database only repeats what was sent; no reason to wait for the disk.
            statement.execute("set synchronous_commit = off");
            try (var rows = statement.executeQuery(sql)) {
                rows.next();
                locked = rows.getBoolean(1);
            }
            return locked ? Optional.of(new RelayPosition(connection)) : Optional.empty();
        } finally {
            if (!locked) {
                leave(connection);
            }
        }
    }

    /** Leaves the connection as it was found. */
    private static void leave(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("reset idle_session_timeout; reset synchronous_commit");
        }
    }

    /** Gives the lock back and leaves the connection as it was found; a dead connection has given it back already. */
    void unlock() {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            leave(connection);
        } catch (SQLException gone) {
            // The lock went with the session.
        }
    }

    @Override
    public String sequence() {
        return Sequence.checkpoint(transactionId, position);
    }

    /**
     * Just before the oldest open transaction of a writer began, or now: what starts later is recorded later. A little earlier than
     * now, because a session takes the start time of its transaction shortly before it shows it.
     */
    @Override
    public Instant oldestOpenTransaction() throws SQLException {
        return instant("""
                select least(min(a.xact_start) - interval '1 microsecond', clock_timestamp() - interval '10 milliseconds') from pg_stat_activity a
                where a.datname = current_database() and a.usename = current_user and a.pid <> pg_backend_pid()""");
    }

    /**
     * The next events in order of publication; only those older than every open transaction of this database, so that none can
     * still appear between or before them.
     */
    @Override
    public List<StoredEvent> next(int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EVENTS + """

                where (e.transaction_id, e.position) > (?::xid8, ?) and e.transaction_id < (select oldest_writer())
                order by e.transaction_id, e.position limit ?""")) {
            select.setString(1, transactionId);
            select.setLong(2, position);
            select.setInt(3, limit);
            try (ResultSet rows = select.executeQuery()) {
                var events = new ArrayList<StoredEvent>();
                while (rows.next()) {
                    events.add(event(rows));
                }
                return events;
            }
        }
    }

    /** Remembers that everything up to the event has been acknowledged by Kafka. */
    @Override
    public void moveTo(StoredEvent last) throws SQLException {
        moveTo(last.transactionId, last.position);
    }

    /** Goes to a sequence, to publish what comes after it; an empty one is the beginning. */
    void moveTo(String sequence) throws SQLException {
        moveTo(sequence.isEmpty() ? "0" : Sequence.transactionId(sequence), sequence.isEmpty() ? 0 : Sequence.position(sequence));
    }

    /** Not if it is not where this relay has left it: then an operator has moved it, and publishing goes on from there. */
    private void moveTo(String transactionId, long position) throws SQLException {
        try (var update = connection.prepareStatement(
                "update relay_checkpoint set transaction_id = ?::xid8, position = ? where transaction_id = ?::xid8 and position = ?")) {
            update.setString(1, transactionId);
            update.setLong(2, position);
            update.setString(3, this.transactionId);
            update.setLong(4, this.position);
            if (update.executeUpdate() == 0) {
                find();
                return;
            }
        }
        this.transactionId = transactionId;
        this.position = position;
    }

    private void find() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select c.transaction_id::text, c.position, nullif(c.complete_through, '-infinity') from relay_checkpoint c""")) {
            rows.next();
            transactionId = rows.getString(1);
            position = rows.getLong(2);
            promised = rows.getTimestamp(3) == null ? Instant.MIN : rows.getTimestamp(3).toInstant();
        }
    }

    /** For questions that belong to the work of who holds the lock, and show that it lives. */
    Connection connection() {
        return connection;
    }

    /** Says whether the topic is ahead, for every instance. */
    void ahead(boolean ahead) throws SQLException {
        try (var update = connection.prepareStatement("update relay_checkpoint set ahead = ? where ahead <> ?")) {
            update.setBoolean(1, ahead);
            update.setBoolean(2, ahead);
            update.executeUpdate();
        }
    }

    /** Whether the one who holds the lock has said so. */
    static boolean isAhead(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("select ahead from relay_checkpoint")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    /** Which of these events the store holds, one answer for each. */
    List<Boolean> holds(List<String> eventIds) throws SQLException {
        return holds(connection, eventIds);
    }

    static List<Boolean> holds(Connection connection, List<String> eventIds) throws SQLException {
        try (var select = connection.prepareStatement("""
                select exists (select from event e where e.event_id = sent.id)
                from unnest(?::uuid[]) with ordinality as sent (id, place) order by place""")) {
            select.setArray(1, connection.createArrayOf("text", eventIds.toArray()));
            var held = new ArrayList<Boolean>(eventIds.size());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    held.add(rows.getBoolean(1));
                }
            }
            return held;
        }
    }

    /**
     * The instant up to which no unpublished event is recorded and none can be any more: the floor, or earlier if an event
     * has been committed that an older open transaction still holds back. Stored: it never moves backwards, and every later
     * event is recorded after it.
     */
    @Override
    public Instant completeThrough(Instant floor) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement(); var update = connection.prepareStatement("""
                update relay_checkpoint c set complete_through = greatest(c.complete_through, least(?, (
                    select min(e.recorded_at) - interval '1 microsecond' from event e
                    where (e.transaction_id, e.position) > (c.transaction_id, c.position))))
                returning c.complete_through, c.transaction_id::text, c.position, c.renew""")) {
            statement.execute("set local synchronous_commit = on");
            update.setTimestamp(1, Timestamp.from(floor));
            try (ResultSet rows = update.executeQuery()) {
                rows.next();
                Instant through = rows.getTimestamp(1).toInstant();
                transactionId = rows.getString(2); // an operator may have moved it
                position = rows.getLong(3);
                renew = rows.getBoolean(4);
                connection.commit();
                promised = through;
                return through;
            }
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Whether an operator has asked for a new topic; seen with each watermark. */
    boolean mustRenew() {
        return renew;
    }

    /** Remembers that the topic is new. */
    void renewed() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("update relay_checkpoint set renew = false");
        }
        renew = false;
    }

    /** Only who holds the lock moves it. */
    @Override
    public Instant promised() {
        return promised;
    }

    private Instant instant(String sql) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }

    static StoredEvent event(ResultSet row) throws SQLException {
        var event = new StoredEvent();
        event.streamId = row.getString("stream_id");
        event.version = row.getInt("version");
        event.eventId = row.getObject("event_id", UUID.class);
        event.type = row.getString("type");
        event.data = row.getString("data");
        event.occurredOn = row.getString("occurred_on");
        event.recordedAt = row.getTimestamp("recorded_at").toInstant();
        event.recordedBy = row.getString("recorded_by");
        event.recordedBySub = row.getString("recorded_by_sub");
        event.recordedByRole = row.getString("recorded_by_role");
        event.recordedByOrganizationEn = row.getString("recorded_by_organization_en");
        event.recordedByOrganizationFr = row.getString("recorded_by_organization_fr");
        event.trace = row.getString("trace");
        event.transactionId = row.getString("xid");
        event.position = row.getLong("position");
        return event;
    }
}
