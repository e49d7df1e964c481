package ca.criticalminerals.local.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The limits of announcing: a producer that neither loses nor reorders, and a consumer, with nothing around them. */
final class RawTopic {
    private static final int SIZE = 900;

    private RawTopic() {}

    /** From the sending of a record to its arrival at a consumer, so many a second that are sent on time. */
    static Times roundTrip(Map<String, Object> kafka, int perSecond, int records) {
        var partition = create(kafka);
        var sent = new long[records];
        var times = new double[records];
        try (var producer = producer(kafka); var consumer = Topic.consumer(kafka)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            producer.partitionsFor(partition.topic());
            Thread sender = Thread.ofPlatform().daemon().start(() -> {
                long start = System.nanoTime() + 200_000_000;
                for (int i = 0; i < records; i++) {
                    sent[i] = start + i * 1_000_000_000L / perSecond;
                    LockSupport.parkNanos(sent[i] - System.nanoTime());
                    producer.send(new ProducerRecord<>(partition.topic(), new byte[SIZE]));
                }
            });
            for (int i = 0; i < records; ) {
                for (var _ : consumer.poll(Duration.ofSeconds(1))) {
                    times[i] = (System.nanoTime() - sent[i++]) / 1e6;
                }
            }
            sender.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Times.of(times);
    }

    /** Records per second, the documents again and again, every acknowledgement awaited. */
    static double perSecond(Map<String, Object> kafka, List<byte[]> documents, int records) {
        String topic = create(kafka).topic();
        try (var producer = producer(kafka)) {
            producer.partitionsFor(topic);
            long start = System.nanoTime();
            var acknowledged = new ArrayList<Future<RecordMetadata>>(records);
            for (int i = 0; i < records; i++) {
                acknowledged.add(producer.send(new ProducerRecord<>(topic, documents.get(i % documents.size()))));
            }
            for (var one : acknowledged) {
                one.get();
            }
            return records / ((System.nanoTime() - start) / 1e9);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the relay's. */
    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.putAll(Map.of("enable.idempotence", true, "acks", "all", "linger.ms", 0, "batch.size", 128 * 1024, "compression.type", "lz4"));
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static TopicPartition create(Map<String, Object> kafka) {
        String name = "raw-" + System.nanoTime();
        try (var admin = Admin.create(kafka)) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty()))).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new TopicPartition(name, 0);
    }
}
