package ca.criticalminerals.local.bench;

import java.util.Locale;

/** How long after its acknowledgement a command is on Kafka, and in the consolidated view. */
final class Latency {
    private static final int PER_SECOND = 100;
    private static final int COMMANDS = 1_000;

    private final Lab lab;

    Latency(Lab lab) {
        this.lab = lab;
    }

    void run() {
        var names = new String[COMMANDS];
        var accepted = new long[COMMANDS];
        var answered = new double[COMMANDS];
        var announced = new double[COMMANDS];
        var visible = new double[COMMANDS];
        try (var load = new Load(64); var arrivals = new Arrivals(lab.system.bootstrapServers())) {
            load.open(PER_SECOND, COMMANDS, (i, due) -> load.send(lab.approval()).compose(answer -> {
                accepted[i] = System.nanoTime();
                answered[i] = (accepted[i] - due) / 1e6;
                names[i] = answer.headers().get("Consistency-Token");
                return load.send(lab.visible(names[i]));
            }).onSuccess(_ -> visible[i] = (System.nanoTime() - accepted[i]) / 1e6));
            for (int i = 0; i < COMMANDS; i++) {
                announced[i] = Math.max(0, arrivals.of(names[i]) - accepted[i]) / 1e6;
            }
        }
        System.out.println(Latencies.of(answered) + " answered");
        System.out.println(Latencies.of(announced) + " announced");
        System.out.println(Latencies.of(visible) + " visible");
        for (int i = 0; i < COMMANDS; i++) {
            if (visible[i] > 60) {
                System.out.printf(Locale.ROOT, "%d answered %.1f announced %.1f visible %.1f%n", i, answered[i], announced[i], visible[i]);
            }
        }
    }
}
