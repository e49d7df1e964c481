package ca.criticalminerals.local.faults;

import ca.criticalminerals.local.LocalSystem;
import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.faults.World.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The catalogue of faults, done to the running system one after the other, each from a seed that repeats it. */
public final class Faults {
    private final World world;
    private final Consumer<String> say;
    private final List<String> rows = new ArrayList<>();
    private boolean clean = true;

    /** {@code folder} is for files that the faults need. */
    public Faults(LocalSystem system, Path folder, Consumer<String> say) {
        try {
            this.world = new World(system, Files.createDirectories(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.say = say;
    }

    static List<Fault> catalogue() {
        return Stream.of(ServiceFaults.all(), BrokerFaults.all(), DatabaseFaults.all(), DeliveryFaults.all()).flatMap(List::stream)
                .sorted(Comparator.comparingInt(Fault::number)).toList();
    }

    /** Does these faults, all if none is named; whether nothing was lost, doubled or out of order, and all else was as it must be. */
    public boolean run(List<Integer> numbers, long seed) {
        for (int number : numbers) {
            if (catalogue().stream().noneMatch(fault -> fault.number() == number)) {
                throw new Trouble("There is no fault " + number + "; there are " + catalogue().stream().map(Fault::number).toList() + ".",
                        "Il n’y a pas de panne " + number + ".");
            }
        }
        for (Fault fault : catalogue()) {
            if (numbers.isEmpty() || numbers.contains(fault.number())) {
                run(fault, new Random(seed * 100 + fault.number()).nextLong());
            }
        }
        table();
        return clean;
    }

    private void run(Fault fault, long seed) {
        say.accept("Fault " + fault.number() + ": " + fault.title() + " ...");
        long began = System.nanoTime();
        Outcome outcome = world.run(fault, seed);
        outcome.findings().problems().forEach(problem -> say.accept("    " + problem));
        clean &= outcome.findings().isClean();
        rows.add(String.format(Locale.ROOT, "%5d  %-90s %6d %8d %5d %8d %10d %8.1f %6.0f  %s", fault.number(), fault.title(), outcome.acknowledged(),
                outcome.toldToWait(), outcome.findings().lost(), outcome.findings().doubled(), outcome.findings().reordered(), outcome.seconds(),
                (System.nanoTime() - began) / 1e9, outcome.findings().isClean() ? "as it must be" : "NOT AS IT MUST BE"));
        say.accept(rows.getLast());
    }

    private void table() {
        say.accept("");
        say.accept(String.format("%5s  %-90s %6s %8s %5s %8s %10s %8s %6s", "fault", "", "acked", "told 503", "lost", "doubled", "reordered", "heal s", "took s"));
        rows.forEach(say);
    }
}
