package ca.criticalminerals.local.bench;

import java.util.Arrays;
import java.util.List;

/** Of many measured times: the median, the 99th percentile and the longest, in milliseconds. */
record Times(double p50, double p99, double max) {
    static final List<String> NAMES = List.of("p50", "p99", "max");

    static Times of(double[] milliseconds) {
        double[] sorted = milliseconds.clone();
        Arrays.sort(sorted);
        return new Times(percentile(sorted, 0.5), percentile(sorted, 0.99), sorted[sorted.length - 1]);
    }

    /** In the order of {@link #NAMES}. */
    List<Double> all() {
        return List.of(p50, p99, max);
    }

    private static double percentile(double[] sorted, double part) {
        return sorted[(int) Math.ceil(sorted.length * part) - 1];
    }
}
