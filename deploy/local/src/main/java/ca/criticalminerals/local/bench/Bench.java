package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.LocalSystem;
import java.util.List;
import java.util.Locale;

public final class Bench {
    private final LocalSystem system;

    public Bench(LocalSystem system) {
        this.system = system;
    }

    public void run(List<String> legs) {
        var lab = new Lab(system);
        if (legs.contains("profile")) {
            try (var load = new Load(32)) {
                for (int i = 0; i < 6; i++) {
                    System.out.println("32: " + load.closed(10000, _ -> lab.approval()));
                }
            }
        }
        if (legs.contains("append")) {
            for (int round = 0; round < 5; round++) {
                for (int connections : new int[] {1, 8, 32}) {
                    try (var load = new Load(connections)) {
                        double raw = RawInsert.perSecond(system.superuserJdbcUrl("postgres"), connections, 2000 * Math.min(connections, 8));
                        double ours = load.closed(connections == 1 ? 1000 : round > 0 ? 8000 : 4000, _ -> lab.approval());
                        System.out.printf(Locale.ROOT, "append %2d connections  raw %8.0f/s  ours %8.0f/s  %.2f%n", connections, raw, ours, ours / raw);
                    }
                }
            }
        }
        if (legs.contains("million")) {
            new Million(lab).run(Integer.getInteger("bench.events", 200_000));
        }
        if (legs.contains("latency")) {
            for (int round = 0; round < 4; round++) {
                new Latency(lab).run();
            }
        }
    }
}
