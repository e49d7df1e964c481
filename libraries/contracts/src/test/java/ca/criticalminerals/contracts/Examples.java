package ca.criticalminerals.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The example documents of the published language. */
final class Examples {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Examples() {}

    /** The contexts, one for each write service. */
    static List<String> contexts() {
        return List.of("funding", "security", "partnerships", "strategy");
    }

    /** All of a context, {@code funding/program-launched.cmif}. */
    static List<String> names(String context) {
        return text(context + "/examples.txt").lines().map(name -> context + "/" + name).toList();
    }

    static List<String> names() {
        return contexts().stream().flatMap(context -> names(context).stream()).toList();
    }

    static ObjectNode document(String name) {
        return (ObjectNode) json(name.replaceFirst("/", "/examples/") + ".json");
    }

    static String context(JsonNode document) {
        return document.path("type").asText().split("\\.")[2];
    }

    static String kind(JsonNode document) {
        return document.path("type").asText().split("\\.")[3];
    }

    /** The examples of funding as an officer would have sent them. */
    static Stream<ObjectNode> requests() {
        return requests("funding");
    }

    static Stream<ObjectNode> requests(String context) {
        return names(context).stream().map(Examples::document).filter(document -> !isAboutOthers(kind(document))).map(document -> {
            var request = (ObjectNode) document.get("data");
            request.remove("summary");
            return request.put("type", kind(document));
        });
    }

    /** Corrections, retractions and redactions are asked for in other ways. */
    private static boolean isAboutOthers(String kind) {
        return kind.startsWith("milestone-") || kind.equals("text-redacted");
    }

    static ObjectNode request(String kind) {
        return requests().filter(request -> request.get("type").asText().equals(kind)).findFirst().orElseThrow();
    }

    static JsonNode json(String resource) {
        try {
            return JSON.readTree(text(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    static String text(String resource) {
        try (var stream = Examples.class.getResourceAsStream("/contracts/" + resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
