package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** What operators ask of a store and its topic, and do about them. */
@ApplicationScoped
public class StoreOperations {
    private static final Logger LOG = Logger.getLogger(StoreOperations.class);
    /** Counting stops there: who is that far behind need not know it exactly. */
    private static final int MOST_COUNTED = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
        var lost = new ArrayList<StoredEvent>();
        var unreadable = new ArrayList<String>();
        try (var connection = database.getConnection()) {
            var agreement = Agreement.of(connection, broker, announcements, sent -> stored(sent).ifPresentOrElse(lost::add, () -> unreadable.add(sent.name())));
            mustFit(connection, agreement, lost, unreadable);
        }
        if (lost.isEmpty()) {
            return 0;
        }
        Instant until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            try (var connection = database.getConnection()) {
                var position = RelayPosition.tryLock(connection);
                if (position.isPresent()) {
                    try {
                        insert(connection, lost);
                        LOG.warn("recovered from the topic what the store had lost: " + lost.size() + " events");
                        return lost.size();
                    } finally {
                        position.get().unlock();
                    }
                }
            }
            Thread.sleep(10); // the relay looks again every half second, and holds the lock as long as it looks
        }
        throw new NotRecoverable(Text.of("A relay is publishing.", "Un relais est en train de publier."));
    }

    private static void mustFit(Connection connection, Agreement agreement, List<StoredEvent> lost, List<String> unreadable) throws SQLException, NotRecoverable {
        if (!unreadable.isEmpty()) {
            throw new NotRecoverable(Text.of("Not readable: " + unreadable + ".", "Illisibles\u00a0: " + unreadable + "."));
        }
        if (agreement.different().count() + agreement.missing().count() + agreement.backlog() > 0) {
            throw new NotRecoverable(Text.of("The store has events that the topic does not have in their place: something was recorded after the restore. "
                    + "Begin a new topic instead.", "Le magasin contient des événements que le sujet n’a pas à leur place\u00a0: quelque chose a été consigné après "
                    + "la restauration. Commencez plutôt un nouveau sujet."));
        }
        var versions = new HashMap<String, Integer>();
        try (var select = connection.prepareStatement("select coalesce(max(version), 0) from event where stream_id = ?")) {
            for (var event : lost) {
                if (!versions.containsKey(event.streamId)) {
                    select.setString(1, event.streamId);
                    try (var rows = select.executeQuery()) {
                        rows.next();
                        versions.put(event.streamId, rows.getInt(1));
                    }
                }
                if (versions.merge(event.streamId, 1, Integer::sum) != event.version) {
                    throw new NotRecoverable(Text.of("The topic has a gap before " + event.streamId + ":" + event.version + ".",
                            "Il manque au sujet ce qui précède " + event.streamId + ":" + event.version + "."));
                }
            }
        }
    }

    /** All or none, and only after every transaction to come has a higher number than theirs: the order of publication goes on behind them. */
    private void insert(Connection connection, List<StoredEvent> lost) throws SQLException {
        var last = lost.stream().max(java.util.Comparator.comparing(StoredEvent::sequence)).orElseThrow();
        try (var statement = connection.createStatement()) {
            statement.execute("do $$ begin while pg_current_xact_id() <= '%s'::xid8 loop commit; end loop; end $$".formatted(last.transactionId));
            statement.execute("set synchronous_commit = on");
        }
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement("""
                insert into event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by, trace, transaction_id, position)
                overriding system value values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?::xid8, ?)""");
                var checkpoint = connection.prepareStatement("""
                update relay_checkpoint set transaction_id = ?::xid8, position = ?, complete_through = greatest(complete_through, ?), ahead = false""")) {
            for (var event : lost) {
                insert.setString(1, event.streamId);
                insert.setInt(2, event.version);
                insert.setObject(3, event.eventId);
                insert.setString(4, event.type);
                insert.setString(5, event.data);
                insert.setString(6, event.occurredOn);
                insert.setTimestamp(7, Timestamp.from(event.recordedAt));
                insert.setString(8, event.recordedBy);
                insert.setString(9, event.trace);
                insert.setString(10, event.transactionId);
                insert.setLong(11, event.position);
                insert.addBatch();
            }
            insert.executeBatch();
            checkpoint.setString(1, last.transactionId);
            checkpoint.setLong(2, last.position);
            checkpoint.setTimestamp(3, Timestamp.from(broker.lastWatermark().orElse(last.recordedAt)));
            checkpoint.executeUpdate();
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The event that the record announces, if announcing it again gives the same bytes. */
    private Optional<StoredEvent> stored(Broker.Sent sent) {
        try {
            JsonNode json = new ObjectMapper().readTree(sent.bytes());
            var event = new StoredEvent();
            event.streamId = json.path("subject").asText();
            event.version = json.path("streamversion").asInt();
            event.eventId = UUID.fromString(sent.id());
            event.type = json.path("type").asText().replaceFirst("^ca\\.criticalminerals\\." + announcements.context() + "\\.(.+)\\.v1$", "$1");
            event.data = data(json).toString();
            event.occurredOn = json.at("/data/occurredOn").asText();
            event.recordedAt = Instant.parse(json.path("time").asText());
            event.recordedBy = json.path("recordedby").asText();
            event.trace = json.path("traceparent").textValue();
            event.transactionId = Sequence.transactionId(sent.sequence());
            event.position = Sequence.position(sent.sequence());
            return Arrays.equals(announcements.document(event).toString().getBytes(StandardCharsets.UTF_8), sent.bytes()) ? Optional.of(event) : Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static ObjectNode data(JsonNode document) throws JsonProcessingException {
        ObjectNode data = document.path("data").deepCopy();
        data.remove("summary"); // made from the rest
        return data;
    }
}
