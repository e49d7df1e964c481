package ca.criticalminerals.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Notes when each milestone can be read from Kafka, by the name that its writer got: {@code initiative:version}. */
final class Arrivals implements AutoCloseable {
    static final TopicPartition TOPIC = new TopicPartition("funding-programs.milestones", 0);

    private final Map<String, Long> nanoTimes = new ConcurrentHashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean closed;

    /** Listens from now on. */
    Arrivals(String bootstrapServers) {
        consumer = consumer(bootstrapServers);
        consumer.assign(List.of(TOPIC));
        consumer.seekToEnd(List.of(TOPIC));
        consumer.position(TOPIC);
        thread = Thread.ofPlatform().name("arrivals").daemon().start(this::listen);
    }

    static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** When it arrived, by {@link System#nanoTime()}; waits for it at most ten seconds. */
    long of(String name) {
        long latest = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!nanoTimes.containsKey(name) && System.nanoTime() < latest) {
            Thread.onSpinWait();
        }
        return nanoTimes.get(name);
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
    }

    private void listen() {
        var json = new ObjectMapper();
        try (consumer) {
            while (!closed) {
                var records = consumer.poll(Duration.ofSeconds(1));
                long now = System.nanoTime();
                for (var record : records) {
                    var event = json.readTree(record.value());
                    nanoTimes.putIfAbsent(event.get("subject").asText() + ":" + event.get("streamversion").asInt(), now);
                }
            }
        } catch (org.apache.kafka.common.errors.WakeupException e) {
            // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
