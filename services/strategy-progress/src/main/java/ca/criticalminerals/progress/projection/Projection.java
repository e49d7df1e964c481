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

/**
 * Applies records of the topics to the tables, strictly by version: a repeat changes nothing, a gap waits, what cannot be
 * read parks its initiative and no other. Rows and offsets are one transaction, so nothing counts twice whatever dies when.
 */
@ApplicationScoped
class Projection {
    private final DataSource database;

    Projection(DataSource database) {
        this.database = database;
    }

    /** Where to go on reading, in the generation that is read now. */
    Map<TopicPartition, Long> nextOffsets() throws SQLException {
        try (var connection = database.getConnection()) {
            return nextOffsets(connection, active(connection, false));
        }
    }

    /** Applies the records to the generation that is read now. */
    void apply(Iterable<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        inTransaction(connection -> {
            new Batch(connection, active(connection, true)).apply(records);
            return null;
        });
    }

    /** Applies the records to a generation that is being rebuilt. */
    void applyTo(int generation, Iterable<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        inTransaction(connection -> {
            active(connection, true);
            new Batch(connection, generation).apply(records);
            return null;
        });
    }

    /** The generation after the present one, empty: what an earlier rebuild left there is removed. */
    int nextGeneration() throws SQLException {
        return inTransaction(connection -> {
            int next = active(connection, true) + 1;
            delete(connection, next);
            return next;
        });
    }

    /** Makes the rebuilt generation the one that is read, if it has come at least as far; the old one is removed. */
    boolean switchTo(int generation) throws SQLException {
        return inTransaction(connection -> {
            int present = active(connection, true);
            var rebuilt = nextOffsets(connection, generation);
            boolean behind = nextOffsets(connection, present).entrySet().stream()
                    .anyMatch(live -> rebuilt.getOrDefault(live.getKey(), 0L) < live.getValue());
            if (behind) {
                return false;
            }
            for (String initiative : released(connection, present, generation)) {
                new Batch(connection, generation).release(initiative);
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
        return inTransaction(connection -> new Batch(connection, active(connection, true)).release(initiative));
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
}
