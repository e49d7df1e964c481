package ca.criticalminerals.local.bench;

import java.util.ArrayList;
import java.util.List;

/** How long after its acknowledgement a command is on Kafka, and in the figure that it changes. */
record Latency() implements Leg {
    private static final int PER_SECOND = 100;
    private static final int COMMANDS = 1_000;
    private static final int RAW_RECORDS = 500;
    private static final int REPEATS = 3;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String about() {
        return "accepted, on Kafka, visible in the figure, at " + PER_SECOND + " commands a second that start on time";
    }

    @Override
    public List<Measurement> run(Lab lab) {
        var officer = lab.officer("latency", 64);
        var answered = series("from the time it was due to the answer", 0, 0);
        var announced = series("from the answer to its record on Kafka", 5, 20);
        var visible = series("from the answer to the figure that includes it", 15, 60);
        once(lab, officer, COMMANDS / 2);
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            lab.settle();
            Times raw = RawTopic.roundTrip(lab.system().kafkaSettings(), PER_SECOND, RAW_RECORDS);
            var times = once(lab, officer, COMMANDS);
            for (int i = 0; i < Times.NAMES.size(); i++) {
                answered.get(i).add(times.get(0).all().get(i));
                announced.get(i).beside("raw producer to raw consumer").add(times.get(1).all().get(i), raw.all().get(i));
                visible.get(i).beside("raw producer to raw consumer").add(times.get(2).all().get(i), raw.all().get(i));
            }
        }
        answered.addAll(announced);
        answered.addAll(visible);
        return Series.measured(answered);
    }

    private List<Series> series(String what, double p50, double p99) {
        var all = new ArrayList<Series>();
        Times.NAMES.forEach(name -> all.add(new Series(name(), what + ", " + name, "ms")));
        if (p50 > 0) {
            all.get(0).mustReach(Target.atMost(p50));
            all.get(1).mustReach(Target.atMost(p99));
        }
        return all;
    }

    private static List<Times> once(Lab lab, Officer officer, int commands) {
        var names = new String[commands];
        var accepted = new long[commands];
        var answered = new double[commands];
        var announced = new double[commands];
        var visible = new double[commands];
        try (var load = new Load(64); var arrivals = new Arrivals(lab.system().kafkaSettings())) {
            load.open(PER_SECOND, commands, (i, due) -> load.send(officer.approval()).compose(answer -> {
                accepted[i] = System.nanoTime();
                answered[i] = (accepted[i] - due) / 1e6;
                names[i] = answer.headers().get("Consistency-Token");
                return load.send(lab.progress().figureWith(names[i]));
            }).onSuccess(_ -> visible[i] = (System.nanoTime() - accepted[i]) / 1e6));
            for (int i = 0; i < commands; i++) {
                // The record may be read before the answer is: the relay does not wait for it.
                announced[i] = Math.max(0, arrivals.of(names[i]) - accepted[i]) / 1e6;
            }
        }
        return List.of(Times.of(answered), Times.of(announced), Times.of(visible));
    }
}
