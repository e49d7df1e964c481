package ca.criticalminerals.progress.projection;

import static ca.criticalminerals.progress.projection.Examples.example;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.domain.Entry;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the public reads of a milestone of each kind, from the real examples of all contracts. */
class AnsweredDataTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> ELSEWHERE = List.of("occurredOn", "evidence", "summary", "type");

    static Stream<String> names() {
        return Examples.names();
    }

    private static ObjectNode answered(String name) throws Exception {
        return (ObjectNode) JSON.readTree(Json.milestone(Entry.of(Announced.milestone(Announced.json(Examples.bytes(example(name)))))).toString());
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_kind_is_told_in_the_words_of_its_contract(String name) throws Exception {
        ObjectNode said = plain(example(name).get("data"));
        JsonNode told = answered(name).get("data");
        switch (Examples.kind(name)) {
            case "text-redacted" -> assertThat(told.toString()).doesNotContain("before", "after", "sha256").contains("ground", "reason");
            case "milestone-corrected" -> {
                assertThat(told.get("reason")).isEqualTo(said.get("reason"));
                assertThat(plain(told.get("replacement")).remove(ELSEWHERE)).isEqualTo(plain(said.get("replacement")).remove(ELSEWHERE));
                assertThat(told.get("replacement").has("evidence")).isFalse();
            }
            default -> assertThat(told).isEqualTo(said.remove(ELSEWHERE));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void amounts_titles_and_evidence_stand_where_all_kinds_have_them(String name) throws Exception {
        JsonNode said = example(name).get("data");
        ObjectNode told = answered(name);
        if (said.has("title")) {
            assertThat(told.get("title")).isEqualTo(said.get("title"));
        }
        if (said.has("amount")) {
            assertThat(told.get("amount")).isEqualTo(said.get("amount"));
        }
        if (said.has("evidence")) {
            assertThat(told.get("evidence").isArray()).isTrue();
            assertThat(told.get("evidence")).isNotEmpty().allSatisfy(source -> {
                assertThat(source.path("confidence").asText()).isNotEmpty();
                assertThat(source.path("address").asText()).doesNotContain(" ");
            });
        }
    }

    private static ObjectNode plain(JsonNode node) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(node.toString());
    }
}
