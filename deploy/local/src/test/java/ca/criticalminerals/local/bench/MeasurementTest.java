package ca.criticalminerals.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static final Series COMMANDS = new Series("append", "commands", "per s");

    @Test
    void the_median_is_the_middle_and_the_spread_goes_from_the_least_to_the_most() {
        var measured = COMMANDS.add(30).add(10).add(20).measured();
        assertThat(measured.median()).hasValue(20);
        assertThat(measured.least()).hasValue(10);
        assertThat(measured.most()).hasValue(30);
        assertThat(new Series("append", "commands", "per s").add(10).add(40).measured().median()).hasValue(25);
    }

    @Test
    void the_ratio_is_the_median_of_the_ratios_of_each_repeat_and_not_the_ratio_of_the_medians() {
        var measured = new Series("append", "commands", "per s").beside("raw insert")
                .add(100, 1_000).add(50, 100).add(400, 1_600).measured();
        assertThat(measured.ratio()).hasValue(0.25);
        assertThat(measured.median().getAsDouble() / measured.medianLimit().getAsDouble()).isEqualTo(0.1);
    }

    @Test
    void without_a_limit_there_is_no_ratio_and_without_a_target_nothing_is_met() {
        var measured = new Series("idle", "seconds", "s").add(1).measured();
        assertThat(measured.ratio()).isEmpty();
        assertThat(measured.medianLimit()).isEmpty();
        assertThat(measured.met()).isEmpty();
    }

    @Test
    void a_target_may_bound_the_median_the_ratio_or_both() {
        var both = Target.atLeast(3_000).andRatio(0.35);
        assertThat(append(3_500, 9_000, both).met()).hasValue(true);
        assertThat(append(3_500, 20_000, both).met()).as("the ratio").hasValue(false);
        assertThat(append(2_900, 3_000, both).met()).as("the median").hasValue(false);
        assertThat(append(5, 1, Target.atMost(5)).met()).hasValue(true);
        assertThat(append(5.1, 1, Target.atMost(5)).met()).hasValue(false);
        assertThat(append(4, 1, Target.ratioAtMost(2)).met()).hasValue(false);
        assertThat(append(4, 8, Target.ratioAtLeast(0.5)).met()).hasValue(true);
        assertThat(both.words()).isEqualTo("≥ 3,000 and ≥ 0.35 of the limit");
        assertThat(Target.ratioAtMost(2).words()).isEqualTo("≤ 2.00 of the limit");
    }

    @Test
    void each_sample_has_the_limit_of_its_own_repeat() {
        assertThatThrownBy(() -> new Measurement("append", "commands", "per s", List.of(1.0, 2.0), "raw", List.of(1.0), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("commands");
    }

    @Test
    void of_a_thousand_times_ten_are_longer_than_the_99th_percentile() {
        var times = Times.of(IntStream.rangeClosed(1, 1_000).mapToDouble(i -> 1_001 - i).toArray());
        assertThat(times).isEqualTo(new Times(500, 990, 1_000));
    }

    private static Measurement append(double sample, double limit, Target target) {
        return new Series("append", "commands", "per s").beside("raw insert").mustReach(target).add(sample, limit).measured();
    }
}
