package ca.criticalminerals.eventsourcing.store;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How much is stored and not yet published. Asked of the database only when somebody looks, once a second at most, and never
 * by whoever looks: a database that does not answer must not silence the other measurements. So an answer is as old as the last look.
 */
final class Backlog {
    private static final Duration FRESH = Duration.ofSeconds(1);
    /** The index of the order of publication finds the first; counting stops where it would cost something. */
    private static final String COUNT = """
            select count(e.recorded_at), min(e.recorded_at), max(c.position), max(c.complete_through)
            from relay_checkpoint c left join lateral (select recorded_at from event
                where (transaction_id, position) > (c.transaction_id, c.position)
                order by transaction_id, position limit 100000) e on true""";

    private final DataSource database;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile State last = new State(0, null, 0, Instant.EPOCH);
    private volatile Instant asked = Instant.MIN;

    Backlog(DataSource database) {
        this.database = database;
    }

    /**
     * @param events   that wait
     * @param oldest   when the first of them was recorded
     * @param position of the last event that does not wait
     * @param through  up to when everything has been announced
     */
    record State(long events, @Nullable Instant oldest, long position, Instant through) {
        /** How long the first of them has been waiting. */
        double seconds() {
            return oldest == null ? 0 : Math.max(0, Duration.between(oldest, Instant.now()).toMillis() / 1e3);
        }

        /** In seconds since 1970; 0 before anything has been announced. */
        double watermark() {
            return Math.max(0, through.toEpochMilli() / 1e3);
        }
    }

    /** What was found last. */
    State now() {
        if (Instant.now().isAfter(asked.plus(FRESH)) && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("backlog").start(this::ask);
        }
        return last;
    }

    private void ask() {
        try (var connection = database.getConnection(); var statement = connection.createStatement(); var rows = statement.executeQuery(COUNT)) {
            rows.next();
            Timestamp oldest = rows.getTimestamp(2);
            Timestamp through = rows.getTimestamp(4);
            last = new State(rows.getLong(1), oldest == null ? null : oldest.toInstant(), rows.getLong(3),
                    through.getTime() < 0 ? Instant.EPOCH : through.toInstant());
        } catch (SQLException unknown) {
            // What was known stands, and what waits gets older. That the database is away, the commands count.
        } finally {
            asked = Instant.now();
            asking.set(false);
        }
    }
}
