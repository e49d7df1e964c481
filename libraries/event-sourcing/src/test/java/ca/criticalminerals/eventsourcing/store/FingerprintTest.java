package ca.criticalminerals.eventsourcing.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"{\"a\": 1, \"b\": {\"c\": 2, \"d\": 3}}|{\"b\":{\"d\":3,\"c\":2},\"a\":1}", "{\"a\": \"\\u00e9\\/\"}|{\"a\": \"é/\"}",
        "[2]|[2.0]", "[2]|[2e0]", "[200]|[2E+2]", "[0]|[-0.0]", "[0.10]|[1e-1]", "[123456789012345678901234567890]|[123456789012345678901234567890.0]"})
    void one_value_written_in_two_ways_has_one_fingerprint(String one, String other) {
        assertThat(of(one)).isEqualTo(of(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"{\"a\": 1}|{\"a\": 2}", "{\"a\": 1}|{\"a\": \"1\"}", "[1, 2]|[2, 1]", "[1, 2]|[12]", "[\"a\", \"b\"]|[\"a,b\"]",
        "[\"a\\\",\\\"b\"]|[\"a\", \"b\"]", "{\"a\": null}|{}", "[[1], 2]|[[1, 2]]", "[true]|[\"true\"]", "[1.5]|[15]", "{\"a\": {}}|{\"a\": []}", "[0.1]|[0.10000000000000000001]"})
    void two_values_have_two_fingerprints(String one, String other) {
        assertThat(of(one)).isNotEqualTo(of(other));
    }

    @Test
    void what_is_asked_and_about_what_are_never_glued_together() throws JsonProcessingException {
        JsonNode body = JSON.readTree("{}");
        assertThat(Fingerprint.of("", "/v1/a", "b/c", "milestone", body).value()).isNotEqualTo(Fingerprint.of("", "/v1/a/b", "c", "milestone", body).value());
        assertThat(Fingerprint.of("", "a b", "c", body).value()).isNotEqualTo(Fingerprint.of("", "a", "b c", body).value());
        assertThat(Fingerprint.of("", "{}").value()).isNotEqualTo(Fingerprint.of("", body).value());
    }

    @Test
    void a_repeat_across_an_update_is_known_by_what_the_release_before_kept() throws JsonProcessingException {
        var now = Fingerprint.of("/v1/a/b milestone {\"a\":1}", "/v1/a", "b", "milestone", JSON.readTree("{\"a\":1}"));
        // SHA-256 of the text, as the release before kept it.
        assertThat(now.isOf("9f3efa0b25601722fcc8f78208e7efdc19a9bc7d2d828811a85a0148997105b2")).isTrue();
        assertThat(now.isOf(now.value())).isTrue();
        assertThat(now.isOf("0".repeat(64))).as("of a redacted request").isFalse();
    }

    private static String of(String json) {
        try {
            return Fingerprint.of("", JSON.readTree(json)).value();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
