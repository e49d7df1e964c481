package ca.criticalminerals.local.faults;

import ca.criticalminerals.local.LocalSystem;
import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.faults.World.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The catalogue of faults, done to the running system one after the other, each from a seed that repeats it. */
public final class Faults {
    private static final String FORMAT = "%5s  %-88s %6s %8s %5s %8s %10s %7s %6s  %s";
    private static final int CLOCK = 10;
    private static final int DISK = 11;
    private static final int SMALL_DISK_MEGABYTES = 700;

    private final Path folder;
    private final Function<Path, LocalSystem> systems;
    private final int requests;
    private final Consumer<String> say;
    private final List<String> rows = new ArrayList<>();
    private boolean good = true;

    /**
     * @param folder   where the systems keep their data
     * @param systems  makes one, not started and without data, in a folder
     * @param requests how many are drawn at random for fault 18
     * @param say      tells a person what is going on
     */
    public Faults(Path folder, Function<Path, LocalSystem> systems, int requests, Consumer<String> say) {
        this.folder = folder;
        this.systems = systems;
        this.requests = requests;
        this.say = say;
    }

    /** Does these faults; whether nothing was lost, doubled or out of order, and all else was as it must be. */
    public boolean run(List<Integer> numbers, long seed) {
        var known = all();
        numbers.stream().filter(number -> !known.contains(number)).findFirst().ifPresent(number -> {
            throw Trouble.ofWords("There is no fault " + number + "; there are " + known + ".", "Il n’y a pas de panne " + number + "; il y a " + known + ".");
        });
        var chosen = shared(requests).stream().filter(fault -> numbers.contains(fault.number())).toList();
        if (!chosen.isEmpty()) {
            broken(folder.resolve("system"), chosen, seed);
        }
        if (numbers.contains(CLOCK)) {
            MachineFaults.clockLibrary(folder.resolve("clock")).ifPresentOrElse(
                    library -> broken(folder.resolve("clock-system"), List.of(MachineFaults.clock(library)), seed),
                    () -> notDone(CLOCK, "the library libfaketime is neither here nor to be had"));
        }
        if (numbers.contains(DISK)) {
            MachineFaults.smallDisk(folder.resolve("disk"), SMALL_DISK_MEGABYTES).ifPresentOrElse(disk -> {
                try {
                    broken(disk.resolve("system"), List.of(MachineFaults.diskFull(disk)), seed);
                } finally {
                    MachineFaults.remove(disk);
                }
            }, () -> notDone(DISK, "a small disk may only be made by root"));
        }
        return good;
    }

    /** The numbers of all faults. */
    public static List<Integer> all() {
        return Stream.concat(shared(0).stream().map(Fault::number), Stream.of(CLOCK, DISK)).sorted().toList();
    }

    /** Random faults one after the other, for so long. */
    public boolean soak(Duration time, long seed) {
        broken(folder.resolve("system"), List.of(Soak.of(time)), seed);
        return good;
    }

    /** The mistakes on purpose, each of which must be caught as a loss. What is lost stays lost, so each has data of its own. */
    public boolean controls(long seed) {
        for (Fault control : Controls.all()) {
            in(folder.resolve("control-" + control.number()), world -> {
                Outcome outcome = row(world, control, seed);
                boolean caught = outcome.findings().lost() > 0;
                good &= caught;
                finish(caught ? "fails, as it must" : "CAUGHT NOTHING");
            });
        }
        return good;
    }

    /** What was done and what came of it. */
    public void table() {
        say.accept("");
        say.accept(FORMAT.formatted("fault", "", "acked", "told 503", "lost", "doubled", "reordered", "heals s", "took s", ""));
        rows.forEach(say);
    }

    private static List<Fault> shared(int requests) {
        return Stream.of(ServiceFaults.all(), BrokerFaults.all(), DatabaseFaults.all(), DeliveryFaults.all(), InputFaults.all(requests)).flatMap(List::stream)
                .sorted((one, other) -> Integer.compare(one.number(), other.number())).toList();
    }

    private void broken(Path data, List<Fault> faults, long seed) {
        in(data, world -> faults.forEach(fault -> {
            Outcome outcome = row(world, fault, new Random(seed * 100 + fault.number()).nextLong());
            good &= outcome.findings().isClean();
            finish(outcome.findings().isClean() ? "as it must be" : "NOT AS IT MUST BE");
        }));
    }

    /** With a system of its own. */
    private void in(Path data, Consumer<World> work) {
        try (var system = systems.apply(data)) {
            var atTheEnd = new Thread(system::close);
            Runtime.getRuntime().addShutdownHook(atTheEnd);
            system.start();
            work.accept(new World(system, Files.createDirectories(folder.resolve("rules")), say));
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome row(World world, Fault fault, long seed) {
        say.accept("Fault " + fault.number() + ": " + fault.title() + " ...");
        long began = System.nanoTime();
        Outcome outcome = world.run(fault, seed);
        outcome.findings().problems().forEach(problem -> say.accept("    " + problem));
        rows.add(String.format(Locale.ROOT, FORMAT, fault.number(), fault.title(), outcome.acknowledged(), outcome.toldToWait(),
                outcome.findings().lost(), outcome.findings().doubled(), outcome.findings().reordered(),
                String.format(Locale.ROOT, "%.1f", outcome.seconds()),
                String.format(Locale.ROOT, "%.0f", (System.nanoTime() - began) / 1e9), "%s"));
        return outcome;
    }

    private void finish(String verdict) {
        rows.add(rows.removeLast().replace("%s", verdict));
        say.accept(rows.getLast());
    }

    private void notDone(int number, String why) {
        rows.add(FORMAT.formatted(number, "not done here: " + why, "", "", "", "", "", "", "", ""));
        say.accept(rows.getLast());
    }
}
