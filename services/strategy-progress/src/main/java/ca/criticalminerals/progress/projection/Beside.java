package ca.criticalminerals.progress.projection;

import ca.criticalminerals.contracts.InitiativeRegistryFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** What is written of a generation that is rebuilt beside the one that is read: it follows that one, meets it, and takes its place. */
@ApplicationScoped
class Beside {
    /** The few records by which a rebuilt generation lags are read in less; the present one waits for it. */
    private static final Duration MEETING = Duration.ofSeconds(5);

    private final DataSource database;
    private final InitiativeRegistryFile registry;

    Beside(DataSource database, InitiativeRegistryFile registry) {
        this.database = database;
        this.registry = registry;
    }

    /** The generation after the present one, empty: what an earlier rebuild left there is removed. */
    int begin(Turn turn, Map<String, String> identities, Iterable<TopicPartition> partitions) throws SQLException {
        return Projection.inTransaction(turn.connection(), connection -> {
            int next = Projection.active(connection) + 1;
            Projection.delete(connection, next);
            for (var partition : partitions) {
                Projection.write(connection, next, partition, 0, identities.getOrDefault(partition.topic(), ""));
            }
            return next;
        });
    }

    /** Applies to a generation that is being rebuilt what the present one has read by now, and no more; how many records. */
    int follow(Turn turn, int generation, KafkaConsumer<byte[], byte[]> consumer, SignedTopics signed, ConsumerRecords<byte[], byte[]> records)
            throws SQLException {
        return Projection.inTransaction(turn.connection(),
                connection -> apply(connection, generation, consumer, signed, records, Projection.nextOffsets(connection, Projection.active(connection))));
    }

    /** How many records a generation lags behind the present one. */
    long behind(Turn turn, int generation) throws SQLException {
        var rebuilt = Projection.nextOffsets(turn.connection(), generation);
        return Projection.nextOffsets(turn.connection(), Projection.present(turn.connection())).entrySet().stream()
                .mapToLong(live -> Math.max(0, live.getValue() - rebuilt.getOrDefault(live.getKey(), 0L))).sum();
    }

    /** Whether the present generation has begun with the topics that this one reads: of one that is gone it has read records that there are no more. */
    boolean readsTheSameTopics(Turn turn, int generation) throws SQLException {
        try (var select = turn.connection().prepareStatement("""
                select not exists (select from consumed live join projection using (generation) join consumed rebuilt using (topic, partition)
                    where rebuilt.generation = ? and rebuilt.topic_id <> live.topic_id)""")) {
            select.setInt(1, generation);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    /**
     * Brings the rebuilt generation to where the present one is, record by record, and looks at the present one there: afterwards
     * both tell of the same records, until the rebuilt one is written again.
     */
    Snapshot meet(Turn turn, int generation, KafkaConsumer<byte[], byte[]> consumer, SignedTopics signed) throws SQLException {
        return Projection.inTransaction(turn.connection(), connection -> {
            meet(connection, Projection.active(connection), generation, consumer, signed);
            return Snapshot.of(database); // nobody else writes meanwhile
        });
    }

    /** Makes the rebuilt generation the one that is read, from where the present one is; that one is removed. */
    void switchTo(Turn turn, int generation, KafkaConsumer<byte[], byte[]> consumer, SignedTopics signed, int rebuild) throws SQLException {
        Projection.inTransaction(turn.connection(), connection -> {
            int present = Projection.active(connection);
            Projection.flushed(connection); // the old generation is gone after this
            meet(connection, present, generation, consumer, signed);
            try (var update = connection.prepareStatement("update projection set generation = ?")) {
                update.setInt(1, generation);
                update.executeUpdate();
            }
            Projection.delete(connection, present);
            Rebuilds.ended(connection, rebuild, RebuildState.SWITCHED, "");
            return null;
        });
    }

    /** Removes the rebuilt generation. */
    void discard(Turn turn, int generation, int rebuild) throws SQLException {
        Projection.inTransaction(turn.connection(), connection -> {
            Projection.active(connection);
            Projection.delete(connection, generation);
            Rebuilds.ended(connection, rebuild, RebuildState.DISCARDED, "");
            return null;
        });
    }

    private void meet(Connection connection, int present, int generation, KafkaConsumer<byte[], byte[]> consumer, SignedTopics signed) throws SQLException {
        var live = Projection.nextOffsets(connection, present);
        Instant deadline = Instant.now().plus(MEETING);
        while (consumer.assignment().stream().anyMatch(partition -> consumer.position(partition) < live.getOrDefault(partition, 0L))) {
            if (Instant.now().isAfter(deadline)) {
                throw new KafkaException("the topics cannot be read as far as they were read before");
            }
            apply(connection, generation, consumer, signed, consumer.poll(Duration.ofMillis(50)), live);
        }
        // What the present one has read past without a signature waits for none here either.
        new Batch(new SqlTables(connection, generation), registry.current()).apply(signed.rest());
        new Batch(new SqlTables(connection, generation), registry.current()).due();
        // Both by the same registry: a line may have been added since either was read.
        var assigned = registry.current();
        new Batch(new SqlTables(connection, present), assigned).reconsider();
        new Batch(new SqlTables(connection, generation), assigned).reconsider();
        Decisions.carryOver(connection, present, generation, assigned);
    }

    private int apply(Connection connection, int generation, KafkaConsumer<byte[], byte[]> consumer, SignedTopics signed,
            ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Long> live) throws SQLException {
        var read = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var partition : records.partitions()) {
            long end = live.getOrDefault(partition, 0L);
            for (var record : records.records(partition)) {
                if (record.offset() >= end) {
                    consumer.seek(partition, record.offset()); // the rest is told again
                    break;
                }
                read.add(record);
            }
        }
        var told = signed.next(read);
        if (!told.isEmpty()) {
            new Batch(new SqlTables(connection, generation), registry.current()).apply(told);
        }
        return read.size();
    }
}
