package ca.criticalminerals.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A part of the system that runs as a process of its own: it can be stopped, killed, frozen, and started again. */
public final class SystemProcess {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** What its machine speaks and what its clocks show: the same wherever it is started. */
    private static final List<String> LANGUAGE = List.of("-Duser.language=en", "-Duser.country=CA", "-Duser.timezone=UTC");

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Guard guard;
    private final BooleanSupplier ready;
    private Process process;

    /**
     * @param command what is run by a JVM of the version of this one: its options, then the jar or the class
     * @param ready   whether it does its work
     */
    SystemProcess(String name, List<String> command, Map<String, String> environment, Path log, Guard guard, BooleanSupplier ready) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.guard = guard;
        this.ready = ready;
    }

    public String name() {
        return name;
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** What it says. */
    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Starts it, with these options of the JVM added for once. */
    public synchronized void start(String... options) {
        start(Map.of(), options);
    }

    /** Starts it, with a changed environment and these options of the JVM added for once. */
    public synchronized void start(Map<String, String> changes, String... options) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(LANGUAGE);
        words.addAll(List.of(options));
        words.addAll(command);
        var builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        builder.environment().putAll(changes);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            process = builder.start();
            guard.watch(process.pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it does its work. */
    public boolean isReady() {
        return ready.getAsBoolean();
    }

    /** Waits until it does its work. */
    public void awaitReady() {
        Instant latest = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(latest)) {
            if (!process.isAlive()) {
                throw new Trouble(name + " stopped while it was starting; see " + log + ".", name + " s’est arrêté au démarrage; voir " + log + ".");
            }
            if (ready.getAsBoolean()) {
                return;
            }
            pause();
        }
        throw new Trouble(name + " was not ready in time; see " + log + ".", name + " n’était pas prêt à temps; voir " + log + ".");
    }

    /** Whether it ended by itself within the time. */
    public boolean awaitEnd(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Ends it as an operator does; whether it ended in time by itself. */
    public boolean stop() {
        if (process == null) {
            return true;
        }
        process.destroy();
        boolean ended = awaitEnd(GRACE);
        if (!ended) {
            kill();
        }
        return ended;
    }

    /** Asks it to end and does not wait. */
    public void stopSoon() {
        if (process != null) {
            process.destroy();
        }
    }

    /** Ends it without a warning, as a failure does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(GRACE);
    }

    /** Stops it in its tracks until it is resumed. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static Trouble interrupted() {
        return new Trouble("Interrupted.", "Interrompu.");
    }
}
