package ca.criticalminerals.progress.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A service of which nothing is heard is behind; so that nobody takes an old answer for a new one, a clock tells it. */
class SilenceTest {
    private static final Instant NOON = Instant.parse("2026-02-27T12:00:00Z");
    private static final Instant A_MINUTE_AGO = NOON.minusSeconds(60);

    @Test
    void who_was_heard_within_five_seconds_is_not_behind() {
        assertThat(behind(heard(NOON.minusSeconds(1), NOON.minusSeconds(5)).at(NOON))).isEmpty();
    }

    @Test
    void who_was_not_heard_for_longer_is_behind_alone() {
        assertThat(behind(heard(NOON, NOON.minusMillis(5_001)).at(NOON))).containsExactly("/b");
    }

    @Test
    void if_nobody_is_heard_any_more_all_are_behind_without_any_event() {
        View last = heard(NOON, NOON).at(NOON);
        assertThat(behind(last)).isEmpty();
        assertThat(behind(last.at(NOON.plusSeconds(6)))).containsExactly("/a", "/b");
    }

    @Test
    void who_was_never_heard_is_behind() {
        assertThat(behind(heard(NOON, null).at(NOON))).containsExactly("/b");
    }

    @Test
    void what_a_service_says_of_the_future_makes_nobody_else_silent() {
        var sources = new TreeMap<>(Map.of("/a", Optional.of(Instant.parse("2199-12-31T00:00:00Z")), "/b", Optional.of(NOON)));

        assertThat(behind(new View(1, 1, Map.of(), sources, Map.of("/a", NOON, "/b", NOON), Set.of(), List.of(), List.of(), Answers.none(), false).at(NOON))).isEmpty();
    }

    @Test
    void who_says_nothing_new_for_longer_is_behind_whatever_it_promised() {
        var sources = new TreeMap<>(Map.of("/a", Optional.of(NOON.plusSeconds(60))));
        View promised = new View(1, 1, Map.of(), sources, Map.of("/a", NOON), Set.of(), List.of(), List.of(), Answers.none(), false);

        assertThat(promised.at(NOON.plusMillis(5_001)).silent()).containsExactly("/a");
    }

    @Test
    void about_a_moment_that_was_complete_before_the_silence_nobody_is_behind() {
        View silent = heard(NOON, A_MINUTE_AGO).at(NOON);
        assertThat(silent.behind(A_MINUTE_AGO.minusNanos(1))).isEmpty();
        assertThat(silent.behind(A_MINUTE_AGO)).containsExactly("/b");
    }

    @Test
    void answers_are_computed_again_when_someone_falls_silent_and_only_then() {
        View fresh = heard(NOON, NOON).at(NOON);
        fresh.answer(new Page(), () -> new byte[] {1});
        assertThat(fresh.at(NOON.plusSeconds(3))).isSameAs(fresh);
        View silent = fresh.at(NOON.plusSeconds(6));
        assertThat(silent.answer(new Page(), () -> new byte[] {2}).bytes()).containsExactly(2);
        assertThat(silent.at(NOON.plusSeconds(60))).isSameAs(silent);
    }

    @Test
    void an_answer_that_says_nothing_of_completeness_is_kept_when_someone_falls_silent() {
        View fresh = heard(NOON, NOON).at(NOON);
        fresh.lasting(new Page(), () -> new byte[] {1});
        assertThat(fresh.at(NOON.plusSeconds(6)).lasting(new Page(), () -> new byte[] {2}).bytes()).containsExactly(1);
    }

    @Test
    void nobody_shares_answers_with_an_auditor() {
        View fresh = heard(NOON, NOON).at(NOON);
        fresh.lasting(new Page(), () -> new byte[] {1});
        assertThat(fresh.unabridged().lasting(new Page(), () -> new byte[] {2}).bytes()).containsExactly(2);
    }

    private record Page() {}

    private static List<String> behind(View view) {
        return view.behind(Instant.MAX);
    }

    private static View heard(Instant a, Instant b) {
        var sources = new TreeMap<>(Map.of("/a", Optional.of(a), "/b", Optional.ofNullable(b)));
        var heard = new TreeMap<>(Map.of("/a", a));
        Optional.ofNullable(b).ifPresent(instant -> heard.put("/b", instant));
        return new View(1, 1, Map.of(), sources, heard, Set.of(), List.of(), List.of(), Answers.none(), false);
    }
}
