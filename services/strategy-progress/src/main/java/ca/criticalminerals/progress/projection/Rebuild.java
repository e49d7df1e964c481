package ca.criticalminerals.progress.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Reads every topic again from its first record into a new generation, while readers and new milestones go on. */
@ApplicationScoped
public class Rebuild {
    private static final Logger LOG = Logger.getLogger(Rebuild.class);

    private final DataSource database;
    private final Projection projection;
    private final Views views;
    private final Topics topics;
    private final AtomicReference<Status> status = new AtomicReference<>(new Status("never", Instant.EPOCH, 0, ""));

    /** How the last rebuild went; {@code state} is never, running, done or failed. */
    public record Status(String state, Instant since, long records, String problem) {
        boolean isRunning() {
            return state.equals("running");
        }
    }

    Rebuild(DataSource database, Projection projection, Views views, Topics topics) {
        this.database = database;
        this.projection = projection;
        this.views = views;
        this.topics = topics;
    }

    /** Starts one, unless one is running; whether it started. */
    public boolean start() {
        Status last = status.get();
        if (last.isRunning() || !status.compareAndSet(last, new Status("running", Instant.now(), 0, ""))) {
            return false;
        }
        Thread.ofVirtual().name("rebuild").start(this::run);
        return true;
    }

    /** Whether this instance is rebuilding now. */
    public boolean isRunning() {
        return status.get().isRunning();
    }

    public Status status() {
        return status.get();
    }

    private void run() {
        try {
            var turn = Turn.take(database, Turn.REBUILDING);
            if (turn.isPresent()) {
                rebuild(turn.get());
            } else {
                status.set(new Status("failed", Instant.now(), 0, "another instance is rebuilding"));
            }
        } catch (SQLException | RuntimeException | Error e) {
            LOG.error("the rebuild failed; readers keep what they have", e);
            status.set(new Status("failed", Instant.now(), status.get().records(), String.valueOf(e.getMessage())));
        }
    }

    private void rebuild(Turn turn) throws SQLException {
        Instant began = Instant.now();
        long records = 0;
        // Written over the connection that has the turn: who was frozen and lost it cannot spoil what another rebuilds.
        try (turn; var consumer = topics.consumer()) {
            var identities = topics.identities();
            var partitions = topics.partitions(identities, consumer);
            int generation = projection.nextGeneration(turn, identities, partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            boolean switched = false;
            while (!switched) {
                var batch = consumer.poll(Duration.ofMillis(100));
                projection.applyTo(turn, generation, batch);
                records += batch.count();
                status.set(new Status("running", began, records, ""));
                switched = projection.switchTo(turn, generation);
            }
        }
        views.refresh();
        status.set(new Status("done", Instant.now(), records, ""));
    }
}
