package ca.criticalminerals.progress.projection;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.progress.domain.Milestone;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The records of one transaction, folded in memory and written at its end in a few statements. */
final class Batch {
    private static final Pattern SEQUENCE = Pattern.compile("\\d{20}-\\d{19}");
    private static final Pattern SOURCE = Pattern.compile("/[a-z0-9/-]{1,98}");

    private final Connection connection;
    private final int generation;
    private final Map<String, Applied> initiatives = new HashMap<>();
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<String, Map<Integer, Long>> offsets = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> withHeld = new HashSet<>();

    private static final class Applied {
        private String source = "";
        private int version;
        private @Nullable String parked;
        private boolean changed;
    }

    private static final class Source {
        private String received = "";
        private @Nullable Instant completeThrough;
        private @Nullable String waitingSequence;
        private @Nullable Instant waitingThrough;
    }

    private record Row(Milestone milestone, byte[] document) {}

    Batch(Connection connection, int generation) throws SQLException {
        this.connection = connection;
        this.generation = generation;
        load();
    }

    void apply(Iterable<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        for (Arrived arrived : Arrived.of(records)) {
            var record = arrived.record();
            var next = offsets.computeIfAbsent(record.topic(), _ -> new HashMap<>());
            if (record.offset() < next.getOrDefault(record.partition(), 0L)) {
                continue; // another instance, or this one before it was restarted, has applied it
            }
            next.put(record.partition(), record.offset() + 1);
            if (arrived.isWatermark()) {
                watermark(arrived);
            } else {
                milestone(arrived);
            }
        }
        write();
    }

    boolean release(String initiative) throws SQLException {
        Applied applied = initiatives.get(initiative);
        if (applied == null || applied.parked == null) {
            return false;
        }
        applied.parked = null;
        applied.changed = true;
        try (var aside = statement("""
                update held set reason = 'set aside: ' || reason
                where generation = ? and initiative = ? and version is null and reason not like 'set aside: %'""")) {
            aside.setString(2, initiative);
            aside.executeUpdate();
        }
        drain(initiative, applied);
        write();
        return true;
    }

    private void milestone(Arrived arrived) throws SQLException {
        var record = arrived.record();
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        String initiative = Contract.isInitiative(key) ? key : null;
        Integer version = null;
        try {
            JsonNode event = arrived.json();
            received(event);
            if (initiative == null) {
                throw new Unreadable("the key is not the id of an initiative");
            }
            if (!initiative.equals(event.path("subject").asText())) {
                throw new Unreadable("the key '" + initiative + "' is not the subject '" + event.path("subject").asText() + "'");
            }
            // Only now it is a version of this initiative: without one, a release sets the record aside.
            version = event.path("streamversion").isInt() ? event.get("streamversion").asInt() : null;
            Applied applied = applied(initiative);
            if (version != null && version <= applied.version) {
                return; // a repeat
            }
            if (applied.parked != null) {
                hold(record, initiative, version, "waits: the initiative is parked");
                return;
            }
            Milestone milestone = ofSameSource(arrived.milestone(), applied);
            if (milestone.version() > applied.version + 1) {
                hold(record, initiative, version, "waits for version " + (applied.version + 1));
                return;
            }
            accept(applied, milestone, record.value());
            drain(initiative, applied);
        } catch (Unreadable e) {
            hold(record, initiative, version, e.getMessage());
            if (initiative != null) {
                park(initiative, e.getMessage());
            }
        }
    }

    private void park(String initiative, String why) {
        Applied applied = applied(initiative);
        applied.parked = applied.parked == null ? why : applied.parked;
        applied.changed = true;
    }

    private void accept(Applied applied, Milestone milestone, byte[] document) {
        rows.add(new Row(milestone, document));
        applied.version = milestone.version();
        applied.source = milestone.source();
        applied.changed = true;
    }

    /** Applies what was held for the initiative and is next now; of several records of that version, the first that can be read. */
    private void drain(String initiative, Applied applied) throws SQLException {
        while (withHeld.contains(initiative) && applied.parked == null) {
            var records = held(initiative, applied.version + 1);
            if (records.isEmpty()) {
                return;
            }
            String why = null;
            int next = applied.version + 1;
            for (byte[] record : records) {
                try {
                    accept(applied, ofSameSource(Announced.milestone(Announced.json(record)), applied), record);
                    break;
                } catch (Unreadable e) {
                    why = why == null ? e.getMessage() : why;
                }
            }
            if (applied.version < next) {
                park(initiative, why);
                return;
            }
            try (var delete = statement("delete from held where generation = ? and initiative = ? and version <= ?")) {
                delete.setString(2, initiative);
                delete.setInt(3, applied.version);
                delete.executeUpdate();
            }
        }
    }

