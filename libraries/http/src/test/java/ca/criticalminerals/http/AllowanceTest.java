package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long NOW = 7;
    private final Allowance sixty = new Allowance(60, NOW);

    @Test
    void a_minutes_worth_can_be_asked_for_at_once_and_then_nothing() {
        for (int left = 59; left >= 0; left--) {
            assertThat(sixty.take(60, NOW)).isEqualTo(left);
        }
        assertThat(sixty.take(60, NOW)).isEqualTo(-1);
        assertThat(sixty.secondsUntilNext(60)).isEqualTo(1);
    }

    @Test
    void it_comes_back_evenly() {
        spend();
        assertThat(sixty.take(60, after(Duration.ofMillis(990)))).isEqualTo(-1);
        assertThat(sixty.take(60, after(Duration.ofMillis(1_010)))).isZero();
        assertThat(sixty.take(60, after(Duration.ofMillis(1_020)))).isEqualTo(-1);
    }

    @Test
    void it_does_not_grow_beyond_a_minute() {
        spend();
        assertThat(sixty.take(60, after(Duration.ofDays(1)))).isEqualTo(59);
    }

    @Test
    void a_small_allowance_says_how_long_to_wait() {
        var one = new Allowance(1, NOW);
        one.take(1, NOW);
        assertThat(one.take(1, NOW)).isEqualTo(-1);
        assertThat(one.secondsUntilNext(1)).isEqualTo(60);
    }

    @Test
    void another_limit_counts_from_now_on() {
        spend();
        assertThat(sixty.take(120, after(Duration.ofMillis(510)))).isZero();
        assertThat(sixty.take(1, after(Duration.ofDays(1)))).isZero();
    }

    private void spend() {
        for (int i = 0; i < 60; i++) {
            sixty.take(60, NOW);
        }
    }

    private static long after(Duration time) {
        return NOW + time.toNanos();
    }
}
