package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.Trouble;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/** Notes when each milestone can be read from Kafka, by the name that its writer got: {@code initiative:version}. */
final class Arrivals implements AutoCloseable {
    private final Map<String, Long> nanoTimes = new ConcurrentHashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean closed;

    /** Listens from now on. */
    Arrivals(Map<String, Object> kafka) {
        consumer = Topic.consumer(kafka);
        consumer.assign(List.of(Topic.MILESTONES));
        consumer.seekToEnd(List.of(Topic.MILESTONES));
        consumer.position(Topic.MILESTONES);
        Thread.ofPlatform().name("arrivals").daemon().start(this::listen);
    }

    /** When it arrived, by {@link System#nanoTime()}; waits for it at most ten seconds. */
    long of(String name) {
        long latest = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!nanoTimes.containsKey(name) && System.nanoTime() < latest) {
            LockSupport.parkNanos(1_000_000);
        }
        Long arrived = nanoTimes.get(name);
        if (arrived == null) {
            throw new Trouble("It was not announced: " + name + ".", "Ce n’a pas été annoncé : " + name + ".");
        }
        return arrived;
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
        } catch (WakeupException e) {
            // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
