package ca.criticalminerals.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    private static Contract contract(JsonNode document) {
        return Contract.announced(Examples.context(document), Examples.kind(document));
    }

    private static List<String> pointers(JsonNode document, JsonNode doctored) {
        return contract(document).violations(doctored).stream().map(Violation::pointer).toList();
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
