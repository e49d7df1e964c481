package ca.criticalminerals.local.bench;

import java.util.ArrayList;
import java.util.List;

/** How fast the projection is made anew from the first record, until readers see the new one. */
record Rebuild() implements Leg {
    private static final int REPEATS = 3;
    private static final int PART = 100_000;

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public String about() {
        return "reading every topic again from its first record; heap of strategy-progress " + Lab.LARGE_HEAP;
    }

    @Override
    public List<Measurement> run(Lab lab) {
        var all = new ArrayList<Measurement>(tried("1,000,000 rebuilt", () -> million(lab)));
        all.addAll(tried("100,000 rebuilt", () -> part(lab)));
        return all;
    }

    private List<Measurement> million(Lab lab) {
        var rebuilt = rate("milestones rebuilt, 1,000,000");
        var seconds = new Series(name(), "until 1,000,000 are rebuilt and readers see them", "s").mustReach(Target.atMost(30));
        lab.holdMillion();
        seconds.add(measure(lab, rebuilt));
        return List.of(rebuilt.measured(), seconds.measured());
    }

    private List<Measurement> part(Lab lab) {
        var rebuilt = rate("milestones rebuilt, 100,000");
        lab.startLarge();
        CatchUp.of(lab, PART);
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            measure(lab, rebuilt);
        }
        return List.of(rebuilt.measured());
    }

    private Series rate(String what) {
        return new Series(name(), what, "per s").beside("raw upsert of the same documents by 500").mustReach(Target.atLeast(40_000));
    }

    private static double measure(Lab lab, Series rebuilt) {
        lab.settle();
        double seconds = Lab.seconds(() -> lab.progress().rebuild());
        rebuilt.add(lab.topic().records() / seconds, RawRows.upsertsPerSecond(lab.rawDatabase(), lab.topic().last(5_000), PART));
        return seconds;
    }
}
