package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {
    @ParameterizedTest
    @ValueSource(strings = {"handling=validate", "handling=\"validate\"", "handling = \"validate\"", "Handling=validate", "HANDLING=Validate", " handling=validate ",
        "respond-async, handling=validate", ",,handling=validate,", "wait=10,\thandling=validate", "handling=\"val\\idate\"", "handling=validate; why=\"a, b; c\"",
        "handling=validate;", "handling=validate, handling=lenient", "safe, return=minimal, handling=validate"})
    void a_dry_run_is_asked_for_in_every_spelling_of_rfc_7240(String line) {
        var read = Preferences.of(List.of(line));
        assertThat(read.isDryRun()).isTrue();
        assertThat(read.refusal(true)).isEmpty();
        assertThat(read.refusal(false)).as("where there is none").isPresent();
        assertThat(read.applied()).contains("handling=validate");
    }

    @Test
    void preferences_can_stand_on_several_lines() {
        assertThat(Preferences.of(List.of("respond-async", "handling=validate")).isDryRun()).isTrue();
        assertThat(Preferences.of(List.of("respond-async", "handling=validate")).refusal(true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "handling", "handling=", "handling=validte", "handling=validate-only", "validate", "handling:validate", "handling=\"validate",
        "x=\"handling=validate\"", "return=minimal; handling=validate", "respond-async; handling=validate", "handling=strict; validate", "handling=strict, handling=validate",
        "handling=lenient, handling=\"validate\"", "=validate", "handling==validate", "handling=validate nonsense", "dry-run", "odata.continue-on-error", "\"handling\"=validate",
        "handling=validate, nonsense", ";handling=validate", "handling=vàlidate"})
    void what_is_not_understood_is_refused_and_named(String line) {
        assertThat(Preferences.of(List.of(line)).refusal(true)).isPresent().get().satisfies(why -> assertThat(why.fr()).isNotBlank().isNotEqualTo(why.en()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "respond-async", "return=minimal", "return=representation, wait=5", "safe", "handling=strict", "Handling=\"LENIENT\""})
    void what_changes_nothing_that_is_recorded_is_passed_over(String line) {
        assertThat(Preferences.of(List.of(line)).refusal(false)).isEmpty();
        assertThat(Preferences.of(List.of(line)).isDryRun()).isFalse();
    }

    @Test
    void only_what_is_followed_is_said_to_be() {
        assertThat(Preferences.of(List.of("handling=strict")).applied()).contains("handling=strict");
        assertThat(Preferences.of(List.of("handling=lenient")).applied()).isEmpty();
        assertThat(Preferences.of(List.of("return=minimal, respond-async")).applied()).isEmpty();
    }

    @Test
    void a_long_line_is_read_once_and_shown_short() {
        String line = "x=\"" + "\\a".repeat(200_000) + "\", " + ";".repeat(100) + "y";
        assertThat(Preferences.of(List.of(line)).refusal(true)).isPresent().get().satisfies(why -> assertThat(why.en()).hasSizeLessThan(400));
    }
}
