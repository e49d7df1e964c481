package ca.criticalminerals.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncedContractTest {
    static Stream<String> examples() {
        return Examples.names().stream();
    }

    static Stream<String> kinds() {
        return Examples.contexts().stream().flatMap(context -> Contract.kinds(context).stream().map(kind -> context + "/" + kind));
    }

    @Test
    void every_kind_has_an_example_and_every_example_has_a_kind() {
        assertThat(examples().map(Examples::document).map(document -> Examples.context(document) + "/" + Examples.kind(document)).distinct())
                .containsExactlyInAnyOrderElementsOf(kinds().toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_keeps_its_contract(String name) {
        JsonNode document = Examples.document(name);
        assertThat(contract(document).violations(document)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_schema_is_itself_a_schema_of_2020_12(String kind) {
        var metaschema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SchemaLocation.of(SchemaId.V202012));
        assertThat(metaschema.validate(Examples.json(kind + ".v1.schema.json"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_every_event_must_have_is_required(String name) {
        var document = Examples.document(name);
        for (String property : List.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema",
                "streamversion", "sequence", "recordedby", "data")) {
            ObjectNode without = document.deepCopy();
            without.remove(property);
            assertThat(pointers(document, without)).as("without " + property).containsExactly("/" + property);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_unknown_property_is_refused_wherever_it_stands(String name) {
        var document = Examples.document(name);
        for (String place : objects(document, "")) {
            var doctored = document.deepCopy();
            ((ObjectNode) doctored.at(place)).put("unheardOf", 1);
            assertThat(pointers(document, doctored)).as("at " + place).containsExactly(place + "/unheardOf");
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void both_languages_are_required_wherever_there_are_words(String name) {
        var document = Examples.document(name);
        for (String place : objects(document, "")) {
            if (document.at(place).has("fr")) {
                var doctored = document.deepCopy();
                ((ObjectNode) doctored.at(place)).remove("fr");
                assertThat(pointers(document, doctored)).as("at " + place).containsExactly(place + "/fr");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_reader_passes_over_what_it_does_not_know_wherever_it_stands(String name) {
        var document = Examples.document(name);
        for (String place : objects(document, "")) {
            var later = document.deepCopy();
            ((ObjectNode) later.at(place)).put("unheardOf", 1);
            assertThat(inAnnouncement(document, later)).as("at " + place).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mine\u200b", "\u200b", "a\u2028b", "\uE000", "e\u0301\u0301\u0301\u0301\u0301\u0301"})
    void a_text_that_was_recorded_before_such_texts_were_refused_is_still_read(String text) {
        var document = Examples.document("funding/project-approved.cmif");
        ((ObjectNode) document.at("/data/title")).put("en", text);
        assertThat(inAnnouncement(document, document)).isEmpty();
        assertThat(contract(document).violations(document)).isEmpty();
    }

    /** The quick answer is yes for each example, and never yes where the validator finds a mistake. */
    @ParameterizedTest
    @MethodSource("examples")
    void a_document_is_surely_right_only_if_the_validator_finds_nothing(String name) {
        var document = Examples.document(name);
        var quick = CompiledSchema.of(Examples.context(document) + "/" + Examples.kind(document));
        assertThat(quick.holds(document)).isTrue();
        for (String place : objects(document, "")) {
            for (var property : List.copyOf(document.at(place).properties())) {
                for (JsonNode instead : instead(property.getValue())) {
                    var doctored = document.deepCopy();
                    if (instead.isMissingNode()) {
                        ((ObjectNode) doctored.at(place)).remove(property.getKey());
                    } else {
                        ((ObjectNode) doctored.at(place)).set(property.getKey(), instead);
                    }
                    String what = place + "/" + property.getKey() + " = " + instead;
                    assertThat(quick.holds(doctored) && !pointers(document, doctored).isEmpty()).as(what).isFalse();
                    assertThat(inAnnouncement(document, doctored).stream().map(Violation::place).toList()).as(what).isEqualTo(pointers(document, doctored));
                }
            }
        }
    }

    /** What can stand there by mistake. */
    private static List<JsonNode> instead(JsonNode value) {
        var nodes = JsonNodeFactory.instance;
        var list = new ArrayList<JsonNode>(List.of(MissingNode.getInstance(), nodes.nullNode(), nodes.textNode(""), nodes.textNode(" "), nodes.textNode("x"),
                nodes.textNode("X \u0007"), nodes.textNode("\u202etxet"), nodes.textNode("2026-02-30"), nodes.textNode("2026-02"), nodes.textNode("a".repeat(2_100)),
                nodes.textNode("x\n"), nodes.numberNode(0), nodes.numberNode(-1), nodes.numberNode(1.5), nodes.numberNode(new BigDecimal("1.0")),
                nodes.numberNode(1_000_000_000L), nodes.booleanNode(true), nodes.arrayNode(), nodes.arrayNode().add("BC").add("BC"), nodes.arrayNode().add(1)));
        if (value.isTextual()) {
            list.addAll(List.of(nodes.textNode(value.asText() + "\n"), nodes.textNode(value.asText() + "\u0378"), nodes.textNode("\u00e9" + value.asText()),
                    nodes.textNode(value.asText().toUpperCase(Locale.ROOT)), nodes.textNode(value.asText() + value.asText())));
        }
        if (value.isArray() && !value.isEmpty()) {
            list.add(((ArrayNode) value.deepCopy()).add(value.get(0)));
        }
        return list;
    }

    private static List<Violation> inAnnouncement(JsonNode document, JsonNode doctored) {
        return Contract.inAnnouncement(Examples.context(document), Examples.kind(document), doctored);
    }

    private static Contract contract(JsonNode document) {
        return Contract.announced(Examples.context(document), Examples.kind(document));
    }

    private static List<String> pointers(JsonNode document, JsonNode doctored) {
        return contract(document).violations(doctored).stream().map(Violation::place).toList();
    }

    /** The places of all objects in the document; the free part of a correction is checked where it is recorded. */
    private static List<String> objects(JsonNode node, String place) {
        var places = new ArrayList<String>();
        if (node.isObject() && !place.equals("/data/replacement")) {
            places.add(place);
            node.properties().forEach(entry -> places.addAll(objects(entry.getValue(), place + "/" + entry.getKey())));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                places.addAll(objects(node.get(i), place + "/" + i));
            }
        }
        return places;
    }
}
