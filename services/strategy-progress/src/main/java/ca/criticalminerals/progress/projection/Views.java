package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.Text;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps the view in memory in step with the tables: it reads their tail, so it does not matter which instance of the service
 * wrote it. Ready once the view is loaded; how far behind the topics it is, it says in every answer instead.
 */
@ApplicationScoped
public class Views {
    /** For what another instance of the service has written. */
    private static final Duration POLL_EVERY = Duration.ofMillis(250);
    private static final Logger LOG = Logger.getLogger(Views.class);

    private final DataSource database;
    private final List<String> expected;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final Condition changed = refreshing.newCondition();
    private final Semaphore wakeUp = new Semaphore(0);
    /** The initiatives that stand still because something that is stored of them cannot be read; seen while refreshing. */
    private final Map<String, View.Held> unreadable = new TreeMap<>();
    /** When each service was last heard, by the clock of the database; seen while refreshing. */
    private final Map<String, Instant> heardAt = new HashMap<>();
    private final AtomicReference<View> view = new AtomicReference<>(View.empty());
    private volatile boolean loaded;
    private volatile boolean stopped;
    private Thread poller;

    Views(DataSource database, @ConfigProperty(name = "tracker.sources") List<String> expected) {
        this.database = database;
        this.expected = expected;
    }

    /** What is known now, and who is silent, even if nothing can be read any more. */
    public View current() {
        View last = view.get();
        View now = last.at(Instant.now());
        if (now != last) {
            view.compareAndSet(last, now);
        }
        return now;
    }

    /** Waits, at most so long, until the initiative is in the view at the version; whether it is. */
    public boolean await(String initiative, int version, Duration atMost) {
        long left = atMost.toNanos();
        refreshing.lock();
        try {
            while (view.get().version(initiative) < version && left > 0) {
                left = changed.awaitNanos(left);
            }
            return view.get().version(initiative) >= version;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            refreshing.unlock();
        }
    }

    /** There may be something new in the tables; costs nothing and does not wait for it to be read. */
    void wake() {
        wakeUp.release();
    }

    /** Whether the view has been loaded since the start. */
    public boolean isLoaded() {
        return loaded;
    }

