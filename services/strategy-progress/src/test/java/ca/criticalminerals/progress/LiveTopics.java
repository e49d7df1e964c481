package ca.criticalminerals.progress;

import static org.awaitility.Awaitility.await;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.eventsourcing.signing.KeyFiles;
import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.eventsourcing.signing.Statement;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The topics that the service reads, as a write service fills them: each record is acknowledged before the next. */
final class LiveTopics {
    static final String MILESTONES = "funding-programs.milestones";
    static final String WATERMARKS = "funding-programs.watermarks";
    static final String BOOTSTRAP = RealPostgresAndKafka.kafka().bootstrapServers();
    private static final Map<String, KeyFiles> KEYS = new ConcurrentHashMap<>();
    private static final KafkaProducer<String, byte[]> PRODUCER = producer();

    private LiveTopics() {}

    /** Sends a record, signed by the service of the topic; its offset. */
    static long send(String topic, @Nullable String key, byte @Nullable [] value) {
        return send(signed(new ProducerRecord<>(topic, 0, key, value), Instant.MIN, serviceOf(topic)));
    }

    /** Signs a record as this service. */
    static ProducerRecord<String, byte[]> signed(ProducerRecord<String, byte[]> record, Instant floor, String service) {
        record.headers().add(Statement.HEADER, new Statement(floor, List.of(digest(record))).signed(record.topic(), keys(service)));
        return record;
    }

    static RecordDigest digest(ProducerRecord<String, byte[]> record) {
        return RecordDigest.of(record.topic(), record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8), record.value());
    }

    /** The keys of a service. */
    static KeyFiles keys(String service) {
        return KEYS.computeIfAbsent(service, _ -> KeyFiles.of(service, RealPostgresAndKafka.keys().privateKey(service), RealPostgresAndKafka.keys().publicKeys()));
    }

    private static String serviceOf(String topic) {
        return topic.substring(0, topic.lastIndexOf('.'));
    }

    /** Sends a record as it is; its offset. */
    static long send(ProducerRecord<String, byte[]> record) {
        try {
            return PRODUCER.send(record).get().offset();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a watermark of a write service and waits until it has been read. */
    static void watermark(String source, String sequence, String completeThrough) {
        var watermark = JsonNodeFactory.instance.objectNode().put("source", source).put("sequence", sequence)
                .put("completeThrough", completeThrough);
        if (!Contract.watermark().violations(watermark).isEmpty()) {
            throw new AssertionError(Contract.watermark().violations(watermark).toString());
        }
        consumed(WATERMARKS, send(WATERMARKS, source, watermark.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Waits until the record has been read, whatever became of it. */
    static void consumed(String topic, long offset) {
        await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(30)).until(() -> LiveTables.nextOffset(topic) > offset);
    }

    /** Where the topic ends. */
    static long end(String topic) {
        try (var admin = admin()) {
            var partition = new TopicPartition(topic, 0);
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition).get().offset();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Deletes the topic with all its records, and makes one of the same name. */
    static void makeAnew(String topic) {
        try (var admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
            await().atMost(Duration.ofSeconds(30)).until(() -> !admin.listTopics().names().get().contains(topic));
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KafkaProducer<String, byte[]> producer() {
        try (var admin = admin()) {
            var topics = List.of(new NewTopic(MILESTONES, 1, (short) 1), new NewTopic(WATERMARKS, 1, (short) 1));
            admin.createTopics(topics).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new KafkaProducer<>(Map.of("bootstrap.servers", BOOTSTRAP, "linger.ms", 0), new StringSerializer(), new ByteArraySerializer());
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", (Object) BOOTSTRAP));
    }
}
