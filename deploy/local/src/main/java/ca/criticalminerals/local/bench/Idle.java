package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What each process costs when nobody asks for anything. */
record Idle() implements Leg {
    private static final int REPEATS = 2;
    private static final Duration EACH = Duration.ofSeconds(20);
    private static final Duration REST = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String about() {
        return "seconds of processor time in a minute without traffic";
    }

    private record Watched(ProcessHandle process, Series series) {}

    @Override
    public List<Measurement> run(Lab lab) {
        lab.settle();
        var watched = List.of(
                new Watched(lab.process("funding-programs"), series("funding-programs")),
                new Watched(lab.process("strategy-progress"), series("strategy-progress")),
                new Watched(ProcessHandle.of(lab.system().postgres().pid()).orElseThrow(), series("for information: PostgreSQL, all its processes")),
                new Watched(Lab.handle(lab.system().kafka()), series("for information: Kafka")),
                new Watched(lab.hello().process(), series("for information: the raw HTTP server")));
        sleep(REST);
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            var before = watched.stream().map(one -> spent(one.process)).toList();
            sleep(EACH);
            for (int i = 0; i < watched.size(); i++) {
                var spent = spent(watched.get(i).process).minus(before.get(i));
                watched.get(i).series.add(spent.toNanos() * 60.0 / EACH.toNanos());
            }
        }
        return Series.measured(watched.stream().map(Watched::series).toList());
    }

    private Series series(String what) {
        return new Series(name(), what, "s");
    }

    /** By a process and, of PostgreSQL, by those that serve its connections. */
    private static Duration spent(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.children())
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }
}
