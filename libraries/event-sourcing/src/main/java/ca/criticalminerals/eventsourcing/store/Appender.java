package ca.criticalminerals.eventsourcing.store;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Inserts events, all that wait at a time in one statement and one commit: the disk is flushed once for all of them. Events
 * that belong together are a statement of their own.
 *
 * <p>The insert is the first thing that its transaction does, and every stream was read before it. So the order of
 * transactions never contradicts the order of versions within a stream.
 */
@ApplicationScoped
class Appender {
    /** While one waits for the disk, the other can collect. */
    private static final int WRITERS = 2;
    private static final int MOST_AT_ONCE = 500;
    // The database sets the rest: id, record time, transaction and position.
    private static final String INSERT = """
            insert into event (stream_id, version, type, data, occurred_on, recorded_by, trace, idempotency_key, fingerprint,
                recorded_by_sub, recorded_by_role, recorded_by_organization_en, recorded_by_organization_fr)
            select r.stream_id, r.version, r.type, r.data::jsonb, r.occurred_on, r.recorded_by, r.trace, r.idempotency_key, r.fingerprint,
                r.sub, r.role, r.organization_en, r.organization_fr
            from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[]) with ordinality as r(stream_id, version, type, data, occurred_on, recorded_by, trace, idempotency_key,
                fingerprint, sub, role, organization_en, organization_fr, place)
            order by r.place%s
            returning stream_id, version, event_id, recorded_at, transaction_id::text, position""";
    private static final String INSERT_EACH = INSERT.formatted("\non conflict do nothing");
    private static final String INSERT_TOGETHER = INSERT.formatted("");
    private static final String TAKEN = "23505";

    private final DataSource database;
    private final Event<Appended> appended;
    private final StoreMetrics metrics;
    private final Tracer tracer;
    private final BlockingQueue<Row> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean closed;

    Appender(DataSource database, Event<Appended> appended, StoreMetrics metrics, Tracer tracer) {
        this.database = database;
        this.appended = appended;
        this.metrics = metrics;
        this.tracer = tracer;
    }

    /** Says, after the commit, that there is something to publish. */
    record Appended() {}

    private record Row(StoredEvent event, CompletableFuture<Boolean> inserted) {
        Row(StoredEvent event) {
            this(event, new CompletableFuture<>());
        }

        StoredEvent.Key key() {
            return new StoredEvent.Key(event.streamId, event.version);
        }
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofPlatform().name("append-" + i).daemon().start(this::run));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
        writers.forEach(Thread::interrupt);
    }

    /**
     * Inserts the events of one stream, all or none, and completes them with their ids, their record time and their places in
     * the log.
     *
     * @return false if a version or the idempotency key is taken already; nothing is inserted then
     */
    boolean append(List<StoredEvent> events) {
        long began = System.nanoTime();
        Span span = tracer.spanBuilder("append").startSpan();
        try {
            return insert(events);
        } finally {
            span.end();
            metrics.appended(System.nanoTime() - began);
        }
    }

    private boolean insert(List<StoredEvent> events) {
        if (events.size() > 1) {
            return together(events.stream().map(Row::new).toList());
        }
        var row = new Row(events.getFirst());
        waiting.add(row);
        return row.inserted.join();
    }

    /** Not with those who wait: of a shared statement, a part of them could be inserted and the rest be taken. */
    private boolean together(List<Row> rows) {
        try {
            insert(INSERT_TOGETHER, rows);
            appended.fire(new Appended());
            return true;
        } catch (SQLException e) {
            if (TAKEN.equals(e.getSQLState())) {
                return false;
            }
            throw new CompletionException(e);
        }
    }

    private void run() {
        try {
            while (!closed) {
                var batch = new ArrayList<Row>();
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST_AT_ONCE - 1);
                // In one order everywhere, or two instances could wait for each other.
                batch.sort(Comparator.comparing((Row row) -> row.event.streamId));
                writeEach(batch);
            }
        } catch (InterruptedException stopping) {
            closed = true;
        }
    }

    /** Two of one version go into two statements, or it could not be told which of them was inserted. */
    private void writeEach(List<Row> batch) {
        var versions = new HashSet<StoredEvent.Key>();
        var other = batch.stream().filter(row -> !versions.add(row.key())).toList();
        batch.removeAll(other);
        write(batch);
        other.forEach(row -> write(List.of(row)));
    }

    private void write(List<Row> batch) {
        try {
            insert(INSERT_EACH, batch);
            appended.fire(new Appended());
        } catch (SQLException | RuntimeException e) {
            if (batch.size() > 1 && isOfOneRow(e)) {
                batch.forEach(row -> write(List.of(row)));
            } else {
                batch.forEach(row -> row.inserted.completeExceptionally(e));
            }
        }
    }

    /** What the others in the batch must not suffer for: a value that the database refuses, a deadlock. */
    private static boolean isOfOneRow(Exception e) {
        return e instanceof SQLException sql && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23") || sql.getSQLState().startsWith("40"));
    }

    private void insert(String sql, List<Row> batch) throws SQLException {
        var left = new HashMap<StoredEvent.Key, Row>();
        batch.forEach(row -> left.put(row.key(), row));
        try (var connection = database.getConnection(); var insert = connection.prepareStatement(sql)) {
            insert.setArray(1, texts(connection, batch, event -> event.streamId));
            insert.setArray(2, connection.createArrayOf("int", batch.stream().map(row -> row.event.version).toArray()));
            insert.setArray(3, texts(connection, batch, event -> event.type));
            insert.setArray(4, texts(connection, batch, event -> event.data));
            insert.setArray(5, texts(connection, batch, event -> event.occurredOn));
            insert.setArray(6, texts(connection, batch, event -> event.recordedBy));
            insert.setArray(7, texts(connection, batch, event -> event.trace));
            insert.setArray(8, texts(connection, batch, event -> event.idempotencyKey));
            insert.setArray(9, texts(connection, batch, event -> event.fingerprint));
            insert.setArray(10, texts(connection, batch, event -> event.recordedBySub));
            insert.setArray(11, texts(connection, batch, event -> event.recordedByRole));
            insert.setArray(12, texts(connection, batch, event -> event.recordedByOrganizationEn));
            insert.setArray(13, texts(connection, batch, event -> event.recordedByOrganizationFr));
            try (var rows = insert.executeQuery()) {
                while (rows.next()) {
                    var event = left.remove(new StoredEvent.Key(rows.getString(1), rows.getInt(2))).event;
                    event.eventId = rows.getObject(3, UUID.class);
                    event.recordedAt = rows.getTimestamp(4).toInstant();
                    event.transactionId = rows.getString(5);
                    event.position = rows.getLong(6);
                }
            }
        }
        batch.forEach(row -> row.inserted.complete(!left.containsKey(row.key())));
    }

    private static Array texts(Connection connection, List<Row> batch, Function<StoredEvent, @Nullable String> column)
            throws SQLException {
        return connection.createArrayOf("text", batch.stream().map(row -> column.apply(row.event)).toArray());
    }
}
