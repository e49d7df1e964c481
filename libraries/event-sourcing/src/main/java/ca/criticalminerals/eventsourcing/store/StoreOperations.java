package ca.criticalminerals.eventsourcing.store;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** What operators ask of a store and its topic, and do about them. */
@ApplicationScoped
public class StoreOperations {
    /** Counting stops there: who is that far behind need not know it exactly. */
    private static final int MOST_COUNTED = 100_000;

    private final DataSource database;
    private final Broker broker;
    private final Announcements announcements;
    private final RelayLifecycle relay;

    StoreOperations(DataSource database, @Identifier("default-kafka-broker") Map<String, Object> kafka, Announcements announcements, RelayLifecycle relay) {
        this.database = database;
        this.broker = new Broker(kafka, announcements);
        this.announcements = announcements;
        this.relay = relay;
    }

    /**
     * How a store and its relay stand.
     *
     * @param checkpoint      the place up to which everything was acknowledged by Kafka; empty if nothing was
     * @param backlog         events behind it, a hundred thousand at most
     * @param oldest          when the first of them was recorded
     * @param completeThrough before which no event is unpublished; empty if that was never said
     */
    public record Status(RelayStatus relay, long events, long streams, String checkpoint, long backlog, Optional<Instant> oldest,
            Optional<Instant> completeThrough) {}

    /** How it stands now. */
    public Status status() throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement(); var rows = statement.executeQuery("""
                select (select count(*) from event), (select count(*) from event where version = 1), waiting.count, waiting.oldest,
                    nullif(c.complete_through, '-infinity')
                from relay_checkpoint c, lateral (select count(*), min(recorded_at) as oldest from (select recorded_at from event e
                    where (e.transaction_id, e.position) > (c.transaction_id, c.position) limit %d) e) waiting""".formatted(MOST_COUNTED))) {
            rows.next();
            return new Status(relay.status(), rows.getLong(1), rows.getLong(2), RelayPosition.of(connection).sequence(), rows.getLong(3),
                    Optional.ofNullable(rows.getTimestamp(4)).map(Timestamp::toInstant), Optional.ofNullable(rows.getTimestamp(5)).map(Timestamp::toInstant));
        }
    }

    /** Has every event published again, from the first one: the relay goes on from there, and consumers know repeats. */
    public void republish() throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.executeUpdate("update relay_checkpoint set transaction_id = '0', position = 0");
        }
    }

    /** Compares the whole store with the whole topic; takes as long as reading both. */
    public Agreement verify() throws SQLException {
        try (var connection = database.getConnection()) {
            return Agreement.of(connection, broker, announcements, _ -> { });
        }
    }

    /**
     * Brings back from the topic the events that the store has lost, because it was restored to an earlier point. They are what they
     * were, with their ids, record times and places in the order of publication; only their idempotency keys are not known any more.
     *
     * @return how many
     * @throws NotRecoverable if they do not fit behind what is stored, or something was recorded after the restore
     */
    public int recover() throws SQLException, NotRecoverable, InterruptedException {
        return new Recovery(database, broker, announcements).run();
    }
}
