package ca.criticalminerals.local.faults;

import ca.criticalminerals.eventsourcing.store.StoredEvent;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of funding-programs and what the projection has made of them, read from the databases with all rights. */
final class Store {
    private static final String EVENTS = """
            select e.stream_id, e.version, e.event_id, e.type, e.data::text as json, e.occurred_on, e.recorded_at, e.recorded_by, e.trace,
                e.recorded_by_sub, e.recorded_by_role, e.recorded_by_organization_en, e.recorded_by_organization_fr,
                e.transaction_id::text as xid, e.position, e.idempotency_key,
                (e.transaction_id, e.position) <= (c.transaction_id, c.position) as published
            from event e, relay_checkpoint c
            order by e.transaction_id, e.position""";

    private Store() {}

    /** A stored event; under which idempotency key; whether the relay says that it was published. */
    record Row(StoredEvent event, @Nullable String key, boolean published) {}

    /** Every event in the order of publication. */
    static List<Row> events(String jdbcUrl) {
        try (var connection = DriverManager.getConnection(jdbcUrl); var rows = connection.createStatement().executeQuery(EVENTS)) {
            var events = new ArrayList<Row>();
            while (rows.next()) {
                var event = new StoredEvent();
                event.streamId = rows.getString("stream_id");
                event.version = rows.getInt("version");
                event.eventId = rows.getObject("event_id", UUID.class);
                event.type = rows.getString("type");
                event.data = rows.getString("json");
                event.occurredOn = rows.getString("occurred_on");
                event.recordedAt = rows.getTimestamp("recorded_at").toInstant();
                event.recordedBy = rows.getString("recorded_by");
                event.recordedBySub = rows.getString("recorded_by_sub");
                event.recordedByRole = rows.getString("recorded_by_role");
                event.recordedByOrganizationEn = rows.getString("recorded_by_organization_en");
                event.recordedByOrganizationFr = rows.getString("recorded_by_organization_fr");
                event.trace = rows.getString("trace");
                event.transactionId = rows.getString("xid");
                event.position = rows.getLong("position");
                events.add(new Row(event, rows.getString("idempotency_key"), rows.getBoolean("published")));
            }
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How far the projection has applied each initiative, and under {@code ""} the next offset that it will read. */
    static Map<String, Long> projected(String jdbcUrl) {
        try (var connection = DriverManager.getConnection(jdbcUrl); var rows = connection.createStatement().executeQuery("""
                select '', c.next_offset from consumed c join projection p on p.generation = c.generation where c.topic = '%s'
                union all
                select m.initiative, max(m.version) from milestone m join projection p on p.generation = m.generation
                group by m.initiative""".formatted(Topic.NAME))) {
            var projected = new HashMap<String, Long>();
            while (rows.next()) {
                projected.put(rows.getString(1), rows.getLong(2));
            }
            return projected;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the server takes connections. */
    static boolean answers(String jdbcUrl) {
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Runs a statement. */
    static void execute(String jdbcUrl, String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
