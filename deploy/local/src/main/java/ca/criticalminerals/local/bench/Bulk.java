package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.bench.Load.Request;
import java.util.List;
import java.util.stream.Stream;

/**
 * Many milestones at once, as an import records them: a thousand in a request, all or none. Nobody reads them meanwhile; the
 * relay publishes as always.
 */
record Bulk() implements Leg {
    private static final int REPEATS = 5;
    private static final int TOGETHER = 1_000;
    private static final int REQUESTS = 60;
    private static final int WARM_UP = 120;

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public String about() {
        return "an import: a thousand milestones in each request, recorded together";
    }

    @Override
    public List<Measurement> run(Lab lab) {
        var officer = lab.officer("bulk", 40);
        var imported = new Series(name(), "milestones imported, 1,000 in a request, 4 connections", "per s")
                .beside("raw insert of 1,000 rows in a statement").mustReach(Target.atLeast(20_000));
        lab.settle();
        lab.system().service("strategy-progress").freeze();
        try (var load = new Load(4)) {
            send(load, officer, WARM_UP);
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                Lab.until(() -> Stored.isPublished(lab.system().superuserJdbcUrl("funding_programs")));
                double raw = RawRows.perSecond(lab.rawDatabase(), TOGETHER, REQUESTS * TOGETHER);
                imported.add(send(load, officer, REQUESTS), raw);
            }
        } finally {
            lab.system().service("strategy-progress").resume();
        }
        return List.of(imported.measured());
    }

    /** Milestones per second. The requests are written before: making them is not what is measured. */
    private static double send(Load load, Officer officer, int requests) {
        List<Request> asked = Stream.generate(() -> officer.approvals(TOGETHER)).limit(requests).toList();
        return requests * TOGETHER / Lab.seconds(() -> load.all(asked));
    }
}
