package ca.criticalminerals.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A small process that ends our children when this process ends, however it ends: it reads their ids from a pipe, and the
 * pipe closes even when we are killed.
 */
final class Guard implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            pids=
            while read -r pid; do pids="$pids $pid"; done
            [ -n "$pids" ] || exit 0
            kill $pids 2>/dev/null
            for _ in 1 2 3 4 5 6 7 8 9 10; do
                kill -0 $pids 2>/dev/null || exit 0
                sleep 1
            done
            kill -9 $pids 2>/dev/null
            """;
    private final Process process;

    Guard() {
        try {
            process = new ProcessBuilder("sh", "-c", SCRIPT).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Watches over a child. */
    void watch(long pid) {
        try {
            process.getOutputStream().write((pid + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its children are stopped already; nothing is left to do. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
