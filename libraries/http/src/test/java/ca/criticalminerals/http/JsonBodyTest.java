package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** A million bytes of each: what is beyond any contract is known before a schema looks at it, and the answer is short. */
    static Stream<String> monsters() {
        return Stream.of("{\"" + "k".repeat(500_000) + "\": [" + "1,".repeat(200_000) + "1e99]}", "{\"a\": [" + "1e99,".repeat(200_000) + "1]}",
                "{" + IntStream.range(0, 80_000).mapToObj(i -> "\"a" + i + "\": 1").collect(Collectors.joining(",")) + "}",
                "{\"a\": [" + "{},".repeat(300_000) + "{}]}", "{\"a\": " + "9".repeat(1_000_000) + "}", "{\"a\": 1e99999999999999999999}", "{\"a\": -1e-999999999}",
                "{\"a\":".repeat(150_000), "[".repeat(1_000_000), "\"\\u0061".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("monsters")
    @Timeout(5)
    void what_is_beyond_any_contract_is_refused_at_once_and_in_few_words(String body) {
        assertThat(refusal(bytes(body)).toString()).hasSizeLessThan(40_000);
    }

    @Test
    void a_place_is_a_json_pointer_whatever_properties_are_called() {
        assertThat(refusal(bytes("{\"a/b\": {\"~\": 1e99}}")).violations().toString()).contains("/a~1b/~0");
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
