package ca.criticalminerals.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the samples of a measurement, repeat by repeat. */
final class Series {
    private final String leg;
    private final String what;
    private final String unit;
    private final List<Double> samples = new ArrayList<>();
    private final List<Double> limits = new ArrayList<>();
    private String limit = "";
    private @Nullable Target target;

    Series(String leg, String what, String unit) {
        this.leg = leg;
        this.what = what;
        this.unit = unit;
    }

    /** Names the limit that each sample is given with. */
    Series beside(String limit) {
        this.limit = limit;
        return this;
    }

    Series mustReach(Target target) {
        this.target = target;
        return this;
    }

    Series add(double sample) {
        samples.add(sample);
        return this;
    }

    Series add(double sample, double limitOfThisRepeat) {
        limits.add(limitOfThisRepeat);
        return add(sample);
    }

    Measurement measured() {
        return new Measurement(leg, what, unit, samples, limit, limits, Optional.ofNullable(target));
    }

    static List<Measurement> measured(Iterable<Series> all) {
        var measured = new ArrayList<Measurement>();
        all.forEach(series -> measured.add(series.measured()));
        return measured;
    }
}
