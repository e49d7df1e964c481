package ca.criticalminerals.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** How fast the projection is made anew from the first record, until readers see the new one; how fast it is compared with that, and with the topics. */
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
        var all = new ArrayList<>(List.of(rebuilt.measured(), seconds.measured()));
        all.addAll(tried("1,000,000 compared and verified", () -> beside(lab, "1,000,000", 1)));
        return all;
    }

    private List<Measurement> part(Lab lab) {
        var rebuilt = rate("milestones rebuilt, 100,000");
        lab.startLarge();
        CatchUp.of(lab, PART);
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            measure(lab, rebuilt);
        }
        var all = new ArrayList<>(List.of(rebuilt.measured()));
        all.addAll(tried("100,000 compared and verified", () -> beside(lab, "100,000", REPEATS)));
        return all;
    }

    /** What operators do without a switch: readers see nothing of it. */
    private List<Measurement> beside(Lab lab, String how, int repeats) {
        var compared = new Series(name(), "milestones compared with a rebuilt view, " + how, "per s").beside("raw read of the same rows, once");
        var verified = new Series(name(), "milestones verified against the topics, " + how, "per s").beside("raw read of the same rows, once");
        DoubleSupplier raw = () -> RawRows.readPerSecond(lab.system().superuserJdbcUrl("strategy_progress"));
        lab.settle();
        long records = lab.topic().records();
        lab.progress().rebuildBeside();
        for (int repeat = 0; repeat < repeats; repeat++) {
            compared.add(records / Lab.seconds(() -> lab.progress().compare()), raw.getAsDouble());
        }
        lab.progress().discard();
        for (int repeat = 0; repeat < repeats; repeat++) {
            verified.add(records / Lab.seconds(() -> lab.progress().verify()), raw.getAsDouble());
        }
        return Series.measured(List.of(compared, verified));
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
