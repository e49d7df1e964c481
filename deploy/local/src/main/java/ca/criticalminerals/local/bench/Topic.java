package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The milestones on Kafka. */
final class Topic implements AutoCloseable {
    static final TopicPartition MILESTONES = new TopicPartition("funding-programs.milestones", 0);

    private final String bootstrapServers;
    private final Admin admin;

    Topic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false, "max.poll.records", 5_000),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** How many there are. */
    long records() {
        try {
            return admin.listOffsets(Map.of(MILESTONES, OffsetSpec.latest())).partitionResult(MILESTONES).get(30, TimeUnit.SECONDS).offset();
        } catch (ExecutionException | TimeoutException e) {
            throw new Trouble("Kafka does not answer: " + e.getMessage(), "Kafka ne répond pas.");
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }

    /** The last ones, for limits that carry the same bytes. */
    List<byte[]> last(int number) {
        try (var consumer = consumer(bootstrapServers)) {
            consumer.assign(List.of(MILESTONES));
            long end = records();
            consumer.seek(MILESTONES, Math.max(0, end - number));
            var documents = new ArrayList<byte[]>();
            while (consumer.position(MILESTONES) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> documents.add(record.value()));
            }
            return documents;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
