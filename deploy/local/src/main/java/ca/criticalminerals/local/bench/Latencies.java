package ca.criticalminerals.local.bench;

import java.util.Arrays;

/** Of many measured times: the median, the 99th percentile and the longest, in milliseconds. */
record Latencies(double p50, double p99, double max) {
    static Latencies of(double[] milliseconds) {
        double[] sorted = milliseconds.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted[sorted.length / 2], sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.99) - 1)],
                sorted[sorted.length - 1]);
    }
}
