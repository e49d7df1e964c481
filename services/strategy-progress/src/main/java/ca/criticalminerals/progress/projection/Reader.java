package ca.criticalminerals.progress.projection;

import ca.criticalminerals.contracts.InitiativeRegistry;
import ca.criticalminerals.contracts.InitiativeRegistryFile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topics in batches, from where our own tables say that reading stopped. The next batch is fetched when the last
 * one is stored, so however far behind it is, it holds one batch.
 *
 * <p>Of several instances one reads at a time, by a lock that the connection holds over which it writes: when the instance dies
 * another goes on at once, and one that was frozen meanwhile cannot write any more.
 */
@ApplicationScoped
public class Reader {
    private static final Logger LOG = Logger.getLogger(Reader.class);
    private static final Duration AT_MOST = Duration.ofSeconds(1);
    private static final Duration RETRY_EVERY = Duration.ofMillis(500);

    private final DataSource database;
    private final Topics topics;
    private final Projection projection;
    private final Views views;
    private final ProjectionTraces traces;
    private final InitiativeRegistryFile registry;
    private final Thread thread = Thread.ofPlatform().name("reader").daemon().unstarted(this::run);
    private volatile boolean closed;
    private volatile @Nullable KafkaConsumer<?, ?> consumer;
    private volatile Map<String, Long> behind = Map.of();
    private String problem = "";

    Reader(DataSource database, Topics topics, Projection projection, Views views, ProjectionTraces traces, InitiativeRegistryFile registry) {
        this.database = database;
        this.topics = topics;
        this.projection = projection;
        this.views = views;
        this.traces = traces;
        this.registry = registry;
    }

    /** Whether this instance is the one that reads, of all instances of the service. */
    public boolean isReading() {
        return consumer != null;
    }

    /** How many records of each topic are still to be read, a second ago at most; empty while another instance reads. */
    public Map<String, Long> behind() {
        return behind;
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
            try {
                var turn = Turn.take(database, Turn.READING);
                if (turn.isPresent()) {
                    readWhile(turn.get());
                }
            } catch (SQLException e) {
                report("the database does not answer: " + e.getMessage());
            } catch (WakeupException e) {
                // closed
            } catch (RuntimeException e) {
                report(e.toString());
            }
            pause();
        }
    }

    private void readWhile(Turn turn) throws SQLException {
        try (turn; var next = topics.consumer()) {
            consumer = next;
            read(next, turn);
        } finally {
            consumer = null;
            behind = Map.of();
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, Turn turn) throws SQLException {
        var identities = topics.identities();
        var partitions = topics.partitions(identities, consumer);
        consumer.assign(partitions);
        projection.begin(turn, identities, consumer.endOffsets(partitions)).forEach(consumer::seek);
        var assigned = registry.current();
        reconsider(turn, assigned);
        report("");
        var signed = topics.signed();
        Instant looked = Instant.now();
        while (!closed) {
            var records = partitions.isEmpty() ? none() : consumer.poll(AT_MOST);
            var told = signed.next(records);
            if (!told.isEmpty()) {
                traces.during(records, () -> projection.apply(turn, told));
                views.wake();
            }
            if (Instant.now().isAfter(looked.plus(AT_MOST))) {
                turn.keep();
                if (!registry.current().equals(assigned)) {
                    assigned = registry.current();
                    reconsider(turn, assigned);
                }
                if (projection.due(turn) > 0) {
                    views.wake();
                }
                behind = behind(consumer, partitions);
                if (!topics.identities().equals(identities)) {
                    return; // a topic is new: begin again, and look where to read it from
                }
                looked = Instant.now();
            }
        }
    }

    /** What came before its initiative was assigned to its service counts from now on. */
    private void reconsider(Turn turn, InitiativeRegistry assigned) throws SQLException {
        int taken = projection.reconsider(turn, assigned);
        if (taken > 0) {
            LOG.info("records of initiatives that are assigned to their service now, taken in: " + taken);
            views.wake();
        }
    }

    private static Map<String, Long> behind(KafkaConsumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var behind = new TreeMap<String, Long>();
        partitions.forEach(partition -> behind.merge(partition.topic(), consumer.currentLag(partition).orElse(0), Long::sum));
        return Collections.unmodifiableMap(behind);
    }

    private ConsumerRecords<byte[], byte[]> none() {
        pause();
        return ConsumerRecords.empty();
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
            if (!closed) {
                Thread.sleep(RETRY_EVERY);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
