package ca.criticalminerals.progress.projection;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads the topics in batches, from where our own tables say that reading stopped; Kafka's own offsets are not used. */
@ApplicationScoped
@Identifier("stored-offsets")
class Reader implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(Reader.class);

    private final Projection projection;
    private final Views views;

    Reader(Projection projection, Views views) {
        this.projection = projection;
        this.views = views;
    }

    /** Tries until it succeeds: going on without the batch would lose it. */
    @Incoming("milestones")
    @Blocking
    void read(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        untilItSucceeds("records wait", () -> projection.apply(records));
        untilItSucceeds("the view stands still", views::refresh);
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        try {
            untilItSucceeds("reading cannot start", () -> {
                var next = projection.nextOffsets();
                partitions.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Attempt {
        void run() throws SQLException;
    }

    private static void untilItSucceeds(String what, Attempt attempt) throws InterruptedException {
        for (boolean said = false; ; said = true) {
            try {
                attempt.run();
                return;
            } catch (SQLException e) {
                if (!said) {
                    LOG.warn(what + " until the database answers: " + e.getMessage());
                }
                Thread.sleep(Duration.ofSeconds(1));
            }
        }
    }
}
