package ca.criticalminerals.local.bench;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One thing that was measured several times, beside its physical limit measured in the same minutes.
 *
 * @param leg     the leg that measured it
 * @param what    what was measured, in words; for a leg that failed, why
 * @param unit    of the samples and of the limits
 * @param samples one for each repeat; none if it could not be measured
 * @param limit   what the limit is; empty if there is none
 * @param limits  one for each sample, or none
 * @param target  what it must reach
 */
record Measurement(String leg, String what, String unit, List<Double> samples, String limit, List<Double> limits,
        Optional<Target> target) {
    private static final int LONGEST = 150;

    Measurement {
        if (!limits.isEmpty() && limits.size() != samples.size()) {
            throw new IllegalArgumentException(what + ": each sample needs the limit of its own repeat");
        }
        samples = List.copyOf(samples);
        limits = List.copyOf(limits);
    }

    /** In place of what a leg would have measured: why it could not, in the first sentence of the trouble. */
    static Measurement failed(String leg, String what, RuntimeException trouble) {
        String why = Objects.toString(trouble.getMessage(), trouble.toString()).lines().findFirst().orElse("");
        return new Measurement(leg, what + " could not be measured: " + (why.length() > LONGEST ? why.substring(0, LONGEST) + " …" : why), "", List.of(), "", List.of(), Optional.empty());
    }

    OptionalDouble median() {
        return median(samples);
    }

    OptionalDouble least() {
        return samples.stream().mapToDouble(Double::doubleValue).min();
    }

    OptionalDouble most() {
        return samples.stream().mapToDouble(Double::doubleValue).max();
    }

    OptionalDouble medianLimit() {
        return median(limits);
    }

    /** The median of the ratios of each repeat, so that what slows the machine for a minute slows both of a pair. */
    OptionalDouble ratio() {
        return median(IntStream.range(0, limits.size()).mapToObj(i -> samples.get(i) / limits.get(i)).toList());
    }

    /** Whether the target is reached; empty if there is none, or nothing was measured. */
    Optional<Boolean> met() {
        return samples.isEmpty() ? Optional.empty() : target.map(bound -> bound.isMetBy(this));
    }

    private static OptionalDouble median(List<Double> numbers) {
        var sorted = numbers.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }
}
