package ca.criticalminerals.local.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** Runs many simulated initiatives of all services, and tells of the first that goes wrong as little as is needed to see why. */
final class OrderSimulator {
    private static final int MOST_ATTEMPTS = 24;

    private final Consumer<String> say;
    private final Map<String, long[]> counts = new LinkedHashMap<>();

    OrderSimulator(Consumer<String> say) {
        this.say = say;
    }

    /** An initiative that goes wrong: the fewest attempts to record something with which it does, and what happens. */
    record Failure(String kind, long seed, int attempts, int histories, String what, List<String> trace) {}

    /** The real code in so many histories, then each planted mistake until it is found; whether all is as it must be. */
    boolean run(int histories, long seed) {
        long began = System.nanoTime();
        var failure = find(OrderMistake.NONE, histories, seed);
        double seconds = (System.nanoTime() - began) / 1e9;
        counts.forEach((kind, count) -> say.accept("  %s: %s histories, %s requests refused, %s other orders that end the same".formatted(kind, count[0], count[1], count[2])));
        failure.ifPresent(this::tell);
        say.accept(String.format(Locale.ROOT, "%s: %d histories of seed %d in %.0f s, %s", OrderMistake.NONE.words(), failure.map(Failure::histories).orElse(histories), seed, seconds,
                failure.isPresent() ? "GOES WRONG" : "nothing goes wrong"));
        boolean good = failure.isEmpty();
        for (OrderMistake mistake : OrderMistake.values()) {
            if (mistake != OrderMistake.NONE) {
                var found = find(mistake, histories, seed);
                found.ifPresent(this::tell);
                say.accept(mistake.words() + ": " + found.map(one -> "found in history " + one.histories + ", of " + one.kind).orElse("NOT FOUND"));
                good &= found.isPresent();
            }
        }
        return good;
    }

    /** The first history that goes wrong, of so many; each is of the next kind of initiative. */
    Optional<Failure> find(OrderMistake mistake, int histories, long seed) {
        var seeds = new Random(seed);
        for (int i = 0; i < histories; i++) {
            long one = seeds.nextLong();
            var kind = InitiativeKind.ALL.get(i % InitiativeKind.ALL.size());
            if (violation(kind, one, mistake, MOST_ATTEMPTS, mistake == OrderMistake.NONE).isPresent()) {
                return Optional.of(shortest(kind, one, mistake, i + 1));
            }
        }
        return Optional.empty();
    }

    private Failure shortest(InitiativeKind<?> kind, long seed, OrderMistake mistake, int histories) {
        for (int attempts = 1; attempts <= MOST_ATTEMPTS; attempts++) {
            var what = violation(kind, seed, mistake, attempts, false);
            if (what.isPresent()) {
                return new Failure(kind.name(), seed, attempts, histories, what.get(), trace(kind, seed, mistake, attempts));
            }
        }
        throw new IllegalStateException("the history " + seed + " goes wrong only sometimes");
    }

    private Optional<String> violation(InitiativeKind<?> kind, long seed, OrderMistake mistake, int attempts, boolean counting) {
        var simulation = new OrderSimulation<>(kind, seed, mistake, _ -> { });
        try {
            simulation.run(attempts);
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation.getMessage());
        } finally {
            if (counting) {
                long[] count = counts.computeIfAbsent(kind.name(), _ -> new long[3]);
                count[0]++;
                count[1] += simulation.refused();
                count[2] += simulation.ended();
            }
        }
    }

    /** What happens in a history, line by line. */
    static List<String> trace(InitiativeKind<?> kind, long seed, OrderMistake mistake, int attempts) {
        var trace = new ArrayList<String>();
        try {
            new OrderSimulation<>(kind, seed, mistake, trace::add).run(attempts);
        } catch (Violation violation) {
            trace.add(violation.getMessage());
        }
        return trace;
    }

    private void tell(Failure failure) {
        say.accept(failure.kind + ", seed " + failure.seed + ", " + failure.attempts + " attempts: " + failure.what);
        failure.trace.forEach(line -> say.accept("    " + line));
    }
}
