package ca.criticalminerals.eventsourcing.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** How much is stored and not yet published. */
final class Backlog {
    private static final Duration FRESH = Duration.ofSeconds(1);
    /** The index of the order of publication finds the first; counting stops where it would cost something. */
    private static final String COUNT = """
            select count(e.recorded_at), min(e.recorded_at), c.transaction_id::text, c.position, nullif(c.complete_through, '-infinity')
            from relay_checkpoint c left join lateral (select recorded_at from event
                where (transaction_id, position) > (c.transaction_id, c.position)
                order by transaction_id, position limit 100000) e on true
            group by c.transaction_id, c.position, c.complete_through""";

    private final DataSource database;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile State last = new State(0, Optional.empty(), "", Optional.empty());
    private volatile Instant asked = Instant.MIN;

    Backlog(DataSource database) {
        this.database = database;
    }

    /**
     * @param events     that wait, a hundred thousand at most
     * @param oldest     when the first of them was recorded
     * @param checkpoint the place of the last event that does not wait; empty if all of them wait
     * @param through    up to when everything has been announced; empty if that was never said
     */
    record State(long events, Optional<Instant> oldest, String checkpoint, Optional<Instant> through) {
        /** How long the first of them has been waiting; 0 if there is none. */
        double seconds() {
            return oldest.map(first -> Math.max(0, Duration.between(first, Instant.now()).toMillis()) / 1e3).orElse(0.0);
        }

        /** The position of the last event that does not wait. */
        long position() {
            return checkpoint.isEmpty() ? 0 : Sequence.position(checkpoint);
        }

        /** Up to when everything has been announced, in seconds since 1970; 0 if that was never said. */
        double watermark() {
            return through.map(instant -> instant.toEpochMilli() / 1e3).orElse(0.0);
        }
    }

    /**
     * What was found last, for measurements. The database is asked only when somebody looks, once a second at most, and never by whoever
     * looks: a database that does not answer must not silence the other measurements. So an answer is as old as the last look.
     */
    State now() {
        if (Instant.now().isAfter(asked.plus(FRESH)) && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("backlog").start(this::ask);
        }
        return last;
    }

    /** How it is now. */
    static State of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(COUNT)) {
            rows.next();
            return new State(rows.getLong(1), instant(rows, 2), Sequence.checkpoint(rows.getString(3), rows.getLong(4)), instant(rows, 5));
        }
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private void ask() {
        try (var connection = database.getConnection()) {
            last = of(connection);
        } catch (SQLException unknown) {
            // What was known stands, and what waits gets older. That the database is away, the commands count.
        } finally {
            asked = Instant.now();
            asking.set(false);
        }
    }
}
