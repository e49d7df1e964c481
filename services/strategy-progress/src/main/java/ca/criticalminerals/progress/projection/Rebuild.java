package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.Text;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads every topic again from its first record into a new generation, beside the one that is read, and keeps following until an
 * operator decides: compared number by number, it is switched to, or discarded. Readers and new milestones go on meanwhile.
 *
 * <p>One instance of the service does it at a time, whoever of them is asked. It keeps its state in the database and looks there
 * for what was decided; what it writes, it writes over the connection that has the turn, so that who was frozen and lost it
 * cannot spoil what another rebuilds.
 */
@ApplicationScoped
public class Rebuild {
    static final String ABANDONED = "the instance that rebuilt is gone";
    private static final Logger LOG = Logger.getLogger(Rebuild.class);
    /** As few records behind, those that are missing are read while the present generation waits. */
    private static final long NEAR = 5_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration CARRIED_OUT = Duration.ofSeconds(60);

    private final DataSource database;
    private final Beside beside;
    private final Views views;
    private final Topics topics;
    private volatile boolean running;
    private volatile boolean closed;

    /**
     * How the last rebuild goes, or went.
     *
     * @param behind     how many records it lagged behind the present generation when it last looked
     * @param instance   the instance that does it, while it is under way
     * @param decision   what was decided and is not carried out yet
     * @param comparison the last one, JSON
     */
    public record Status(int number, RebuildState state, String askedBy, Instant askedAt, Instant since, long records, long behind, boolean whenEqual,
            Optional<String> instance, Optional<RebuildDecision> decision, Optional<String> decidedBy, Optional<Text> reason, Optional<String> comparison,
            String problem) {
        static final Status NEVER = new Status(0, RebuildState.NEVER, "", Instant.EPOCH, Instant.EPOCH, 0, 0, false, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), "");

        /** Whether it waits for a decision, or for what leads to one. */
        public boolean isUnderWay() {
            return state.isUnderWay();
        }
    }

    Rebuild(DataSource database, Beside beside, Views views, Topics topics) {
        this.database = database;
        this.beside = beside;
        this.views = views;
        this.topics = topics;
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
    }

    /** Starts one, unless one is under way; whether it started. Told to, it switches by itself if everything is equal. */
    public boolean start(String by, boolean whenEqual) throws SQLException {
        var turn = takeTurn();
        if (turn.isEmpty()) {
            return false;
        }
        try {
            int number = Rebuilds.begin(turn.get().connection(), by, whenEqual);
            running = true;
            Thread.ofVirtual().name("rebuild").start(() -> run(turn.get(), number, whenEqual));
            return true;
        } catch (SQLException | RuntimeException e) {
            turn.get().close();
            throw e;
        }
    }

    /** Whether this instance is rebuilding now. */
    public boolean isRunning() {
        return running;
    }

    public Status status() throws SQLException {
        try (var connection = database.getConnection()) {
            return Rebuilds.last(connection);
        }
    }

    /**
     * Has the instance that rebuilds carry out a decision, and waits until it has; a minute at most.
     * False if there is none to decide about.
     */
    public boolean decide(RebuildDecision decision, String by, @Nullable Text reason) throws SQLException {
        try (var connection = database.getConnection()) {
            if (!Rebuilds.last(connection).isUnderWay() || !Rebuilds.decide(connection, decision, by, reason)) {
                return false;
            }
            Instant deadline = Instant.now().plus(CARRIED_OUT);
            Status last = Rebuilds.last(connection);
            while (last.isUnderWay() && last.decision().isPresent() && Instant.now().isBefore(deadline)) {
                pause();
                last = Rebuilds.last(connection);
            }
        }
        views.refresh();
        return true;
    }

    /** Whoever has just ended gives the turn back in a moment. */
    private Optional<Turn> takeTurn() throws SQLException {
        Instant deadline = Instant.now().plusSeconds(2);
        var turn = Turn.take(database, Turn.REBUILDING);
        while (turn.isEmpty() && !status().isUnderWay() && Instant.now().isBefore(deadline)) {
            pause();
            turn = Turn.take(database, Turn.REBUILDING);
        }
        return turn;
    }

    private void run(Turn turn, int number, boolean whenEqual) {
        try (turn; var consumer = topics.consumer()) {
            follow(turn, consumer, number, whenEqual);
            views.wake(); // and no more than that: whoever asks for the next rebuild need not wait until a million milestones are read
        } catch (SQLException | RuntimeException | Error e) {
            LOG.error("the rebuild failed; readers keep what they have", e);
            failed(number, String.valueOf(e.getMessage()));
        } finally {
            running = false;
        }
    }

    private void failed(int number, String why) {
        try (var connection = database.getConnection()) {
            Rebuilds.ended(connection, number, RebuildState.FAILED, why);
        } catch (SQLException e) {
            LOG.warn("nor can that be written down: " + e.getMessage()); // it can be told all the same: nobody has the turn
        }
    }

    private void follow(Turn turn, KafkaConsumer<byte[], byte[]> consumer, int number, boolean whenEqual) throws SQLException {
        var identities = topics.identities();
        var partitions = topics.partitions(identities, consumer);
        int generation = beside.begin(turn, identities, partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var signed = topics.signed();
        long records = 0;
        boolean compared = false;
        Instant looked = Instant.now();
        while (!closed) {
            var batch = consumer.poll(LOOK_EVERY);
            int applied = batch.isEmpty() ? 0 : beside.follow(turn, generation, consumer, signed, batch);
            records += applied;
            long behind = beside.behind(turn, generation);
            var decision = Rebuilds.decision(turn.connection(), number);
            if (decision.filter(RebuildDecision.DISCARD::equals).isPresent()) {
                beside.discard(turn, generation, number);
                return;
            }
            if (behind < NEAR && (!compared || decision.isPresent()) && beside.readsTheSameTopics(turn, generation)) {
                Rebuilds.progress(turn.connection(), number, records, behind);
                compared = true;
                var asked = decision.orElse(whenEqual ? RebuildDecision.SWITCH : RebuildDecision.COMPARE);
                if (compare(turn, generation, consumer, signed, number, asked)) {
                    beside.switchTo(turn, generation, consumer, signed, number);
                    return;
                }
            }
            if (Instant.now().isAfter(looked.plusSeconds(1))) {
                Rebuilds.progress(turn.connection(), number, records, behind);
                if (!topics.identities().equals(identities)) {
                    throw new IllegalStateException("a topic is another one, or new: rebuild again");
                }
                looked = Instant.now();
            }
            if (applied == 0) {
                pause(); // what comes next, the present generation reads first
            }
        }
        throw new IllegalStateException("the instance that rebuilt was told to end");
    }

    /** Compares both generations where they meet; whether to switch now. */
    private boolean compare(Turn turn, int generation, KafkaConsumer<byte[], byte[]> consumer, SignedTopics signed, int number, RebuildDecision asked)
            throws SQLException {
        Rebuilds.comparing(turn.connection(), number);
        Comparison comparison;
        try (var live = beside.meet(turn, generation, consumer, signed); var rebuilt = Snapshot.of(database)) {
            comparison = Comparison.of(live, rebuilt, generation, views.current(), turn);
        }
        boolean goesOn = asked.switches(comparison.isEqual());
        Rebuilds.compared(turn.connection(), number, comparison.json().toString(), goesOn);
        return goesOn;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
