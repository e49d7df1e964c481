package ca.criticalminerals.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.DoubleStream;

/** Requests are counted by how long they took, in so few classes that alerts and pictures can use them and nothing fills up. */
final class HttpMetrics {
    private static final double[] BUCKETS = DoubleStream.of(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10).map(seconds -> seconds * Duration.ofSeconds(1).toNanos())
            .toArray();

    private HttpMetrics() {}

    @Produces
    @Singleton
    static MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("http.server.requests")
                        ? DistributionStatisticConfig.builder().serviceLevelObjectives(BUCKETS).build().merge(config) : config;
            }
        };
    }
}
