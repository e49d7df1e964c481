package ca.criticalminerals.local.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Single commands over HTTP, each answered when it is durable. */
record Append() implements Leg {
    private static final int REPEATS = 5;
    private static final Duration EACH = Duration.ofSeconds(2);
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "append";
    }

    @Override
    public String about() {
        return "single commands with token, validation, idempotency key and durable commit";
    }

    @Override
    public List<Measurement> run(Lab lab) {
        var officer = lab.officer("append", 64);
        var all = new LinkedHashMap<Integer, Series>();
        all.put(1, new Series(name(), "commands, 1 connection", "per s"));
        all.put(8, new Series(name(), "commands, 8 connections", "per s"));
        all.put(32, new Series(name(), "commands, 32 connections", "per s").mustReach(Target.atLeast(3_000)));
        var alone = new Series(name(), "the same while strategy-progress stands still", "per s").mustReach(Target.atLeast(3_000).andRatio(0.35));
        try (var load = new Load(32)) {
            load.closed(WARM_UP, _ -> officer.approval());
        }
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            all.forEach((connections, series) -> add(lab, officer, connections, series));
            // What it does with the same two processors that the write side needs is no part of the cost of a command.
            lab.settle();
            lab.system().service("strategy-progress").freeze();
            add(lab, officer, 32, alone);
            lab.system().service("strategy-progress").resume();
        }
        var series = new ArrayList<>(all.values());
        series.add(alone);
        return Series.measured(series);
    }

    private static void add(Lab lab, Officer officer, int connections, Series series) {
        Lab.until(() -> Stored.isPublished(lab.system().superuserJdbcUrl("funding_programs")));
        double raw = RawInsert.perSecond(lab.rawDatabase(), connections, EACH);
        try (var load = new Load(connections)) {
            series.beside("raw insert of a row, as many connections").add(load.closed(EACH, _ -> officer.approval()), raw);
        }
    }
}
