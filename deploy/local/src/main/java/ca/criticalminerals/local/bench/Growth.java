package ca.criticalminerals.local.bench;

import java.time.Duration;
import java.util.List;

/** What a command to an initiative with many milestones costs, beside the same to one with few. */
record Growth() implements Leg {
    private static final int REPEATS = 5;
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int SHORT_EACH = 20;
    private static final int LONG_EACH = 2;
    private static final int COMMANDS = 200;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String about() {
        return "commands to streams of 10 and of 10,000 events, one after the other";
    }

    @Override
    public List<Measurement> run(Lab lab) {
        var few = lab.stored("short", SHORT_EACH * REPEATS, FEW);
        var many = lab.stored("long", LONG_EACH * REPEATS, MANY);
        lab.settle();
        var coldFew = new Series(name(), "first command to a stream of 10 events, which is read", "ms");
        var coldMany = new Series(name(), "first command to a stream of 10,000 events, which is read", "ms").beside("the same with 10 events");
        var warmFew = new Series(name(), "next commands to a stream of 10 events", "ms").beside("raw insert of a row");
        var warmMany = new Series(name(), "next commands to a stream of 10,000 events", "ms").beside("the same with 10 events")
                .mustReach(Target.ratioAtMost(2));
        try (var load = new Load(1)) {
            var other = lab.officer("growth", 8);
            load.each(COMMANDS * 2, _ -> other.approval());
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                var shorts = few.only(repeat * SHORT_EACH, SHORT_EACH);
                var longs = many.only(repeat * LONG_EACH, LONG_EACH);
                double raw = 1_000 / RawInsert.perSecond(lab.rawDatabase(), 1, Duration.ofSeconds(1));
                double cold = milliseconds(load, shorts, SHORT_EACH);
                coldFew.add(cold);
                coldMany.add(milliseconds(load, longs, LONG_EACH), cold);
                lab.settle();
                double warm = milliseconds(load, shorts, COMMANDS);
                warmFew.add(warm, raw);
                lab.settle();
                warmMany.add(milliseconds(load, longs, COMMANDS), warm);
            }
        }
        return Series.measured(List.of(warmFew, warmMany, coldFew, coldMany));
    }

    private static double milliseconds(Load load, Officer officer, int commands) {
        return Times.of(load.each(commands, _ -> officer.approval())).p50();
    }
}
