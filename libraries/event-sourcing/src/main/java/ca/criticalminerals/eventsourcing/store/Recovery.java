package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Brings the events back from the topic that a store has lost because it was restored to an earlier point: all or none of them. */
final class Recovery {
    private static final Logger LOG = Logger.getLogger(Recovery.class);
    /** Longer than a relay looks at its topic, and shorter than a connection waits for an answer. */
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 500;
    private static final String TAKEN = "23505";

    private final DataSource database;
    private final Broker broker;
    private final Announcements announcements;

    Recovery(DataSource database, Broker broker, Announcements announcements) {
        this.database = database;
        this.broker = broker;
        this.announcements = announcements;
    }

    int run() throws SQLException, NotRecoverable, InterruptedException {
        var lost = new ArrayList<StoredEvent>();
        var unreadable = new ArrayList<String>();
        Agreement agreement;
        try (var connection = database.getConnection()) {
            agreement = Agreement.of(connection, broker, announcements, sent -> stored(sent).ifPresentOrElse(lost::add, () -> unreadable.add(sent.name())));
            mustFit(connection, agreement, lost, unreadable);
        }
        if (lost.isEmpty()) {
            return 0;
        }
        try (var connection = database.getConnection()) {
            // A relay that is ahead holds the lock for as long as it looks at the topic, one that publishes until it ends.
            var position = RelayPosition.lock(connection, LOOK).orElseThrow(() -> new NotRecoverable(
                    Text.of("A relay is publishing.", "Un relais est en train de publier.")));
            try {
                bringBack(connection, lost, agreement.events());
                LOG.warn("recovered from the topic what the store had lost: " + lost.size() + " events");
                return lost.size();
            } finally {
                position.unlock();
            }
        }
    }

    private static void mustFit(Connection connection, Agreement agreement, List<StoredEvent> lost, List<String> unreadable) throws SQLException, NotRecoverable {
        if (!unreadable.isEmpty()) {
            throw new NotRecoverable(Text.of("Not readable: " + unreadable + ".", "Illisibles\u00a0: " + unreadable + "."));
        }
        if (agreement.different().count() + agreement.missing().count() + agreement.backlog() > 0) {
            throw recordedSince();
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

    private static NotRecoverable recordedSince() {
        return new NotRecoverable(Text.of("The store has events that the topic does not have in their place: something was recorded after the restore. "
                + "Begin a new topic instead.", "Le magasin contient des événements que le sujet n’a pas à leur place\u00a0: quelque chose a été consigné après "
                + "la restauration. Commencez plutôt un nouveau sujet."));
    }

    /**
     * The order of publication goes on behind them only if every transaction to come has a higher number than theirs, and none with a lower
     * one has recorded, or still can record, anything: it would stand before the checkpoint and never be published.
     *
     * @param stored the events that the store held when it was compared
     */
    private void bringBack(Connection connection, List<StoredEvent> lost, long stored) throws SQLException, NotRecoverable, InterruptedException {
        var last = lost.stream().max(Comparator.comparing(StoredEvent::sequence)).orElseThrow();
        useUpNumbers(connection, last.transactionId);
        awaitEarlier(connection, last.transactionId);
        if (!is(connection, "select count(*) = " + stored + " from event")) {
            throw recordedSince();
        }
        try {
            insert(connection, lost, last);
        } catch (SQLException e) {
            if (TAKEN.equals(e.getSQLState())) {
                throw recordedSince();
            }
            throw e;
        }
    }

    /** Some at a time: millions take longer than a connection waits for one answer. */
    private static void useUpNumbers(Connection connection, String transactionId) throws SQLException {
        try (var statement = connection.createStatement()) {
            while (!is(connection, "select pg_snapshot_xmax(pg_current_snapshot()) > '" + transactionId + "'::xid8")) {
                statement.execute("""
                        do $$ begin
                            for i in 1..50000 loop exit when pg_current_xact_id() > '%s'::xid8; commit; end loop;
                        end $$""".formatted(transactionId));
            }
        }
    }

    /** Looks again and again: PostgreSQL has nothing that waits for the transactions of others. */
    private static void awaitEarlier(Connection connection, String transactionId) throws SQLException, NotRecoverable, InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (!is(connection, "select pg_snapshot_xmin(pg_current_snapshot()) > '" + transactionId + "'::xid8")) {
            if (Instant.now().isAfter(until)) {
                throw new NotRecoverable(Text.of("A transaction that began before is still open.", "Une transaction commencée auparavant est encore ouverte."));
            }
            Thread.sleep(10);
        }
    }

    private static boolean is(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private void insert(Connection connection, List<StoredEvent> lost, StoredEvent last) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = on");
        }
        connection.setAutoCommit(false);
        try (var give = connection.prepareStatement("select recover_events(?::jsonb)");
                var checkpoint = connection.prepareStatement("""
                update relay_checkpoint set transaction_id = ?::xid8, position = ?, ahead = false,
                    complete_through = greatest(complete_through, least(?, clock_timestamp()))""")) {
            for (int from = 0; from < lost.size(); from += AT_ONCE) {
                give.setString(1, rows(lost.subList(from, Math.min(lost.size(), from + AT_ONCE))));
                give.execute();
            }
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

    /** The rows as the database takes them back. */
    private static String rows(List<StoredEvent> events) {
        var rows = JsonNodeFactory.instance.arrayNode(events.size());
        for (var event : events) {
            rows.addObject().put("stream_id", event.streamId).put("version", event.version).put("event_id", event.eventId.toString()).put("type", event.type)
                    .put("data", event.data).put("occurred_on", event.occurredOn).put("recorded_at", event.recordedAt.toString())
                    .put("recorded_by", event.recordedBy).put("trace", event.trace).put("transaction_id", event.transactionId).put("position", event.position);
        }
        return rows.toString();
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
