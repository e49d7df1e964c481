package ca.criticalminerals.local.simulation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** Runs many simulated histories, and tells of the first that goes wrong as little as is needed to see why. */
public final class Simulator {
    private static final int MOST_STEPS = 120;
    private static final int EVERY = 10_000;

    private final Consumer<String> say;

    public Simulator(Consumer<String> say) {
        this.say = say;
    }

    /** A history that goes wrong: the shortest beginning of it that does, and its trace. */
    record Failure(long seed, int steps, int histories, String what, List<String> trace) {}

    /** The real code in so many histories, then each planted mistake until it is found; whether all is as it must be. */
    public boolean run(int histories, long seed) {
        long began = System.nanoTime();
        var failure = find(Mistake.NONE, histories, seed);
        double seconds = (System.nanoTime() - began) / 1e9;
        failure.ifPresent(this::tell);
        say.accept(String.format(Locale.ROOT, "%s: %d histories in %.0f s (%.0f a minute), %s", Mistake.NONE.words(), failure.map(Failure::histories).orElse(histories),
                seconds, failure.map(Failure::histories).orElse(histories) / seconds * 60, failure.isPresent() ? "GOES WRONG" : "nothing goes wrong"));
        boolean good = failure.isEmpty();
        for (Mistake mistake : Mistake.values()) {
            if (mistake != Mistake.NONE) {
                var found = find(mistake, histories, seed);
                found.ifPresent(this::tell);
                say.accept(mistake.words() + ": " + found.map(one -> "found in history " + one.histories + ", with " + one.steps + " steps").orElse("NOT FOUND"));
                good &= found.isPresent();
            }
        }
        return good & new OrderSimulator(say).run(histories, seed);
    }

    /** The first history that goes wrong, of so many. */
    Optional<Failure> find(Mistake mistake, int histories, long seed) {
        var seeds = new Random(seed);
        for (int i = 1; i <= histories; i++) {
            long one = seeds.nextLong();
            if (violation(one, mistake, MOST_STEPS).isPresent()) {
                return Optional.of(shortest(one, mistake, i));
            }
            if (i % EVERY == 0 && mistake == Mistake.NONE) {
                say.accept(i + " histories ...");
            }
        }
        return Optional.empty();
    }

    private static Failure shortest(long seed, Mistake mistake, int histories) {
        for (int steps = 1; steps <= MOST_STEPS; steps++) {
            var what = violation(seed, mistake, steps);
            if (what.isPresent()) {
                return new Failure(seed, steps, histories, what.get(), trace(seed, mistake, steps));
            }
        }
        throw new IllegalStateException("the history " + seed + " goes wrong only sometimes");
    }

    private static Optional<String> violation(long seed, Mistake mistake, int steps) {
        try {
            new Simulation(seed, mistake, false).run(steps);
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation.getMessage());
        }
    }

    /** What happens in a history, line by line. */
    static List<String> trace(long seed, Mistake mistake, int steps) {
        var simulation = new Simulation(seed, mistake, true);
        try {
            simulation.run(steps);
        } catch (Violation violation) {
            simulation.trace().add(violation.getMessage());
        }
        return simulation.trace();
    }

    private void tell(Failure failure) {
        say.accept("seed " + failure.seed + ", " + failure.steps + " steps: " + failure.what);
        failure.trace.forEach(line -> say.accept("    " + line));
    }
}