    private List<byte[]> held(String initiative, int version) throws SQLException {
        try (var select = statement("""
                select record from held where generation = ? and initiative = ? and version = ?
                order by topic, partition, "offset" asc""")) {
            select.setString(2, initiative);
            select.setInt(3, version);
            var records = new ArrayList<byte[]>();
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    records.add(found.getBytes(1));
                }
            }
            return records;
        }
    }

    private static Milestone ofSameSource(Milestone milestone, Applied applied) throws Unreadable {
        if (applied.version > 0 && !applied.source.equals(milestone.source())) {
            throw new Unreadable("the initiative belongs to " + applied.source + ", not to " + milestone.source());
        }
        return milestone;
    }

    private void hold(ConsumerRecord<byte[], byte[]> record, @Nullable String initiative, @Nullable Integer version, String reason)
            throws SQLException {
        try (var insert = statement("""
                insert into held (generation, topic, partition, "offset", initiative, version, reason, record)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            insert.setString(2, record.topic());
            insert.setInt(3, record.partition());
            insert.setLong(4, record.offset());
            insert.setString(5, initiative);
            insert.setObject(6, version, Types.INTEGER);
            insert.setString(7, reason.replace("\u0000", ""));
            insert.setBytes(8, record.value());
            insert.executeUpdate();
        }
        if (initiative != null) {
            withHeld.add(initiative);
        }
    }

    private void received(JsonNode event) {
        String sequence = event.path("sequence").asText();
        String name = event.path("source").asText();
        if (SEQUENCE.matcher(sequence).matches() && SOURCE.matcher(name).matches()) {
            Source source = sources.computeIfAbsent(name, _ -> new Source());
            source.received = sequence.compareTo(source.received) > 0 ? sequence : source.received;
            believe(source);
        }
    }

    private void watermark(Arrived arrived) throws SQLException {
        try {
            JsonNode json = arrived.json();
            String sequence = Announced.text(json, "sequence");
            String name = Announced.text(json, "source");
            Instant through = Announced.instant(json, "completeThrough");
            if (!SOURCE.matcher(name).matches() || !sequence.isEmpty() && !SEQUENCE.matcher(sequence).matches()) {
                throw new Unreadable("its source or its sequence has another form");
            }
            Source source = sources.computeIfAbsent(name, _ -> new Source());
            // An older one that still waits goes first: it will come true sooner.
            if (source.waitingSequence == null || sequence.compareTo(source.received) <= 0) {
                source.waitingSequence = sequence;
                source.waitingThrough = through;
                believe(source);
            }
        } catch (Unreadable | java.time.DateTimeException e) {
            hold(arrived.record(), null, null, "the watermark cannot be read: " + e.getMessage());
        }
    }

    /** A watermark is true once everything it speaks of has been received; it never moves backwards. */
    private static void believe(Source source) {
        if (source.waitingSequence != null && source.waitingSequence.compareTo(source.received) <= 0) {
            if (source.completeThrough == null || source.waitingThrough.isAfter(source.completeThrough)) {
                source.completeThrough = source.waitingThrough;
            }
            source.waitingSequence = null;
            source.waitingThrough = null;
        }
    }

    private Applied applied(String initiative) {
        return initiatives.computeIfAbsent(initiative, _ -> new Applied());
    }

    private void load() throws SQLException {
        try (var select = statement("select topic, partition, next_offset from consumed where generation = ?");
                var found = select.executeQuery()) {
            while (found.next()) {
                offsets.computeIfAbsent(found.getString(1), _ -> new HashMap<>()).put(found.getInt(2), found.getLong(3));
            }
        }
        try (var select = statement("select initiative, source, applied, parked from initiative where generation = ?");
                var found = select.executeQuery()) {
            while (found.next()) {
                var applied = new Applied();
                applied.source = found.getString(2);
                applied.version = found.getInt(3);
                applied.parked = found.getString(4);
                initiatives.put(found.getString(1), applied);
            }
        }
        try (var select = statement("""
                select source, received, complete_through, waiting_sequence, waiting_through from source where generation = ?""");
                var found = select.executeQuery()) {
            while (found.next()) {
                var source = new Source();
                source.received = found.getString(2);
                source.completeThrough = found.getTimestamp(3) == null ? null : found.getTimestamp(3).toInstant();
                source.waitingSequence = found.getString(4);
                source.waitingThrough = found.getTimestamp(5) == null ? null : found.getTimestamp(5).toInstant();
                sources.put(found.getString(1), source);
            }
        }
        try (var select = statement("select distinct initiative from held where generation = ? and initiative is not null");
                var found = select.executeQuery()) {
            while (found.next()) {
                withHeld.add(found.getString(1));
            }
        }
    }

    private void write() throws SQLException {
        writeRows();
        try (var upsert = statement("""
                insert into initiative (generation, initiative, source, applied, parked) values (?, ?, ?, ?, ?)
                on conflict (generation, initiative) do update
                set source = excluded.source, applied = excluded.applied, parked = excluded.parked""")) {
            for (var entry : initiatives.entrySet()) {
                if (entry.getValue().changed) {
                    upsert.setString(2, entry.getKey());
                    upsert.setString(3, entry.getValue().source);
                    upsert.setInt(4, entry.getValue().version);
                    upsert.setString(5, entry.getValue().parked);
                    upsert.addBatch();
                }
            }
            upsert.executeBatch();
        }
        try (var upsert = statement("""
                insert into source (generation, source, received, complete_through, waiting_sequence, waiting_through)
                values (?, ?, ?, ?, ?, ?) on conflict (generation, source) do update
                set received = excluded.received, complete_through = excluded.complete_through,
                    waiting_sequence = excluded.waiting_sequence, waiting_through = excluded.waiting_through""")) {
            for (var entry : sources.entrySet()) {
                upsert.setString(2, entry.getKey());
                upsert.setString(3, entry.getValue().received);
                upsert.setTimestamp(4, timestamp(entry.getValue().completeThrough));
                upsert.setString(5, entry.getValue().waitingSequence);
                upsert.setTimestamp(6, timestamp(entry.getValue().waitingThrough));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
        try (var upsert = statement("""
                insert into consumed (generation, topic, partition, next_offset) values (?, ?, ?, ?)
                on conflict (generation, topic, partition) do update set next_offset = excluded.next_offset""")) {
            for (var topic : offsets.entrySet()) {
                for (var partition : topic.getValue().entrySet()) {
                    upsert.setString(2, topic.getKey());
                    upsert.setInt(3, partition.getKey());
                    upsert.setLong(4, partition.getValue());
                    upsert.addBatch();
                }
            }
            upsert.executeBatch();
        }
    }

    /** One statement for all rows: many times faster than one each. */
    private void writeRows() throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var insert = statement("""
                insert into milestone (generation, initiative, version, source, kind, occurred_on, effective_on, recorded_at,
                    recorded_by, document)
                select ?, r.initiative, r.version, r.source, r.kind, r.occurred_on, r.effective_on::date,
                    r.recorded_at::timestamptz, r.recorded_by, convert_from(r.document, 'UTF8')
                from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
                    with ordinality as r(initiative, version, source, kind, occurred_on, effective_on, recorded_at, recorded_by,
                        document, place)
                order by r.place""")) {
            insert.setArray(2, array("text", row -> row.milestone.initiative()));
            insert.setArray(3, connection.createArrayOf("int", rows.stream().map(row -> row.milestone.version()).toArray()));
            insert.setArray(4, array("text", row -> row.milestone.source()));
            insert.setArray(5, array("text", row -> row.milestone.kind()));
            insert.setArray(6, array("text", row -> row.milestone.occurredOn().value()));
            insert.setArray(7, array("text", row -> row.milestone.effectiveOn().toString()));
            insert.setArray(8, array("text", row -> row.milestone.recordedAt().toString()));
            insert.setArray(9, array("text", row -> row.milestone.recordedBy()));
            insert.setArray(10, connection.createArrayOf("bytea", rows.stream().map(row -> row.document).toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }

    private java.sql.Array array(String type, java.util.function.Function<Row, String> column) throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    /** A statement whose first parameter is the generation. */
    private PreparedStatement statement(String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setInt(1, generation);
        return statement;
    }
}
