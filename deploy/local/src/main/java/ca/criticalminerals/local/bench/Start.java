package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.SystemProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long each service takes to be ready, and how much memory it occupies. */
record Start() implements Leg {
    private static final int REPEATS = 3;
    private static final Duration LOAD = Duration.ofSeconds(3);
    private static final String RAW = "raw HTTP server in Java";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "from the start of a process until it is ready, and its resident memory";
    }

    @Override
    public List<Measurement> run(Lab lab) {
        var officer = lab.officer("start", 8);
        var all = new ArrayList<Series>();
        for (String service : List.of("funding-programs", "strategy-progress")) {
            var ready = new Series(name(), service + ", until it is ready", "s").beside(RAW).mustReach(Target.atMost(2));
            var fresh = new Series(name(), service + ", memory when it is ready", "MB").beside(RAW).mustReach(Target.atMost(250));
            var used = new Series(name(), service + ", memory after some seconds of load", "MB").beside(RAW);
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                measure(lab, service, officer, ready, fresh, used);
            }
            all.addAll(List.of(ready, fresh, used));
        }
        return Series.measured(all);
    }

    private static void measure(Lab lab, String service, Officer officer, Series ready, Series fresh, Series used) {
        try (var raw = RawHello.start(); var load = new Load(8)) {
            ready.add(restarted(lab.system().service(service)), seconds(raw.ready()));
            memory(lab.process(service), raw.process(), fresh);
            boolean writes = service.equals("funding-programs");
            load.closed(LOAD, i -> writes ? officer.approval() : lab.progress().read("/v1/figures/start-" + (i % 8 + 1) + ".projects"));
            load.closed(Duration.ofSeconds(1), _ -> raw.hello());
            memory(lab.process(service), raw.process(), used);
        }
    }

    private static double restarted(SystemProcess service) {
        service.stop();
        return Lab.seconds(() -> {
            service.start();
            service.awaitReady();
        });
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** Nothing where the system does not tell. */
    private static void memory(ProcessHandle service, ProcessHandle raw, Series series) {
        if (Files.exists(Path.of("/proc/self/status"))) {
            series.add(megabytes(service), megabytes(raw));
        }
    }

    private static double megabytes(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return Double.parseDouble(lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow().replaceAll("\\D", "")) / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
