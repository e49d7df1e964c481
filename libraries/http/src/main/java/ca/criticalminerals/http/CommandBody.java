package ca.criticalminerals.http;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
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
public final class CommandBody {
    private final JsonNode json;
    private final List<Violation> violations = new ArrayList<>();

    private CommandBody(JsonNode json) {
        this.json = json;
    }

    /** An object with these properties and no others. */
    public static CommandBody of(InputStream body, String... properties) {
        var read = new CommandBody(readOrNothing(body));
        if (!read.json.isObject()) {
            read.wrong("", "The body is an object.", "Le corps est un objet.");
        }
        var known = Set.of(properties);
        read.json.properties().stream().filter(property -> !known.contains(property.getKey())).forEach(property -> read.wrong("/" + JsonBody.escaped(property.getKey()),
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

    /** The value of a property; a missing node if it was left out. */
    public JsonNode get(String name) {
        return json.path(name);
    }

    /** Notes a mistake, with the pointer to its place. */
    public void wrong(String pointer, String en, String fr) {
        violations.add(new Violation(pointer, Text.of(en, fr)));
    }

    /** Notes a mistake. */
    public void wrong(Violation violation) {
        violations.add(violation);
    }

    /** Why, in both languages. */
    public Text reason() {
        JsonNode reason = json.path("reason");
        if (!reason.path("en").isTextual() || !reason.path("fr").isTextual()) {
            wrong("/reason", "Say why, in English and in French: {\"en\": …, \"fr\": …}.",
                    "Dites pourquoi, en anglais et en français\u00a0: {\"en\": …, \"fr\": …}.");
        } else {
            Contract.inText(reason).forEach(violation -> wrong(violation.within("/reason")));
        }
        return Text.of(reason.path("en").asText(), reason.path("fr").asText());
    }

    /** Goes on only without mistakes. */
    public void check() {
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations).asException();
        }
    }
}
