package ca.criticalminerals.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas as a validator reads them that nobody of this project has told anything. */
class PublishedSchemasTest {
    private static final Path FOLDER = Path.of("src/main/resources/contracts");
    private static final String ANYWHERE = "https://example.org/contracts/";
    private static final Validator VALIDATOR = validator();

    static Stream<Path> schemas() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".schema.json")).sorted().toList().stream();
        }
    }

    static Stream<String> examples() {
        return Examples.names().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_valid_for_another_validator(String name) {
        assertThat(errors(Examples.document(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-02-29", "2025-02-30", "2100-02-29", "2025-04-31", "2025-13", "2025-00-01", "2025-1-1", "1899", "2025-06-15T00:00:00Z"})
    void another_validator_refuses_a_day_that_the_calendar_does_not_have(String day) {
        var document = Examples.document("funding/project-approved.cmif");
        ((ObjectNode) document.get("data")).put("occurredOn", day);
        assertThat(errors(document)).isNotEmpty();
        assertThat(Contract.inAnnouncement("funding", "project-approved", document)).extracting(Violation::place).containsExactly("/data/occurredOn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025", "2025-02", "2025-02-28", "2024-02-29", "2000-02-29", "2025-12-31", "1900", "2199-04-30"})
    void another_validator_accepts_a_day_as_precise_as_its_source(String day) {
        var document = Examples.document("funding/project-approved.cmif");
        ((ObjectNode) document.get("data")).put("occurredOn", day);
        assertThat(errors(document)).isEmpty();
        assertThat(Contract.inAnnouncement("funding", "project-approved", document)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/time, 2026-02-30T10:00:00.000000Z", "/time, 2026-02-28T24:00:00.000000Z", "/id, 42", "/data/title/en, ' '", "/data/title/en, ' \u00a0'", "/data/title/en, a\u0007b",
            "/data/amount/amount, 0.00", "/data/amount/amount, 01.00", "/data/project, A b"})
    void another_validator_refuses_what_we_refuse(String pointer, String value) {
        var document = Examples.document("funding/project-approved.cmif");
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) document.at(pointer.substring(0, last))).put(pointer.substring(last + 1), value);
        assertThat(errors(document)).isNotEmpty();
        assertThat(Contract.inAnnouncement("funding", "project-approved", document)).isNotEmpty();
    }

    @Test
    void no_schema_needs_what_only_some_validators_know() throws IOException {
        var found = new ArrayList<String>();
        var files = schemas().toList();
        for (Path file : files) {
            look(file.toString(), Examples.json(FOLDER.relativize(file).toString()), found);
        }
        assertThat(files).hasSizeGreaterThan(100);
        assertThat(found).isEmpty();
    }

    private static void look(String place, JsonNode node, List<String> found) {
        if (node.isObject()) {
            // Validators know different formats, and some refuse a schema with one that they do not know.
            Optional.ofNullable(node.get("format")).filter(JsonNode::isTextual).ifPresent(format -> found.add(place + " has the format " + format));
            String pattern = node.path("pattern").isTextual() ? node.get("pattern").asText() : "";
            // Properties of Unicode, groups with a question mark, possessive and lazy repetition, escapes of characters: of some engines only.
            if (pattern.matches("(?s).*(\\\\[^dx./\\\\-]|\\(\\?|[*+?}][+?]).*")) {
                found.add(place + " has the pattern " + pattern);
            }
            if (!pattern.isEmpty() && pattern.matches("(?s).*[+*][^+*]*\\$") && !node.has("maxLength")) {
                found.add(place + " has no maxLength beside the pattern " + pattern);
            }
            if ((node.has("minItems") || node.has("items")) && !node.path("type").asText().equals("array")) {
                found.add(place + " does not say that it is an array");
            }
        }
        if (node.isObject()) {
            node.properties().forEach(one -> look(place + "/" + one.getKey(), one.getValue(), found));
        } else {
            node.forEach(one -> look(place, one, found));
        }
    }

    private static List<String> errors(JsonNode document) {
        var kind = URI.create(ANYWHERE + Examples.context(document) + "/" + Examples.kind(document) + ".v1.schema.json");
        return VALIDATOR.validate(kind, document.toString()).getErrors().stream().map(PublishedSchemasTest::words).toList();
    }

    private static String words(Error error) {
        return error.getInstanceLocation() + " " + error.getError();
    }

    private static Validator validator() {
        var validator = new ValidatorFactory().withJsonNodeFactory(new JacksonNode.Factory()).createValidator();
        try {
            schemas().forEach(file -> validator.registerSchema(URI.create(ANYWHERE + FOLDER.relativize(file)), Examples.text(FOLDER.relativize(file).toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return validator;
    }
}
