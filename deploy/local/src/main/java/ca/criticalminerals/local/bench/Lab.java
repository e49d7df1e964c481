package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.LocalSystem;
import ca.criticalminerals.local.SystemProcess;
import ca.criticalminerals.local.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where the legs measure: a running system, made anew when a leg needs another one, and the raw server beside it. */
final class Lab implements AutoCloseable {
    /** The consolidated view is in memory: a million milestones need a larger machine than `./tracker run` gives it. */
    static final String LARGE_HEAP = "4 GB";
    private static final Map<String, List<String>> LARGE = Map.of("strategy-progress", List.of("-Xmx4g", "-XX:+UseParallelGC"));
    private static final int FEW = 10;
    static final int MILLION = 1_000_000;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Bench.Launcher launcher;
    private @Nullable LocalSystem system;
    private @Nullable Topic topic;
    private @Nullable Progress progress;
    private @Nullable RawHello hello;
    private double withoutMillion;
    private int stored;
    private List<String> million = List.of();

    Lab(Bench.Launcher launcher) {
        this.launcher = launcher;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** The system that is running, or a small one. */
    LocalSystem system() {
        if (system == null) {
            start(Map.of());
        }
        return system;
    }

    /** A system that holds nothing yet, with a heap of {@link #LARGE_HEAP} for strategy-progress. */
    void startLarge() {
        start(LARGE);
        until(() -> progress.includes("few-1:" + FEW));
        withoutMillion = Reads.fewMilliseconds(this);
    }

    /** What the read of a figure of few milestones cost before there were others, in milliseconds. */
    double withoutMillion() {
        return withoutMillion;
    }

    /** A large system that holds a million milestones and not many others. */
    void holdMillion() {
        if (million.isEmpty()) {
            startLarge();
            CatchUp.of(this, MILLION);
        }
    }

    /** The initiatives that have the million. */
    List<String> million() {
        return million;
    }

    private void start(Map<String, List<String>> options) {
        discard();
        system = launcher.start(options);
        progress = new Progress(system);
        topic = new Topic(system.kafkaSettings());
        officer("probe", 1);
        Stored.milestones(system.superuserJdbcUrl("funding_programs"), "few", 1, FEW);
    }

    /** Stops the system; the next leg gets another one. */
    synchronized void discard() {
        million = List.of();
        stored = 0;
        if (system != null) {
            progress.close();
            topic.close();
            var reader = system.service("strategy-progress");
            if (reader.isAlive()) {
                reader.resume(); // if it is frozen, it would not hear that it is to end
            }
            system.close();
            system = null;
        }
    }

    /** What the consolidated view says. */
    Progress progress() {
        system();
        return progress;
    }

    /** What is on Kafka. */
    Topic topic() {
        system();
        return topic;
    }

    /** The process of a service. */
    ProcessHandle process(String service) {
        return handle(system().service(service));
    }

    static ProcessHandle handle(SystemProcess process) {
        return ProcessHandle.of(process.pid()).orElseThrow();
    }

    /** The raw server of the limits, in a process of its own. */
    RawHello hello() {
        if (hello == null) {
            hello = RawHello.start();
        }
        return hello;
    }

    /** A database on the same server, for the limits. */
    String rawDatabase() {
        return system().superuserJdbcUrl("postgres");
    }

    /** An officer of so many new initiatives, each registered and with a figure that counts its projects. */
    Officer officer(String prefix, int initiatives) {
        var officer = new Officer(system(), Officer.names(prefix, initiatives));
        officer.register();
        return officer;
    }

    /** An officer of so many new initiatives that have so many milestones each, stored at once and not over HTTP. */
    Officer stored(String prefix, int initiatives, int each) {
        String unique = prefix + "-" + stored++;
        Stored.milestones(system().superuserJdbcUrl("funding_programs"), unique, initiatives, each);
        var officer = new Officer(system(), Officer.names(unique, initiatives));
        million = initiatives * each >= MILLION ? officer.initiatives() : million;
        return officer;
    }

    /** Waits until everything that is recorded is also on Kafka and in the tables of the projection. */
    void settle() {
        system();
        until(() -> Stored.isPublished(system.superuserJdbcUrl("funding_programs")));
        until(() -> progress.projected() >= topic.records());
    }

    static void until(BooleanSupplier condition) {
        long latest = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > latest) {
                throw new Trouble("It did not end in five minutes.", "Cela n’a pas pris fin en cinq minutes.");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public synchronized void close() {
        discard();
        if (hello != null) {
            hello.close();
            hello = null;
        }
    }
}