    void start(@Observes StartupEvent event) {
        poller = Thread.ofPlatform().name("view").daemon().start(() -> {
            String problem = "";
            while (!stopped) {
                try {
                    wakeUp.drainPermits();
                    refresh();
                    problem = "";
                    wakeUp.tryAcquire(POLL_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                } catch (SQLException e) {
                    if (!problem.equals(e.getMessage())) {
                        problem = String.valueOf(e.getMessage());
                        LOG.warn("the view stands still, trying again: " + problem);
                    }
                    pause();
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        poller.interrupt();
    }

    /** Reads what has been committed since the last time. */
    void refresh() throws SQLException {
        refreshing.lock();
        try (var snapshot = Snapshot.of(database)) {
            View last = view.get();
            View next = next(snapshot.connection(), snapshot.generation(), last);
            if (next != last) {
                view.set(next);
                changed.signalAll();
            }
            loaded = true;
        } finally {
            refreshing.unlock();
        }
    }

    /** The view of a generation, from the last one that was read. */
    View next(Connection connection, int generation, View last) throws SQLException {
        boolean same = generation == last.generation();
        if (!same) {
            unreadable.clear();
        }
        long ordinal = same ? last.ordinal() : 0;
        var stored = new Stored(same ? last.histories() : Map.of(), unreadable);
        try (var select = connection.prepareStatement("""
                select ordinal, initiative, version, document from milestone where generation = ? and ordinal > ? order by ordinal""")) {
            select.setFetchSize(5_000);
            select.setInt(1, generation);
            select.setLong(2, ordinal);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    ordinal = rows.getLong(1);
                    stored.add(rows.getString(2), rows.getInt(3), ordinal, rows.getBytes(4));
                }
            }
        }
        var sources = sources(connection, generation);
        var heard = heard(connection, generation, last);
        var held = Stream.concat(unreadable.values().stream(), held(connection, generation).stream()).toList();
        var decisions = decisions(connection, generation);
        if (same && ordinal == last.ordinal() && sources.equals(last.sources()) && held.equals(last.held()) && decisions.equals(last.decisions())) {
            return heard.equals(last.heard()) ? last
                    : new View(generation, ordinal, last.histories(), sources, heard, last.silent(), held, decisions, last.answers(), false); // answers say nothing of it
        }
        // Up to when the services are complete changes every second, the milestones seldom.
        Answers answers = same && ordinal == last.ordinal() && decisions.equals(last.decisions()) ? last.answers().later() : Answers.none();
        return new View(generation, ordinal, Collections.unmodifiableMap(stored.histories()), sources, heard, last.silent(), held, decisions, answers, false);
    }

    /**
     * When each service was last heard, by the clock of this instance. The instance that heard it has written that down by the clock of the
     * database: only how long ago that is matters, so no two clocks need agree.
     */
    private Map<String, Instant> heard(Connection connection, int generation, View last) throws SQLException {
        var heard = new TreeMap<String, Instant>();
        try (var select = connection.prepareStatement("""
                select source, heard_at, extract(epoch from clock_timestamp() - heard_at) * 1000 from source where generation = ? and heard_at is not null""")) {
            select.setInt(1, generation);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    String source = rows.getString(1);
                    var written = rows.getTimestamp(2).toInstant();
                    boolean known = written.equals(heardAt.put(source, written)) && last.heard().containsKey(source);
                    heard.put(source, known ? last.heard().get(source) : Instant.now().minusMillis(rows.getLong(3)));
                }
            }
        }
        return Collections.unmodifiableMap(heard);
    }

    private Map<String, Optional<Instant>> sources(Connection connection, int generation) throws SQLException {
        var sources = new TreeMap<String, Optional<Instant>>();
        expected.forEach(source -> sources.put(source, Optional.empty()));
        try (var select = connection.prepareStatement(
                "select source, complete_through from source where generation = ? and complete_through is not null")) {
            select.setInt(1, generation);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var through = rows.getTimestamp(2).toInstant();
                    sources.computeIfPresent(rows.getString(1), (_, _) -> Optional.of(through));
                }
            }
        }
        return Collections.unmodifiableMap(sources);
    }

    /** What is withheld; the first thousand. */
    private static List<View.Held> held(Connection connection, int generation) throws SQLException {
        try (var select = connection.prepareStatement("select " + Parked.HELD + Parked.ON_FILE + """
                where held.generation = ? and status in ('pending', 'unreadable')
                order by held.initiative nulls last, topic, partition, "offset" limit 1000""")) {
            select.setInt(1, generation);
            try (var rows = select.executeQuery()) {
                var held = new ArrayList<View.Held>();
                while (rows.next()) {
                    held.add(Parked.held(rows));
                }
                return List.copyOf(held);
            }
        }
    }

    /** What operators have set aside or repaired, the last first; the last thousand. */
    static List<OperatorDecision> decisions(Connection connection, int generation) throws SQLException {
        try (var select = connection.prepareStatement("""
                select 'SET_ASIDE', coalesce(initiative, ''), version, topic, "offset", aside_at, aside_by, aside_en, aside_fr from held
                    where generation = ? and status = 'skipped' and aside_at is not null
                union all select 'REPAIRED', initiative, version, topic, "offset", repaired_at, repaired_by, reason_en, reason_fr from repair
                order by 6 desc, 4, 5 limit 1000""")) {
            select.setInt(1, generation);
            try (var rows = select.executeQuery()) {
                var decisions = new ArrayList<OperatorDecision>();
                while (rows.next()) {
                    decisions.add(new OperatorDecision(OperatorDecision.Kind.valueOf(rows.getString(1)), rows.getString(2),
                            Optional.ofNullable((Integer) rows.getObject(3)), rows.getString(4), rows.getLong(5), rows.getTimestamp(6).toInstant(),
                            new Why(rows.getString(7), Text.of(rows.getString(8), rows.getString(9)))));
                }
                return List.copyOf(decisions);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
