package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** The tables of a generation in PostgreSQL, within the transaction of a connection. */
final class SqlTables implements Tables {
    /** Sets aside records that are held; which ones, follows. */
    static final String SET_ASIDE = """
            update held set status = 'skipped',
                aside_by = ?, aside_at = case when ?::text is not null then clock_timestamp() end, aside_en = ?, aside_fr = ?
            where generation = ? and status not in ('skipped', 'superseded')""";

    private final Connection connection;
    private final int generation;

    SqlTables(Connection connection, int generation) {
        this.connection = connection;
        this.generation = generation;
    }

    @Override
    public Applied load() throws SQLException {
        var all = new Applied();
        try (var select = statement("select topic, partition, next_offset from consumed where generation = ?");
                var found = select.executeQuery()) {
            while (found.next()) {
                all.offsets.computeIfAbsent(found.getString(1), _ -> new HashMap<>()).put(found.getInt(2), found.getLong(3));
            }
        }
        try (var select = statement("select initiative, applied, parked from initiative where generation = ?");
                var found = select.executeQuery()) {
            while (found.next()) {
                var one = all.initiative(found.getString(1));
                one.version = found.getInt(2);
                one.parked = found.getString(3);
            }
        }
        try (var select = statement("select source, received, complete_through, waiting, floor from source where generation = ?");
                var found = select.executeQuery()) {
            while (found.next()) {
                var source = all.source(found.getString(1));
                source.received = found.getString(2);
                source.completeThrough = found.getTimestamp(3) == null ? null : found.getTimestamp(3).toInstant();
                source.floor = found.getTimestamp(5) == null ? Instant.MIN : found.getTimestamp(5).toInstant();
                for (String waiting : (String[]) found.getArray(4).getArray()) {
                    int space = waiting.indexOf(' ');
                    source.waiting.put(waiting.substring(0, space), Instant.parse(waiting.substring(space + 1)));
                }
            }
        }
        try (var select = statement("select distinct initiative from held where generation = ? and status in ('pending', 'unreadable') and initiative is not null");
                var found = select.executeQuery()) {
            while (found.next()) {
                all.withheld.add(found.getString(1));
            }
        }
        try (var select = statement("select distinct topic from held where generation = ? and status = 'unsigned'"); var found = select.executeQuery()) {
            while (found.next()) {
                all.unsigned.add(found.getString(1));
            }
        }
        return all;
    }

