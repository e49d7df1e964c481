package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

    private final Map<String, Object> kafka;
    private final Admin admin;

    Topic(Map<String, Object> kafka) {
        this.kafka = kafka;
        this.admin = Admin.create(kafka);
    }

    static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.putAll(Map.of("enable.auto.commit", false, "max.poll.records", 5_000));
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
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
        try (var consumer = consumer(kafka)) {
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
