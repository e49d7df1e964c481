package ca.criticalminerals.local.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people wait for a page when 10,000 milestones are behind it, beside the same page with 200; it is made anew with every watermark. */
record Pages() implements Leg {
    private static final int REPEATS = 3;
    private static final int FEW = 200;
    private static final int MANY = 10_000;
    private static final int INITIATIVES = 20;
    private static final int PER_SECOND = 50;
    private static final int REQUESTS = 250;

    @Override
    public String name() {
        return "pages";
    }

    @Override
    public String about() {
        return "pages with 10,000 milestones behind them, beside the same with 200; %s requests/s, a new watermark every second".formatted(PER_SECOND);
    }

    @Override
    public List<Measurement> run(Lab lab) {
        lab.discard();
        var few = lab.stored("page", INITIATIVES, FEW / INITIATIVES).initiatives();
        lab.settle();
        var before = measured(lab, paths(few.getFirst()));
        var many = lab.stored("long-page", 1, MANY - FEW).initiatives();
        lab.settle();
        var after = measured(lab, paths(many.getFirst()));
        var all = new ArrayList<Series>();
        before.forEach((what, times) -> {
            for (int i : List.of(0, 1)) {
                var series = new Series(name(), what + ", 10,000 milestones, " + Times.NAMES.get(i), "ms").beside("the same with 200");
                if (i == 0) {
                    series.mustReach(Target.ratioAtMost(1.5));
                }
                for (int repeat = 0; repeat < REPEATS; repeat++) {
                    series.add(after.get(what).get(repeat).all().get(i), times.get(repeat).all().get(i));
                }
                all.add(series);
            }
        });
        return Series.measured(all);
    }

    private static Map<String, String> paths(String initiative) {
        var paths = new LinkedHashMap<String, String>();
        paths.put("the Progress update", "/en/progress-update");
        paths.put("the page of a figure", "/en/figures/" + initiative + ".projects");
        paths.put("the page of an initiative", "/fr/initiatives/" + initiative);
        paths.put("the list of milestones", "/en/milestones");
        return paths;
    }

    private static Map<String, List<Times>> measured(Lab lab, Map<String, String> paths) {
        var measured = new LinkedHashMap<String, List<Times>>();
        try (var load = new Load(8)) {
            paths.forEach((what, path) -> {
                load.each(REQUESTS, _ -> lab.progress().read(path));
                var repeats = new ArrayList<Times>();
                for (int repeat = 0; repeat < REPEATS; repeat++) {
                    repeats.add(times(load, lab, path));
                }
                measured.put(what, repeats);
            });
        }
        return measured;
    }

    private static Times times(Load load, Lab lab, String path) {
        var times = new double[REQUESTS];
        load.open(PER_SECOND, REQUESTS, (i, due) -> load.send(lab.progress().read(path))
                .onSuccess(_ -> times[i] = (System.nanoTime() - due) / 1e6));
        return Times.of(times);
    }
}
