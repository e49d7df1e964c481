package ca.criticalminerals.local.bench;

import java.util.List;

/** How fast announced milestones get into the tables and to readers when many wait. */
record Projection() implements Leg {
    private static final int REPEATS = 3;
    private static final int PART = 100_000;

    @Override
    public String name() {
        return "projection";
    }

    @Override
    public String about() {
        return "reading announced milestones of 40 initiatives from Kafka; heap of strategy-progress " + Lab.LARGE_HEAP;
    }

    @Override
    public List<Measurement> run(Lab lab) {
        var part = new Series(name(), "milestones projected, 100,000", "per s").beside("raw upsert of the same documents by 500")
                .mustReach(Target.atLeast(40_000));
        var partSeen = new Series(name(), "until readers see 100,000", "s");
        var whole = new Series(name(), "milestones projected, 1,000,000", "per s").beside("raw upsert of the same documents by 500")
                .mustReach(Target.atLeast(40_000));
        var wholeSeen = new Series(name(), "until readers see 1,000,000", "s").mustReach(Target.atMost(30));
        lab.startLarge();
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            measure(lab, PART, part, partSeen);
        }
        lab.startLarge();
        measure(lab, Lab.MILLION, whole, wholeSeen);
        return Series.measured(List.of(part, partSeen, whole, wholeSeen));
    }

    private static void measure(Lab lab, int milestones, Series projected, Series seen) {
        var caughtUp = CatchUp.of(lab, milestones);
        projected.add(milestones / caughtUp.projected(), RawRows.upsertsPerSecond(lab.rawDatabase(), lab.topic().last(5_000), PART));
        seen.add(caughtUp.visible());
    }
}
