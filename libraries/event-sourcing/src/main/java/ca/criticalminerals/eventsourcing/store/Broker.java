package ca.criticalminerals.eventsourcing.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka as the relay of a service uses it: milestones in one partition and kept for ever, watermarks compacted to the last one. */
record Broker(Map<String, Object> kafka, Announcements announcements) {
    private static final long FIRST_LOOK = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A producer that neither loses nor reorders: idempotent, acknowledged by all replicas, at once when there is little to send. */
    Producer<String, byte[]> producer() {
        ensureTopics();
        var configuration = new HashMap<>(kafka);
        configuration.putAll(Map.of("enable.idempotence", true, "acks", "all", "linger.ms", 0, "batch.size", 128 * 1024,
                "compression.type", "lz4", "max.block.ms", 5_000, "request.timeout.ms", 5_000,
                "delivery.timeout.ms", 12_000, "reconnect.backoff.max.ms", 1_000));
        return new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * The sequence up to which the topic holds our milestones; empty if it holds none. The highest of the last records, because
     * after a restart earlier ones are repeated at the end.
     */
    String lastSequence() {
        var partition = new TopicPartition(announcements.milestonesTopic(), 0);
        var configuration = new HashMap<>(kafka);
        configuration.putAll(Map.of("enable.auto.commit", false, "default.api.timeout.ms", 10_000));
        try (var consumer = new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            String last = "";
            for (long look = FIRST_LOOK, from = end; last.isEmpty() && from > begin; look *= 10) {
                from = Math.max(begin, end - look);
                last = highest(consumer, partition, from, end);
            }
            return last;
        }
    }

    private String highest(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        String highest = "";
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            for (var record : consumer.poll(Duration.ofSeconds(1))) {
                String sequence = sequence(record.value());
                highest = sequence.compareTo(highest) > 0 ? sequence : highest;
            }
        }
        return highest;
    }

    /** Empty for what is not one of our milestones. */
    private String sequence(byte[] record) {
        try {
            JsonNode json = JSON.readTree(record == null ? new byte[0] : record);
            return json.path("source").asText().equals(announcements.source()) && Sequence.isOne(json.path("sequence").asText())
                    ? json.get("sequence").asText() : "";
        } catch (IOException foreign) {
            return "";
        }
    }

    private void ensureTopics() {
        try (Admin admin = Admin.create(kafka)) {
            // One partition: the order of publication is then one order, and a watermark is true for all of it.
            create(admin, new NewTopic(announcements.milestonesTopic(), Optional.of(1), Optional.empty())
                    .configs(Map.of("retention.ms", "-1", "retention.bytes", "-1")));
            create(admin, new NewTopic(announcements.watermarksTopic(), Optional.of(1), Optional.empty())
                    .configs(Map.of("cleanup.policy", "compact", "segment.ms", "600000")));
        }
    }

    private static void create(Admin admin, NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create the topic " + topic.name() + ": " + e.getCause().getMessage(), e);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("cannot create the topic " + topic.name() + ": the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
