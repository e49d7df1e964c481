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

    static List<String> names() {
        return text("funding/examples.txt").lines().toList();
    }

    static ObjectNode document(String name) {
        return (ObjectNode) json("funding/examples/" + name + ".json");
    }

    static String kind(JsonNode document) {
        return document.path("type").asText().split("\\.")[3];
    }

    /** The examples as an officer would have sent them. */
    static Stream<ObjectNode> requests() {
        return names().stream().map(Examples::document).filter(document -> !kind(document).startsWith("milestone-")).map(document -> {
            var request = (ObjectNode) document.get("data");
            request.remove("summary");
            return request.put("type", kind(document));
        });
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
