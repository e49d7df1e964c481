package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    @Test
    void a_decimal_keeps_its_digits() {
        assertThat(JsonBody.read(bytes("{\"rate\": 30.10}")).get("rate").decimalValue()).isEqualByComparingTo("30.10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{", "{\"a\": 1} {}", "{\"a\": 1, \"a\": 2}", "{a: 1}", "{\"a\": NaN}", "{'a': 1}", "nothing"})
    void what_is_ambiguous_or_broken_is_refused(String body) {
        assertThat(refusal(bytes(body)).name()).isEqualTo("malformed-json");
    }

    @Test
    void the_place_of_a_mistake_is_named() {
        assertThat(refusal(bytes("{\n  \"a\": }")).detail().en()).contains("line 2");
    }

    @Test
    void other_encodings_than_utf_8_are_refused() {
        assertThat(refusal("{\"a\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1)).detail().en()).contains("UTF-8");
    }

    @Test
    void nesting_has_an_end() {
        assertThat(refusal(bytes("[".repeat(10_000))).detail().en()).contains("too deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-999999999", "1e999999999", "0.1e-40"})
    void a_number_that_could_never_be_written_out_is_named_with_its_place(String number) {
        assertThat(refusal(bytes("{\"values\": [1, {\"value\": " + number + "}]}")).violations())
                .extracting("place").containsExactly("/values/1/value");
    }

    private static Problem refusal(byte[] body) {
        var refused = catchThrowableOfType(ProblemException.class, () -> JsonBody.read(body));
        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().detail().fr()).isNotBlank().isNotEqualTo(refused.problem().detail().en());
        return refused.problem();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
