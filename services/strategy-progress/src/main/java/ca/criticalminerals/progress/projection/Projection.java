package ca.criticalminerals.progress.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Applies records of the topics to the tables, strictly by version: a repeat changes nothing, a gap waits, what cannot be
 * read parks its initiative and no other. Rows and offsets are one transaction, so nothing counts twice whatever dies when.
 */
@ApplicationScoped
class Projection {
    private static final Logger LOG = Logger.getLogger(Projection.class);
    /** More rows than can be written in the fraction of a second that a database may lose. */
    private static final long MOST_LOST = 1_000_000;

    private final DataSource database;

    Projection(DataSource database) {
        this.database = database;
    }

    /**
     * Where to go on reading, in the generation that is read now. A topic that is not the one it was is read from its first
     * record: what is in it again is a repeat. In a topic that has lost its end, reading goes on at the end that it has.
     *
     * @param turn       to read
     * @param identities of the topics, by name
     * @param ends       of the partitions that are to be read
     */
    Map<TopicPartition, Long> begin(Turn turn, Map<String, String> identities, Map<TopicPartition, Long> ends) throws SQLException {
        return inTransaction(turn.connection(), connection -> {
            skipOrdinals(connection);
            int generation = active(connection, true);
            var next = new HashMap<TopicPartition, Long>();
            for (var end : ends.entrySet()) {
                next.put(end.getKey(), begin(connection, generation, end.getKey(), identities.getOrDefault(end.getKey().topic(), ""), end.getValue()));
            }
            return next;
        });
    }

    /**
     * A database that died may have lost the last rows and the number of the last ordinal with them, while readers have seen
     * them: what is read again gets ordinals behind all that were ever seen.
     */
    private static void skipOrdinals(Connection connection) throws SQLException {
        flushed(connection);
        try (var statement = connection.createStatement()) {
            statement.execute("select setval('milestone_ordinal_seq', nextval('milestone_ordinal_seq') + " + MOST_LOST + ")");
        }
    }

