package ca.criticalminerals.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsyncApiTest {
    private final JsonNode api = read();

    @ParameterizedTest
    @CsvSource({"funding, funding-programs", "security, security-measures", "partnerships, partnerships", "strategy, strategy-progress"})
    void it_describes_every_kind_on_the_topic_of_the_service(String context, String service) {
        assertThat(api.path("asyncapi").asText()).isEqualTo("3.0.0");
        JsonNode channel = api.at("/channels/" + context + "Milestones");
        assertThat(channel.path("address").asText()).isEqualTo(service + ".milestones");
        var types = new ArrayList<String>();
        channel.path("messages").forEach(message -> types.add(resolved(message).path("name").asText()));
        assertThat(types).containsExactlyElementsOf(
                Contract.kinds(context).stream().map(kind -> "ca.criticalminerals." + context + "." + kind + ".v1").toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"funding", "security", "partnerships", "strategy"})
    void every_message_points_to_its_schema_and_to_examples_that_keep_it(String context) {
        assertThat(api.at("/channels/" + context + "Milestones/messages")).isNotEmpty();
        for (JsonNode reference : api.at("/channels/" + context + "Milestones/messages")) {
            JsonNode message = resolved(reference);
            JsonNode schema = Examples.json(message.at("/payload/schema/$ref").asText());
            assertThat(schema.at("/properties/type/const").asText()).isEqualTo(message.path("name").asText());
            assertThat(message.path("title").asText()).isEqualTo(schema.path("title").asText());
            for (JsonNode example : message.path("examples")) {
                JsonNode document = Examples.json(example.at("/payload/$ref").asText());
                assertThat(document.path("type").asText()).isEqualTo(message.path("name").asText());
            }
        }
    }

    @Test
    void every_example_is_shown() {
        List<String> shown = StreamSupport.stream(api.at("/components/messages").spliterator(), false)
                .flatMap(message -> StreamSupport.stream(message.path("examples").spliterator(), false))
                .map(example -> example.at("/payload/$ref").asText().replace("/examples/", "/").replace(".json", "")).toList();
        assertThat(shown).containsExactlyInAnyOrderElementsOf(Examples.names());
    }

    @Test
    void every_internal_reference_leads_somewhere() {
        assertThat(api.findValuesAsText("$ref")).filteredOn(reference -> reference.startsWith("#"))
                .isNotEmpty().allMatch(reference -> !api.at(reference.substring(1)).isMissingNode());
    }

    @Test
    void every_server_has_a_protocol_of_kafka_and_a_login() {
        assertThat(api.path("servers")).hasSize(3).allSatisfy(server -> {
            assertThat(server.path("host").asText()).isEqualTo("{host}:{port}");
            assertThat(server.path("protocol").asText()).startsWith("kafka");
            assertThat(server.path("variables").path("host").path("default").asText()).isNotBlank();
            assertThat(resolved(server.path("security").path(0)).path("type").asText()).isIn("scramSha512", "plain");
        });
    }

    @Test
    void every_channel_says_how_its_records_are_compressed() {
        assertThat(api.path("channels")).hasSize(8).allSatisfy(channel ->
                assertThat(channel.at("/bindings/kafka/x-compression").asText()).isEqualTo("lz4"));
    }

    @Test
    void the_introduction_tells_milestones_from_watermarks() {
        assertThat(api.at("/info/description").asText()).contains("Each record of a topic `….milestones` is a structured CloudEvents",
                "Records of the topics `….watermarks` are plain JSON");
        assertThat(api.at("/components/messages/Watermark/contentType").asText()).isEqualTo("application/json");
    }

    private JsonNode resolved(JsonNode reference) {
        return api.at(reference.path("$ref").asText().substring(1));
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Examples.text("asyncapi.yaml"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
