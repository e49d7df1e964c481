package ca.criticalminerals.progress.projection;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topics in batches, from where our own tables say that reading stopped. The next batch is fetched when the last
 * one is stored, so however far behind it is, it holds one batch. Of several instances Kafka lets one read at a time.
 */
@ApplicationScoped
class Reader {
    private static final Logger LOG = Logger.getLogger(Reader.class);
    private static final Duration AT_MOST = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final Topics topics;
    private final Projection projection;
    private final Views views;
    private final Thread thread = Thread.ofPlatform().name("reader").daemon().unstarted(this::run);
    private volatile boolean closed;
    private volatile @Nullable KafkaConsumer<?, ?> consumer;
    private Map<String, String> identities = Map.of();
    private String problem = "";

    Reader(Topics topics, Projection projection, Views views) {
        this.topics = topics;
        this.projection = projection;
        this.views = views;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        closed = true;
        KafkaConsumer<?, ?> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        thread.join(Duration.ofSeconds(10));
    }

    private void run() {
        while (!closed) {
            try (var next = topics.consumer()) {
                consumer = next;
                read(next);
            } catch (WakeupException e) {
                // closed
            } catch (KafkaException e) {
                report(e.getMessage());
                pause();
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        identities = topics.identities();
        consumer.subscribe(topics.names(), new FromOurTables(consumer));
        Instant lookedAt = Instant.now();
        while (!closed) {
            var records = consumer.poll(AT_MOST);
            report("");
            if (!records.isEmpty()) {
                untilItSucceeds(() -> projection.apply(records));
                views.wake();
            }
            if (Instant.now().isAfter(lookedAt.plus(LOOK_EVERY))) {
                if (!topics.identities().equals(identities)) {
                    return; // a topic is new: start again, and look where to read it from
                }
                lookedAt = Instant.now();
            }
        }
    }

    private final class FromOurTables implements ConsumerRebalanceListener {
        private final KafkaConsumer<?, ?> consumer;

        FromOurTables(KafkaConsumer<?, ?> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            identities = topics.identities();
            untilItSucceeds(() -> projection.begin(identities, consumer.endOffsets(partitions)).forEach(consumer::seek));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Nothing is in the air between two polls.
        }
    }

    private interface Attempt {
        void run() throws SQLException;
    }

    /** Tries until it succeeds: going on without the batch would lose it. */
    private void untilItSucceeds(Attempt attempt) {
        while (!closed) {
            try {
                attempt.run();
                report("");
                return;
            } catch (SQLException e) {
                report("records wait until the database answers: " + e.getMessage());
                pause();
            }
        }
    }

    /** Once per change: an outage is one line in the log, not a thousand. */
    private void report(String next) {
        if (!next.equals(problem)) {
            if (next.isEmpty()) {
                LOG.info("reading goes on");
            } else {
                LOG.warn("reading stands still, trying again: " + next);
            }
            problem = next;
        }
    }

    private void pause() {
        try {
            Thread.sleep(AT_MOST);
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
