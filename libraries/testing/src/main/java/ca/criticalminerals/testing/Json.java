package ca.criticalminerals.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Documents as the tests read them: answers, announcements, and the resources of the contracts. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** A file of the contracts, {@code funding/examples.txt}. */
    static String contract(String file) {
        try (var stream = Json.class.getResourceAsStream("/contracts/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** The kind of milestone of a CloudEvent, {@code program-launched}. */
    static String kind(JsonNode document) {
        return document.get("type").asText().split("\\.")[3];
    }
}
