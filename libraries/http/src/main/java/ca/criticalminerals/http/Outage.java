package ca.criticalminerals.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Why requests cannot be answered now, said once a minute and not once a request. */
final class Outage {
    private static final long EVERY = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final String who;
    private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - EVERY);

    /** {@code who} does not answer. */
    Outage(Logger log, String who) {
        this.log = log;
        this.who = who;
    }

    /** Says it, unless it was said a moment ago; whether it did. */
    boolean warn(Throwable e) {
        long last = saidAt.get();
        if (System.nanoTime() - last < EVERY || !saidAt.compareAndSet(last, System.nanoTime())) {
            return false;
        }
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        log.warn(who + " does not answer; requests are answered with 503 until it does: " + cause);
        return true;
    }
}