    /** The commit of this transaction waits for the disk. */
    private static void flushed(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local synchronous_commit = on");
        }
    }

    private static long begin(Connection connection, int generation, TopicPartition partition, String identity, long end)
            throws SQLException {
        try (var select = connection.prepareStatement(
                "select next_offset, topic_id from consumed where generation = ? and topic = ? and partition = ?")) {
            select.setInt(1, generation);
            select.setString(2, partition.topic());
            select.setInt(3, partition.partition());
            try (var rows = select.executeQuery()) {
                long next = rows.next() ? rows.getLong(1) : 0;
                String known = next > 0 ? rows.getString(2) : "";
                boolean another = !known.isEmpty() && !known.equals(identity);
                if (another) {
                    LOG.warn("the topic " + partition.topic() + " is not the one that was read before: it is read from its first record");
                    rename(connection, generation, partition.topic(), known);
                } else if (next > end) {
                    LOG.error("the topic " + partition.topic() + " has lost its records from " + end + " to " + (next - 1)
                            + "; reading goes on with the next one");
                }
                long from = another ? 0 : Math.min(next, end);
                write(connection, generation, partition, from, identity);
                return from;
            }
        }
    }

    private static void write(Connection connection, int generation, TopicPartition partition, long next, String identity)
            throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into consumed (generation, topic, partition, next_offset, topic_id) values (?, ?, ?, ?, ?)
                on conflict (generation, topic, partition) do update
                set next_offset = excluded.next_offset, topic_id = excluded.topic_id""")) {
            upsert.setInt(1, generation);
            upsert.setString(2, partition.topic());
            upsert.setInt(3, partition.partition());
            upsert.setLong(4, next);
            upsert.setString(5, identity);
            upsert.executeUpdate();
        }
    }

    /** What is held of a topic that is gone stays on record: the new topic may have another record at the same offset. */
    private static void rename(Connection connection, int generation, String topic, String identity) throws SQLException {
        try (var update = connection.prepareStatement("update held set topic = topic || ' ' || ? where generation = ? and topic = ?")) {
            update.setString(1, identity);
            update.setInt(2, generation);
            update.setString(3, topic);
            update.executeUpdate();
        }
    }

    /** Applies the records to the generation that is read now; fails if the turn to read has been taken away. */
    void apply(Turn turn, Iterable<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        inTransaction(turn.connection(), connection -> {
            new Batch(new SqlTables(connection, active(connection, true))).apply(records);
            return null;
        });
    }

    /** Applies the records to a generation that is being rebuilt. */
    void applyTo(Turn turn, int generation, Iterable<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        inTransaction(turn.connection(), connection -> {
            active(connection, true);
            new Batch(new SqlTables(connection, generation)).apply(records);
            return null;
        });
    }

    /** The generation after the present one, empty: what an earlier rebuild left there is removed. */
    int nextGeneration(Turn turn, Map<String, String> identities, Iterable<TopicPartition> partitions) throws SQLException {
        return inTransaction(turn.connection(), connection -> {
            int next = active(connection, true) + 1;
            delete(connection, next);
            for (var partition : partitions) {
                write(connection, next, partition, 0, identities.getOrDefault(partition.topic(), ""));
            }
            return next;
        });
    }

    /** Makes the rebuilt generation the one that is read, if it has come at least as far; the old one is removed. */
    boolean switchTo(Turn turn, int generation) throws SQLException {
        return inTransaction(turn.connection(), connection -> {
            int present = active(connection, true);
            var rebuilt = nextOffsets(connection, generation);
            boolean behind = nextOffsets(connection, present).entrySet().stream()
                    .anyMatch(live -> rebuilt.getOrDefault(live.getKey(), 0L) < live.getValue());
            if (behind) {
                return false;
            }
            flushed(connection); // the old generation is gone after this
            copySetAside(connection, present, generation);
            for (String initiative : released(connection, present, generation)) {
                new Batch(new SqlTables(connection, generation)).release(initiative);
            }
            try (var update = connection.prepareStatement("update projection set generation = ?")) {
                update.setInt(1, generation);
                update.executeUpdate();
            }
            delete(connection, present);
            return true;
        });
    }

    /**
     * Lets a parked initiative go on: what is held is tried again in order; what still cannot be read and has no version of
     * its own stays on record, set aside, and no longer stops the others.
     */
    boolean release(String initiative) throws SQLException {
        return inTransaction(connection -> new Batch(new SqlTables(connection, active(connection, true))).release(initiative));
    }

    /**
     * Sets a held record aside: it stays on record, says nothing any more, and its initiative goes on without it; false if none
     * is held there.
     */
    boolean setAside(String topic, long offset) throws SQLException {
        return inTransaction(connection -> {
            int generation = active(connection, true);
            try (var update = connection.prepareStatement("""
                    update held set reason = 'set aside: ' || reason, version = null
                    where generation = ? and topic = ? and "offset" = ? and reason not like 'set aside: %' returning initiative""")) {
                update.setInt(1, generation);
                update.setString(2, topic);
                update.setLong(3, offset);
                try (var rows = update.executeQuery()) {
                    if (!rows.next()) {
                        return false;
                    }
                    if (rows.getString(1) != null) {
                        new Batch(new SqlTables(connection, generation)).release(rows.getString(1));
                    }
                    return true;
                }
            }
        });
    }

    private static void copySetAside(Connection connection, int present, int rebuilt) throws SQLException {
        try (var update = connection.prepareStatement("""
                update held r set reason = p.reason, version = null from held p
                where p.generation = ? and r.generation = ? and p.reason like 'set aside: %'
                    and r.topic = p.topic and r."offset" = p."offset" and r.partition = p.partition""")) {
            update.setInt(1, present);
            update.setInt(2, rebuilt);
            update.executeUpdate();
        }
    }

    /** What an operator has released in the one generation and is parked in the other: the topics do not tell of releases. */
    private static List<String> released(Connection connection, int present, int rebuilt) throws SQLException {
        try (var select = connection.prepareStatement("""
                select r.initiative from initiative r join initiative p on p.initiative = r.initiative and p.generation = ?
                where r.generation = ? and r.parked is not null and p.parked is null""")) {
            select.setInt(1, present);
            select.setInt(2, rebuilt);
            var released = new ArrayList<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    released.add(rows.getString(1));
                }
            }
            return released;
        }
    }

    private static Map<TopicPartition, Long> nextOffsets(Connection connection, int generation) throws SQLException {
        try (var select = connection.prepareStatement("select topic, partition, next_offset from consumed where generation = ?")) {
            select.setInt(1, generation);
            var next = new HashMap<TopicPartition, Long>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    next.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                }
            }
            return next;
        }
    }

    /** The generation that is read; locked, there is one writer at a time, so ordinals are committed in their order. */
    private static int active(Connection connection, boolean locked) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select generation from projection" + (locked ? " for update" : ""))) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void delete(Connection connection, int generation) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String table : new String[] {"milestone", "initiative", "held", "consumed", "source"}) {
                statement.executeUpdate("delete from " + table + " where generation = " + generation);
            }
        }
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        try (var connection = database.getConnection()) {
            return inTransaction(connection, work);
        }
    }

    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.in(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
