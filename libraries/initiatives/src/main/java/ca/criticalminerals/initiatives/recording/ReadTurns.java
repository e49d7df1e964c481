package ca.criticalminerals.initiatives.recording;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.http.Problem;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets few reads of a write service run at once, so that they leave processors and connections to those who record. The others wait in the
 * order in which they came, and after a while are asked to come again.
 */
final class ReadTurns {
    /** Half of the processors: reading a long history is work, not waiting. */
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int PATIENCE_IN_SECONDS = 10;

    private final Semaphore turns;
    private final int patience;

    ReadTurns() {
        this(AT_ONCE, PATIENCE_IN_SECONDS);
    }

    ReadTurns(int atOnce, int patience) {
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /** Reads as soon as it is its turn. */
    Response read(Supplier<Response> read) {
        try {
            if (!turns.tryAcquire(patience, TimeUnit.SECONDS)) {
                return Problem.of(503, "too-many-reads", Text.of("Too many reads at once", "Trop de lectures simultanées"),
                        Text.of("Repeat the request in a moment.", "Répétez la demande dans un instant.")).response();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        try {
            return read.get();
        } finally {
            turns.release();
        }
    }
}
