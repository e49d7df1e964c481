package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.LocalSystem;
import ca.criticalminerals.local.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What {@code ./tracker bench} measures: the legs that were asked for, each beside its physical limit. */
public final class Bench {
    private final List<Leg> legs;

    private Bench(List<Leg> legs) {
        this.legs = legs;
    }

    /** Starts a system with empty data; the options are those of the Java machines, by service. */
    public interface Launcher {
        LocalSystem start(Map<String, List<String>> options);
    }

    /** The legs of these names, or all if there are none. */
    public static Bench of(List<String> names) {
        var known = Leg.ALL.stream().map(Leg::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            String list = String.join(", ", known);
            throw Trouble.ofWords("There is no leg " + name + "; there are " + list + ".", "Il n’y a pas d’étape " + name + "; il y a " + list + ".");
        });
        return new Bench(Leg.ALL.stream().filter(leg -> names.isEmpty() || names.contains(leg.name())).toList());
    }

    /** Runs one leg after the other; one that fails is reported as such and spares the others. */
    public Results run(Launcher launcher, Consumer<String> say) {
        Instant began = Instant.now();
        var measured = new ArrayList<Measurement>();
        try (var lab = new Lab(launcher)) {
            lab.system(); // what keeps it from starting is no matter of one leg
            for (Leg leg : legs) {
                say.accept("bench: " + leg.name() + " – " + leg.about());
                long start = System.nanoTime();
                try {
                    measured.addAll(leg.run(lab));
                } catch (RuntimeException e) {
                    measured.add(Measurement.failed(leg.name(), leg.name(), e));
                    lab.discard(); // nobody knows in which state it is
                }
                say.accept("bench: " + leg.name() + " took " + (System.nanoTime() - start) / 1_000_000_000 + " s");
            }
        }
        return new Results(began, Instant.now(), measured);
    }
}
