package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandBodyTest {
    @ParameterizedTest
    @ValueSource(strings = {"\\u0007", "\\u202e", "LONG"})
    void a_reason_obeys_the_contract_of_every_reason(String part) {
        String text = part.equals("LONG") ? "a".repeat(100_000) : "a" + part;
        assertThat(mistakes("{\"reason\": {\"en\": \"" + text + "\", \"fr\": \"pourquoi\"}}")).containsExactly("/reason/en");
    }

    @Test
    void a_reason_is_in_both_languages_and_nothing_else() {
        assertThat(mistakes("{}")).containsExactly("/reason");
        assertThat(mistakes("{\"reason\": {\"en\": \"why\", \"fr\": \" \"}}")).containsExactly("/reason/fr");
        assertThat(mistakes("{\"reason\": {\"en\": \"why\", \"fr\": \"pourquoi\"}, \"a/b\": 1}")).containsExactly("/a~1b");
        assertThat(mistakes("{\"reason\": {\"en\": \"why\", \"fr\": \"pourquoi\"}}")).isEmpty();
    }

    private static List<String> mistakes(String body) {
        var read = CommandBody.of(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), "reason");
        read.reason();
        var refused = catchThrowableOfType(ProblemException.class, read::check);
        return refused == null ? List.of() : refused.problem().violations().stream().map(one -> one.place()).toList();
    }
}
