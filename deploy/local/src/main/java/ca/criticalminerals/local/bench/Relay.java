package ca.criticalminerals.local.bench;

import java.util.List;

/** How fast what is stored gets onto Kafka when much of it waits; nobody reads it meanwhile. */
record Relay() implements Leg {
    private static final int REPEATS = 3;
    private static final int MILESTONES = 200_000;

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public String about() {
        return "publishing 200,000 stored milestones, in order and every acknowledgement joined";
    }

    @Override
    public List<Measurement> run(Lab lab) {
        var published = new Series(name(), "milestones published while catching up", "per s")
                .beside("raw idempotent producer of the same documents").mustReach(Target.atLeast(50_000));
        lab.startLarge();
        lab.settle();
        lab.system().service("strategy-progress").freeze();
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            double seconds = CatchUp.Publication.of(lab, MILESTONES).seconds();
            published.add(MILESTONES / seconds, RawTopic.perSecond(lab.system().kafkaSettings(), lab.topic().last(5_000), MILESTONES));
        }
        lab.discard(); // far behind now
        return List.of(published.measured());
    }
}
