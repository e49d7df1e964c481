package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.signing.SigningKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the stored events to Kafka, each at least once and in order, and says how far they are complete.
 *
 * <p>One relay per database is active, by an advisory lock; the checkpoint is written over the connection that holds the
 * lock, so a relay that lost it cannot move the checkpoint. A relay that is frozen for longer than
 * {@link #SESSION_TIMEOUT} loses its session and with it the lock; when it wakes it can at worst repeat what it was sending.
 */
class Relay implements AutoCloseable {
    /** After this long without a sign of life the database ends the session of a frozen relay, and another takes over. */
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration WATERMARK_EVERY = Duration.ofSeconds(1);
    /** The fall-back for a lost wake-up, and for events that another instance of the service stored. */
    private static final Duration POLL_EVERY = Duration.ofMillis(20);
    /** A round that finds nothing is followed by the next one after so long: what comes then is sent at once. */
    private static final Duration COLLECT = Duration.ofMillis(2);
    /** One that finds no more than {@link #FEW} events is followed after so long: each is signed and verified, half a millisecond at either end. */
    private static final Duration COLLECT_FEW = Duration.ofMillis(8);
    /** One that finds more is followed after so long: each round costs the broker and every reader the same, however much it sends. */
    private static final Duration COLLECT_MANY = Duration.ofMillis(15);
    private static final int FEW = 4;
    private static final Duration RETRY_EVERY = Duration.ofMillis(500);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(3);
    private static final int BATCH = 5_000;
    private static final int MOST_FILED = 1_000;
    private static final Logger LOG = Logger.getLogger(Relay.class);

    private final DataSource database;
    private final Broker broker;
    private final Announcements announcements;
    private final SigningKey key;
    private final Semaphore wakeUp = new Semaphore(0);
    private final CountDownLatch looked = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closed;
    private volatile RelayStatus status = RelayStatus.STARTING;
    private @Nullable Looked lookedAt;

    /** What was there when the whole topic was compared last: its end, and how many strays were on file. */
    private record Looked(long end, int strays) {}

    /** A relay that {@link #start()} sets going. */
    Relay(DataSource database, Broker broker, Announcements announcements, SigningKey key) {
        this.database = database;
        this.broker = broker;
        this.announcements = announcements;
        this.key = key;
        this.thread = Thread.ofPlatform().name("relay").daemon().unstarted(this::run);
    }

    final void start() {
        thread.start();
    }

    /** There is something to publish. Costs nothing and never blocks. */
    final void wake() {
        wakeUp.release();
    }

    /** What the relay is doing, for health checks and people. */
    final RelayStatus status() {
        return status;
    }

    /**
     * Whether the topic holds events that the store has lost. Who asks before the relay has looked for the first time waits for it, but
     * not for ever: without a broker it cannot look.
     */
    final boolean isAhead() {
        try {
            looked.await(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return status.isAhead();
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try (Connection connection = database.getConnection()) {
                boolean ahead = RelayPosition.isAhead(connection);
                if (ahead) {
                    report(RelayStatus.AHEAD); // until someone has looked again, which needs the broker
                }
                var position = RelayPosition.tryLock(connection);
                if (position.isPresent()) {
                    publish(position.get());
                } else if (!ahead) {
                    report(RelayStatus.STANDING_BY);
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                // Who is ahead stays it during an outage, or what is recorded then would take the place of what was lost.
                if (!status.isAhead()) {
                    report(RelayStatus.stoppedBy(e));
                }
            }
            retryLater();
        }
    }

    private void publish(RelayPosition position) throws SQLException, InterruptedException, ExecutionException {
        try (var producer = broker.producer()) {
            var tail = broker.tail(StrayRecords.of(position.connection()));
            if (position.holds(tail.ids()).contains(false)) {
                if (hasLostOne(position)) {
                    return;
                }
                tail = broker.tail(StrayRecords.of(position.connection()));
            }
            position.ahead(false);
            goBack(position, tail.sequence());
            var publication = publication(position, producer::send);
            var lastWatermark = Instant.EPOCH;
            while (!closed) {
                wakeUp.drainPermits();
                long began = System.nanoTime();
                boolean watermarkIsDue = !Instant.now().isBefore(lastWatermark.plus(WATERMARK_EVERY));
                int published = publication.round(watermarkIsDue);
                report(RelayStatus.PUBLISHING);
                if (position.mustRenew()) {
                    renew(position);
                    return; // and begin with the new topic
                }
                if (published < BATCH) {
                    lastWatermark = watermarkIsDue ? Instant.now() : lastWatermark;
                    pause();
                    LockSupport.parkNanos(began + collect(published).toNanos() - System.nanoTime());
                }
            }
        } finally {
            position.unlock();
        }
    }

    /** Between two rounds, so nothing that was sent is half there; who dies before it is remembered does it again. */
    private void renew(RelayPosition position) throws SQLException {
        broker.renew();
        position.renewed();
        LOG.info("the topic is new: everything is published again");
    }

    private static Duration collect(int published) {
        return published == 0 ? COLLECT : published > FEW ? COLLECT_MANY : COLLECT_FEW;
    }

    /** Overridden by who watches it, and by tests that die in it. */
    Publication publication(Publication.Log log, Publication.Bus bus) {
        return new Publication(announcements, key, log, bus, BATCH);
    }

    /**
     * Whether the store has lost one of the last events: one of its topic is not stored, and not every such record is a stray one. Until that
     * is known nothing is recorded. What is found is put on file, so that it is looked for once.
     */
    private boolean hasLostOne(RelayPosition position) throws SQLException {
        var looking = new Looked(broker.end(), StrayRecords.of(position.connection()).all().size());
        if (RelayPosition.isAhead(position.connection()) && looking.equals(lookedAt)) {
            return true;
        }
        report(RelayStatus.COMPARING);
        position.ahead(true);
        var strays = new ArrayList<StrayRecord>();
        var agreement = Agreement.of(position.connection(), broker, announcements, _ -> { }, stray -> {
            if (strays.size() < MOST_FILED) {
                strays.add(stray);
            }
        });
        StrayRecords.file(position.connection(), strays);
        if (!strays.isEmpty()) {
            LOG.warn("on the topic are records that this service did not write: " + strays.stream().map(StrayRecord::milestone).distinct().limit(10).toList());
        }
        lookedAt = looking;
        boolean lost = agreement.lost().count() > 0;
        if (lost) {
            report(RelayStatus.AHEAD);
        }
        return lost;
    }

    /**
     * What the topic does not hold (any more) is sent again: it was deleted, the broker has lost its end, or a relay died before it had
     * signed what it sent.
     */
    private static void goBack(RelayPosition position, String lastSequence) throws SQLException {
        String checkpoint = position.sequence();
        if (lastSequence.compareTo(checkpoint) < 0) {
            LOG.warn("what we have signed on the topic ends at '" + lastSequence + "', before the checkpoint " + checkpoint + ": everything after that is published again");
            position.moveTo(lastSequence);
        }
    }

    private void report(RelayStatus next) {
        RelayStatus last = status;
        status = next;
        looked.countDown();
        // Once per change: an outage is one line in the log, not a thousand.
        if (!next.equals(last)) {
            if (next.problem() == null) {
                LOG.info("relay " + next.state());
            } else {
                LOG.warn("relay stopped, trying again: " + next.problem());
            }
        }
    }

    /** However many wake it meanwhile: what fails at once would otherwise fail with every command. */
    private void retryLater() {
        try {
            if (!closed) {
                Thread.sleep(RETRY_EVERY);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void pause() {
        try {
            if (!closed) {
                wakeUp.tryAcquire(POLL_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