    @Override
    public List<FiledRecord> withheld(String initiative, int version) throws SQLException {
        try (var select = statement("""
                select topic, partition, "offset", record from held
                where generation = ? and initiative = ? and version = ? and status in ('pending', 'unreadable')
                order by topic, partition, "offset" asc""")) {
            select.setString(2, initiative);
            select.setInt(3, version);
            var records = new ArrayList<FiledRecord>();
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    records.add(new FiledRecord(found.getString(1), found.getInt(2), found.getLong(3), found.getBytes(4)));
                }
            }
            return records;
        }
    }

    @Override
    public void file(Filing filed) throws SQLException {
        try (var insert = statement("""
                insert into held (generation, topic, partition, "offset", initiative, version, status, reason, source, record, digest, due)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            insert.setString(2, filed.record().topic());
            insert.setInt(3, filed.record().partition());
            insert.setLong(4, filed.record().offset());
            insert.setString(5, filed.initiative());
            insert.setObject(6, filed.version(), Types.INTEGER);
            insert.setString(7, filed.status().word);
            insert.setString(8, filed.reason().replace("\u0000", ""));
            insert.setString(9, filed.source());
            insert.setBytes(10, filed.record().value());
            insert.setBytes(11, filed.digest() == null ? null : filed.digest().bytes());
            insert.setTimestamp(12, timestamp(filed.due()));
            insert.executeUpdate();
        }
    }

    @Override
    public void mark(FiledRecord record, RecordStatus status, String reason) throws SQLException {
        try (var update = connection.prepareStatement(
                "update held set status = ?, reason = ? where generation = ? and topic = ? and partition = ? and \"offset\" = ?")) {
            update.setString(1, status.word);
            update.setString(2, reason.replace("\u0000", ""));
            update.setInt(3, generation);
            update.setString(4, record.topic());
            update.setInt(5, record.partition());
            update.setLong(6, record.offset());
            update.executeUpdate();
        }
    }

    @Override
    public void remove(FiledRecord record) throws SQLException {
        try (var delete = statement("delete from held where generation = ? and topic = ? and partition = ? and \"offset\" = ?")) {
            delete.setString(2, record.topic());
            delete.setInt(3, record.partition());
            delete.setLong(4, record.offset());
            delete.executeUpdate();
        }
    }

    @Override
    public List<ForeignGroup> foreign() throws SQLException {
        try (var select = statement("""
                select distinct topic, initiative from held where generation = ? and status = 'foreign' and initiative is not null
                order by topic, initiative""");
                var found = select.executeQuery()) {
            var foreign = new ArrayList<ForeignGroup>();
            while (found.next()) {
                foreign.add(new ForeignGroup(found.getString(1), found.getString(2)));
            }
            return foreign;
        }
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> takeForeign(ForeignGroup foreign) throws SQLException {
        try (var delete = statement("""
                with taken as (delete from held where generation = ? and status = 'foreign' and topic = ? and initiative = ?
                    and (source is null or source = ?) and due is null returning partition, "offset", record)
                select partition, "offset", record from taken order by partition, 2""")) {
            delete.setString(2, foreign.topic());
            delete.setString(3, foreign.initiative());
            delete.setString(4, "/" + Ownership.service(foreign.topic()));
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            try (var found = delete.executeQuery()) {
                while (found.next()) {
                    records.add(new ConsumerRecord<>(foreign.topic(), found.getInt(1), found.getLong(2), foreign.initiative().getBytes(StandardCharsets.UTF_8),
                            found.getBytes(3)));
                }
            }
            return records;
        }
    }

    @Override
    public void explain(ForeignGroup foreign, String reason) throws SQLException {
        try (var update = connection.prepareStatement("""
                update held set reason = ? where generation = ? and status = 'foreign' and topic = ? and initiative = ?
                    and (source is null or source = ?) and reason <> ?""")) {
            update.setString(1, reason);
            update.setInt(2, generation);
            update.setString(3, foreign.topic());
            update.setString(4, foreign.initiative());
            update.setString(5, "/" + Ownership.service(foreign.topic()));
            update.setString(6, reason);
            update.executeUpdate();
        }
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> takeUnsigned(String topic, Collection<RecordDigest> digests) throws SQLException {
        try (var delete = statement("""
                with taken as (delete from held where generation = ? and status = 'unsigned' and topic = ? and digest = any (?)
                    returning partition, "offset", record)
                select partition, "offset", record from taken order by partition, 2""")) {
            delete.setString(2, topic);
            delete.setArray(3, connection.createArrayOf("bytea", digests.stream().map(RecordDigest::bytes).toArray(byte[][]::new)));
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            try (var found = delete.executeQuery()) {
                while (found.next()) {
                    records.add(new ConsumerRecord<>(topic, found.getInt(1), found.getLong(2), Announced.subject(found.getBytes(3)), found.getBytes(3)));
                }
            }
            return records;
        }
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> takeDue() throws SQLException {
        try (var delete = statement("""
                with taken as (delete from held where generation = ? and status = 'postdated' and due <= clock_timestamp()
                    returning topic, partition, "offset", record)
                select topic, partition, "offset", record from taken order by 1, 2, 3""")) {
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            try (var found = delete.executeQuery()) {
                while (found.next()) {
                    records.add(new ConsumerRecord<>(found.getString(1), found.getInt(2), found.getLong(3), Announced.subject(found.getBytes(4)), found.getBytes(4)));
                }
            }
            return records;
        }
    }

    @Override
    public Optional<byte[]> repaired(ConsumerRecord<byte[], byte[]> record) throws SQLException {
        try (var select = connection.prepareStatement("""
                select document from repair where topic = ? and partition = ? and "offset" = ? and record is not distinct from ?
                order by number desc limit 1""")) {
            select.setString(1, record.topic());
            select.setInt(2, record.partition());
            select.setLong(3, record.offset());
            select.setBytes(4, record.value());
            try (var found = select.executeQuery()) {
                return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
            }
        }
    }

    @Override
    public byte[][] documents(List<Repeat> repeats) throws SQLException {
        var documents = new byte[repeats.size()][];
        try (var select = connection.prepareStatement("""
                select k.place, m.document from unnest(?::text[], ?::int[]) with ordinality as k(initiative, version, place)
                join milestone m on m.generation = ? and m.initiative = k.initiative and m.version = k.version""")) {
            select.setArray(1, connection.createArrayOf("text", repeats.stream().map(Repeat::initiative).toArray()));
            select.setArray(2, connection.createArrayOf("int", repeats.stream().map(Repeat::version).toArray()));
            select.setInt(3, generation);
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    documents[found.getInt(1) - 1] = found.getBytes(2);
                }
            }
        }
        return documents;
    }

    @Override
    public List<byte[]> setAside(String initiative, @Nullable Why why) throws SQLException {
        try (var aside = connection.prepareStatement(SET_ASIDE + " and initiative = ? and version is null and status = 'unreadable' returning record")) {
            setAside(aside, why, generation);
            aside.setString(6, initiative);
            var records = new ArrayList<byte[]>();
            try (var found = aside.executeQuery()) {
                while (found.next()) {
                    records.add(found.getBytes(1));
                }
            }
            return records;
        }
    }

    /** The first parameters of {@link #SET_ASIDE}. */
    static void setAside(PreparedStatement aside, @Nullable Why why, int generation) throws SQLException {
        aside.setString(1, why == null ? null : why.by());
        aside.setString(2, why == null ? null : why.by());
        aside.setString(3, why == null ? null : why.reason().en());
        aside.setString(4, why == null ? null : why.reason().fr());
        aside.setInt(5, generation);
    }

    @Override
    public void write(List<Row> rows, Applied applied) throws SQLException {
        writeRows(rows);
        try (var upsert = statement("""
                insert into initiative (generation, initiative, applied, parked) values (?, ?, ?, ?)
                on conflict (generation, initiative) do update set applied = excluded.applied, parked = excluded.parked""")) {
            for (var entry : applied.initiatives.entrySet()) {
                if (entry.getValue().changed) {
                    upsert.setString(2, entry.getKey());
                    upsert.setInt(3, entry.getValue().version);
                    upsert.setString(4, entry.getValue().parked);
                    upsert.addBatch();
                }
            }
            upsert.executeBatch();
        }
        try (var upsert = statement("""
                insert into source (generation, source, received, complete_through, waiting, floor, heard_at)
                values (?, ?, ?, ?, ?, ?, case when ? then clock_timestamp() end) on conflict (generation, source) do update
                set received = excluded.received, complete_through = excluded.complete_through, waiting = excluded.waiting, floor = excluded.floor,
                    heard_at = coalesce(excluded.heard_at, source.heard_at)""")) {
            for (var entry : applied.sources.entrySet()) {
                upsert.setString(2, entry.getKey());
                upsert.setString(3, entry.getValue().received);
                upsert.setTimestamp(4, timestamp(entry.getValue().completeThrough));
                upsert.setArray(5, connection.createArrayOf("text", entry.getValue().waiting.entrySet().stream()
                        .map(waiting -> waiting.getKey() + " " + waiting.getValue()).toArray()));
                upsert.setTimestamp(6, entry.getValue().floor.equals(Instant.MIN) ? null : Timestamp.from(entry.getValue().floor));
                upsert.setBoolean(7, entry.getValue().heard);
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
        try (var upsert = statement("""
                insert into consumed (generation, topic, partition, next_offset) values (?, ?, ?, ?)
                on conflict (generation, topic, partition) do update set next_offset = excluded.next_offset
                where consumed.next_offset <> excluded.next_offset""")) {
            for (var topic : applied.offsets.entrySet()) {
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
    private void writeRows(List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var insert = statement("""
                insert into milestone (generation, initiative, version, document)
                select ?, r.initiative, r.version, convert_from(r.document, 'UTF8')
                from unnest(?::text[], ?::int[], ?::bytea[]) with ordinality as r(initiative, version, document, place)
                order by r.place""")) {
            insert.setArray(2, connection.createArrayOf("text", rows.stream().map(row -> row.milestone().initiative()).toArray()));
            insert.setArray(3, connection.createArrayOf("int", rows.stream().map(row -> row.milestone().version()).toArray()));
            insert.setArray(4, connection.createArrayOf("bytea", rows.stream().map(row -> row.document()).toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.equals(Instant.MAX) ? new Timestamp(PGStatement.DATE_POSITIVE_INFINITY) : Timestamp.from(instant);
    }

    /** A statement whose first parameter is the generation. */
    private PreparedStatement statement(String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setInt(1, generation);
        return statement;
    }
}
