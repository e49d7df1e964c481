package ca.criticalminerals.local.bench;

import java.time.Duration;
import java.util.List;

/**
 * Many milestones at once, as an import would record them. There is no command for many milestones, so this is what exists:
 * a POST for each, over 32 connections.
 */
record Bulk() implements Leg {
    private static final int REPEATS = 3;
    private static final Duration EACH = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public String about() {
        return "an import, through one POST for each milestone";
    }

    @Override
    public List<Measurement> run(Lab lab) {
        var officer = lab.officer("bulk", 40);
        var imported = new Series(name(), "milestones imported, one POST each, 32 connections", "per s")
                .beside("raw insert of 1,000 rows in a statement").mustReach(Target.atLeast(20_000));
        try (var load = new Load(32)) {
            load.closed(EACH, _ -> officer.approval());
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                lab.settle();
                double raw = RawRows.perSecond(lab.rawDatabase(), 1_000, 50_000);
                imported.add(load.closed(EACH, _ -> officer.approval()), raw);
            }
        }
        return List.of(imported.measured());
    }
}
