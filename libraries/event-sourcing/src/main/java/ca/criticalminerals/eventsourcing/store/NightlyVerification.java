package ca.criticalminerals.eventsourcing.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Verifies by itself once a night, in one instance of the service, and keeps the result. Between two nights it sleeps.
 */
public final class NightlyVerification {
    private static final Logger LOG = Logger.getLogger(NightlyVerification.class);
    /** Another instance has done it already if it ended so recently. */
    private static final Duration RECENT = Duration.ofHours(6);
    /** After a failure; a broker that is away for the night must not cost the next night's. */
    private static final Duration AGAIN = Duration.ofHours(1);
    /** How old a measurement may be. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final DataSource database;
    private final String what;
    private final Callable<Map<String, Long>> verify;
    private final Clock clock;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Optional<VerificationLog.Ended> last = Optional.empty();
    private volatile Instant asked = Instant.MIN;
    private @Nullable Thread thread;

    /**
     * @param what   {@code store} or {@code view}
     * @param verify compares, and answers how much of each kind was found
     */
    public NightlyVerification(DataSource database, String what, Clock clock, Callable<Map<String, Long>> verify) {
        this.database = database;
        this.what = what;
        this.clock = clock;
        this.verify = verify;
    }

    /** Runs each night at the local time, until it is stopped. */
    public void start(LocalTime at) {
        thread = Thread.ofVirtual().name("verification").start(() -> {
            try {
                for (Duration wait = untilNext(clock, at); ; ) {
                    Thread.sleep(wait);
                    wait = run() ? untilNext(clock, at) : AGAIN;
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    public void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** How long until it is that time of the day again, across changes to and from daylight saving time. */
    static Duration untilNext(Clock clock, LocalTime at) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        ZonedDateTime next = now.with(at);
        return Duration.between(now, next.isAfter(now) ? next : now.plusDays(1).with(at));
    }

    /** Verifies, unless another instance is doing it or has done it tonight; false if it failed. */
    public boolean run() throws InterruptedException {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("select pg_try_advisory_lock(hashtext('verification'), hashtext('" + what + "'))")) {
                rows.next();
                if (!rows.getBoolean(1)) {
                    return true;
                }
            }
            try {
                if (VerificationLog.last(connection, what).filter(ended -> ended.at().isAfter(clock.instant().minus(RECENT))).isPresent()) {
                    return true;
                }
                Instant began = clock.instant();
                var findings = verify.call();
                VerificationLog.add(connection, what, began, findings);
                LOG.info("verification of the " + what + ": " + (findings.values().stream().allMatch(count -> count == 0) ? "everything agrees" : findings));
                return true;
            } finally {
                statement.execute("select pg_advisory_unlock(hashtext('verification'), hashtext('" + what + "'))");
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.warn("the verification of the " + what + " failed, trying again in an hour: " + e.getMessage());
            return false;
        }
    }

    /** Shows when it ended last and what it found. */
    public void watch(MeterRegistry registry, List<String> kinds) {
        Gauge.builder("tracker.verification.timestamp.seconds", () -> last().map(ended -> ended.at().toEpochMilli() / 1e3).orElse(0.0))
                .description("When the nightly verification ended last; 0 if it never did").tag("what", what).register(registry);
        for (String kind : kinds) {
            Gauge.builder("tracker.verification.findings", () -> last().map(ended -> ended.findings().getOrDefault(kind, 0L)).orElse(0L))
                    .description("What the nightly verification found last, by kind").tag("what", what).tag("kind", kind).register(registry);
        }
    }

    /** The last one, as it was known a minute ago at most; the database is never waited for. */
    private Optional<VerificationLog.Ended> last() {
        if (Instant.now().isAfter(asked.plus(FRESH)) && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("last-verification").start(() -> {
                try (var connection = database.getConnection()) {
                    last = VerificationLog.last(connection, what);
                } catch (SQLException unknown) {
                    // What was known stands.
                } finally {
                    asked = Instant.now();
                    asking.set(false);
                }
            });
        }
        return last;
    }

    /** The counts of an agreement as findings. */
    static Map<String, Long> findings(Agreement agreement) {
        var findings = new TreeMap<String, Long>();
        findings.put("missing", agreement.missing().count());
        findings.put("lost", agreement.lost().count());
        findings.put("different", agreement.different().count());
        findings.put("stray", agreement.strays().undecided());
        findings.put("decided", agreement.strays().count() - agreement.strays().undecided());
        return findings;
    }
}
