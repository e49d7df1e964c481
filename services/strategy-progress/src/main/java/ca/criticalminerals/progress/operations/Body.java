package ca.criticalminerals.progress.operations;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.http.JsonBody;
import ca.criticalminerals.progress.api.Question;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an operator sends with a command: an object, or nothing where everything in it can be left out. All its mistakes are told at once. */
final class Body {
    private final JsonNode json;
    private final List<Violation> violations = new ArrayList<>();

    private Body(JsonNode json) {
        this.json = json;
    }

    /** An object with these properties and no others. */
    static Body of(InputStream body, String... properties) {
        Body read = new Body(readOrNothing(body));
        if (!read.json.isObject()) {
            read.wrong("", "The body is an object.", "Le corps est un objet.");
        }
        var known = Set.of(properties);
        read.json.properties().stream().filter(property -> !known.contains(property.getKey())).forEach(property -> read.wrong("/" + property.getKey(),
                "There is no such property; there are " + List.of(properties) + ".", "Cette propriété n’existe pas; il y a " + List.of(properties) + "."));
        return read;
    }

    private static JsonNode readOrNothing(InputStream body) {
        try {
            var peeked = new PushbackInputStream(body);
            int first = peeked.read();
            if (first < 0) {
                return JsonNodeFactory.instance.objectNode();
            }
            peeked.unread(first);
            return JsonBody.read(peeked);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode get(String name) {
        return json.path(name);
    }

    void wrong(String pointer, String en, String fr) {
        violations.add(new Violation(pointer, Text.of(en, fr)));
    }

    void wrong(Violation violation) {
        violations.add(violation);
    }

    /** Why, in both languages. */
    Text reason() {
        JsonNode reason = json.path("reason");
        if (!reason.path("en").isTextual() || !reason.path("fr").isTextual() || reason.size() > 2
                || reason.path("en").asText().isBlank() || reason.path("fr").asText().isBlank()) {
            wrong("/reason", "Say why, in English and in French: {\"en\": …, \"fr\": …}.",
                    "Dites pourquoi, en anglais et en français\u00a0: {\"en\": …, \"fr\": …}.");
        }
        return Text.of(reason.path("en").asText(), reason.path("fr").asText());
    }

    /** Goes on only without mistakes. */
    void check() {
        Question.refuse(violations);
    }
}
