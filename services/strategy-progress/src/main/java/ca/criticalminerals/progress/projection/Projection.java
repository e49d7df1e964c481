package ca.criticalminerals.progress.projection;

import ca.criticalminerals.contracts.InitiativeRegistry;
import ca.criticalminerals.contracts.InitiativeRegistryFile;
import ca.criticalminerals.eventsourcing.signing.SignedRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
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
    private final InitiativeRegistryFile registry;

    Projection(DataSource database, InitiativeRegistryFile registry) {
        this.database = database;
        this.registry = registry;
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
            int generation = active(connection);
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
    static void flushed(Connection connection) throws SQLException {
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

    static void write(Connection connection, int generation, TopicPartition partition, long next, String identity)
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
    void apply(Turn turn, List<SignedRecords.Told> records) throws SQLException {
        inTransaction(turn.connection(), connection -> {
            new Batch(new SqlTables(connection, active(connection)), registry.current()).apply(records);
            return null;
        });
    }

    /** Takes in the records on file of initiatives that the registry has assigned to their service since; how many. */
    int reconsider(Turn turn, InitiativeRegistry assigned) throws SQLException {
        return inTransaction(turn.connection(), connection -> new Batch(new SqlTables(connection, active(connection)), assigned).reconsider());
    }

    /** Takes in the records whose time has come; how many. */
    int due(Turn turn) throws SQLException {
        try (var statement = turn.connection().createStatement(); var rows = statement.executeQuery("""
                select exists (select from held join projection using (generation) where status = 'postdated' and due <= clock_timestamp())""")) {
            rows.next();
            if (!rows.getBoolean(1)) {
                return 0;
            }
        }
        return inTransaction(turn.connection(), connection -> new Batch(new SqlTables(connection, active(connection)), registry.current()).due());
    }

    /** What an operator does about records of the generation that is read now. */
    <T> T decide(Decision<T> decision) throws SQLException {
        try (var connection = database.getConnection()) {
            return inTransaction(connection, locked -> decision.in(locked, active(locked), registry.current()));
        }
    }

    interface Decision<T> {
        T in(Connection connection, int generation, InitiativeRegistry registry) throws SQLException;
    }

    static Map<TopicPartition, Long> nextOffsets(Connection connection, int generation) throws SQLException {
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

    /** The generation that is read, locked: there is one writer at a time, so ordinals are committed in their order. */
    static int active(Connection connection) throws SQLException {
        return generation(connection, "select generation from projection for update");
    }

    static int present(Connection connection) throws SQLException {
        return generation(connection, "select generation from projection");
    }

    private static int generation(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    static void delete(Connection connection, int generation) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String table : new String[] {"milestone", "initiative", "held", "consumed", "source"}) {
                statement.executeUpdate("delete from " + table + " where generation = " + generation);
            }
        }
    }

    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
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
