package ca.criticalminerals.local.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** What readers wait for when there are a million milestones. */
record Reads() implements Leg {
    private static final int REPEATS = 3;
    private static final Duration EACH = Duration.ofSeconds(2);
    private static final int CONNECTIONS = 32;
    /** Answers of more bytes are asked for over two connections: 32 of them at once would measure the memory of both ends. */
    private static final long LARGE = 1_000_000;
    private static final String VIEW = "/v1/initiatives";
    private static final String SMALL = "/v1/figures/few-1.projects";
    /** The first of the days of which the {@link Stored} milestones tell. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2022, 1, 1);
    private static final int DAYS = 1_500;

    @Override
    public String name() {
        return "reads";
    }

    @Override
    public String about() {
        return "reads of the consolidated view with 1,000,000 milestones of 40 initiatives; heap of strategy-progress " + Lab.LARGE_HEAP;
    }

    @Override
    public List<Measurement> run(Lab lab) {
        lab.holdMillion();
        lab.settle();
        String many = lab.million().getFirst();
        var all = new ArrayList<Measurement>();
        all.addAll(tried("a figure of few milestones", () -> few(lab)));
        all.addAll(tried("an unchanged figure", () -> throughput(lab, "a figure of few milestones", SMALL, 0)));
        all.addAll(tried("past figures", () -> past(lab, "a past of a figure", "/v1/figures/" + many + ".projects", 10, 200)));
        all.addAll(tried("a large figure", () -> throughput(lab, "a figure of 25,000 milestones", "/v1/figures/" + many + ".projects", 0)));
        all.addAll(tried("the page", () -> throughput(lab, "the page", "/en/progress-update", 0)));
        all.addAll(tried("past pages", () -> past(lab, "a past of the page", "/en/progress-update", 2, 40)));
        var view = tried("the view of 1,000,000", () -> view(lab, "with all milestones"));
        all.addAll(view);
        if (view.getFirst().samples().isEmpty()) {
            lab.discard(); // it may not be itself any more; what can be said of the view is said of a small one
            all.addAll(tried("the view", () -> view(lab, "with few milestones")));
        }
        return all;
    }

    private List<Measurement> view(Lab lab, String which) {
        var all = new ArrayList<>(throughput(lab, "the unchanged view " + which, VIEW, 0.5));
        all.addAll(unchanged(lab));
        return all;
    }

    /** What the read of something small costs must not depend on how much else there is. */
    private List<Measurement> few(Lab lab) {
        var series = new Series(name(), "a past of a figure of few milestones, p50", "ms").beside("the same without the million")
                .mustReach(Target.ratioAtMost(1.5));
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            series.add(fewMilliseconds(lab), lab.withoutMillion());
        }
        return List.of(series.measured());
    }

    /** A past of a figure of few milestones, computed anew each time, one after the other. */
    static double fewMilliseconds(Lab lab) {
        var random = new Random();
        var recorded = Stored.recorded(lab.system().superuserJdbcUrl("funding_programs"));
        try (var load = new Load(1)) {
            load.closed(EACH, _ -> lab.progress().read(past(SMALL, recorded, random)));
            return Times.of(load.each(1_000, _ -> lab.progress().read(past(SMALL, recorded, random)))).p50();
        }
    }

    private List<Measurement> throughput(Lab lab, String what, String path, double ratio) {
        var read = lab.progress().read(path);
        long bytes;
        try (var load = new Load(1)) {
            bytes = load.one(read).bytes();
        }
        int connections = bytes > LARGE ? 2 : CONNECTIONS;
        var series = new Series(name(), String.format(Locale.ROOT, "%s, %,d bytes, %d connections", what, bytes, connections), "per s")
                .beside("raw HTTP server, as many bytes and connections");
        if (ratio > 0) {
            series.mustReach(Target.ratioAtLeast(ratio));
        }
        try (var load = new Load(connections)) {
            load.closed(EACH, _ -> read);
            load.closed(EACH, _ -> lab.hello().bytes(bytes));
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                double raw = load.closed(EACH, _ -> lab.hello().bytes(bytes));
                series.add(load.closed(EACH, _ -> read), raw);
            }
        }
        return List.of(series.measured());
    }

    /** A reader who has the answer already and asks whether there is another; it is a new one after each watermark. */
    private List<Measurement> unchanged(Lab lab) {
        var answered = new Series(name(), "the same with If-None-Match, 32 connections", "per s").beside("raw HTTP server, a few bytes")
                .mustReach(Target.ratioAtLeast(0.5));
        var spared = new Series(name(), "of these, answered without a body", "%");
        try (var load = new Load(CONNECTIONS)) {
            var tag = new AtomicReference<>(load.one(lab.progress().read(VIEW)).headers().get("ETag"));
            load.closed(EACH, _ -> lab.hello().hello());
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                double raw = load.closed(EACH, _ -> lab.hello().hello());
                var all = new AtomicInteger();
                var without = new AtomicInteger();
                answered.add(load.closedWith(EACH, _ -> load.send(lab.progress().read(VIEW, Map.of("If-None-Match", tag.get())))
                        .onSuccess(answer -> {
                            tag.set(answer.headers().get("ETag"));
                            all.incrementAndGet();
                            without.addAndGet(answer.bytes() == 0 ? 1 : 0);
                        })), raw);
                spared.add(100.0 * without.get() / all.get());
            }
        }
        return List.of(answered.measured(), spared.measured());
    }

    /** Random days as known at random instants, none asked for twice, that are asked for on time. */
    private List<Measurement> past(Lab lab, String what, String path, int perSecond, int requests) {
        var all = new ArrayList<Series>();
        Times.NAMES.forEach(name -> all.add(new Series(name(), "%s, %s/s, %s".formatted(what, perSecond, name), "ms")));
        all.get(1).mustReach(Target.atMost(100));
        var random = new Random(7);
        var recorded = Stored.recorded(lab.system().superuserJdbcUrl("funding_programs"));
        try (var load = new Load(CONNECTIONS)) {
            pasts(load, lab, () -> past(path, recorded, random), perSecond, requests / 4);
            for (int repeat = 0; repeat < 2; repeat++) {
                var times = pasts(load, lab, () -> past(path, recorded, random), perSecond, requests / 2).all();
                for (int i = 0; i < times.size(); i++) {
                    all.get(i).add(times.get(i));
                }
            }
        }
        return Series.measured(all);
    }

    private static Times pasts(Load load, Lab lab, Supplier<String> past, int perSecond, int requests) {
        var times = new double[requests];
        load.open(perSecond, requests, (i, due) -> load.send(lab.progress().read(past.get()))
                .onSuccess(_ -> times[i] = (System.nanoTime() - due) / 1e6));
        return Times.of(times);
    }

    private static String past(String path, List<Instant> recorded, Random random) {
        Instant knownAt = recorded.getFirst().plusNanos(1_000 * random.nextLong(ChronoUnit.MICROS.between(recorded.getFirst(), recorded.getLast())));
        return path + "?asOf=" + FIRST_DAY.plusDays(random.nextInt(DAYS)) + "&knownAt=" + knownAt;
    }
}
