package ca.criticalminerals.http;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of a request strictly: what is ambiguous is refused. */
public final class JsonBody {
    /** More than the longest name of a property in any contract. */
    private static final int LONGEST_NAME = 100;
    /** Three times as many as a batch of a thousand milestones has. */
    private static final int MOST_TOKENS = 250_000;
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(64).maxNameLength(LONGEST_NAME)
                            .maxTokenCount(MOST_TOKENS).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Of a body with one milestone, or one command. */
    static final int MOST_BYTES = 256 * 1024;
    static final int MOST_BYTES_OF_MANY = 1024 * 1024;
    static final int MOST_BYTES_OF_A_FORM = 16 * 1024;
    private static final int MOST_DIGITS = 30;
    /** More properties than any object of a contract has, and more entries than any list. */
    private static final int MOST_PROPERTIES = 200;
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_FOUND = 100;

    private JsonBody() {}

    /** The JSON in the body, or a problem; of a body that is too large, no more than the limit is ever held. */
    public static JsonNode read(InputStream body) {
        return read(body, MOST_BYTES);
    }

    /** The same of a body that may hold many milestones. */
    public static JsonNode readMany(InputStream body) {
        return read(body, MOST_BYTES_OF_MANY);
    }

    private static JsonNode read(InputStream body, int most) {
        try {
            byte[] bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw Problems.tooLarge(most).asException();
            }
            return read(bytes);
        } catch (IOException e) {
            throw malformed("The body ended before its end.", "Le corps de la demande s’est interrompu.");
        }
    }

    /** The JSON in the body, or a problem that says where it goes wrong. */
    static JsonNode read(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            JsonNode json = STRICT.readTree(text);
            if (json == null || json.isMissingNode()) {
                throw malformed("The body is empty.", "Le corps de la demande est vide.");
            }
            var absurd = new ArrayList<Violation>();
            findAbsurd(json, new ArrayDeque<>(), absurd);
            if (!absurd.isEmpty()) {
                throw Problem.invalid(absurd).asException();
            }
            return json;
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8.", "Le corps de la demande n’est pas en UTF-8.");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String line = at == null ? "?" : String.valueOf(at.getLineNr());
            String column = at == null ? "?" : String.valueOf(at.getColumnNr());
            throw malformed("Not readable as JSON at line " + line + ", column " + column + " (syntax, repeated property, too deep, or too much of something).",
                    "Illisible comme JSON à la ligne " + line + ", colonne " + column + " (syntaxe, propriété répétée, imbrication excessive ou démesure).");
        } catch (ArithmeticException | NumberFormatException e) {
            throw malformed("A number in the body is out of any range.", "Un nombre du corps est hors de toute plage.");
        } catch (IOException e) {
            throw malformed("The body cannot be read.", "Le corps de la demande est illisible.");
        }
    }

    /**
     * Finds what no contract has, and what would cost too much to find out with a schema. A few characters like 1e-999999999 would cost gigabytes
     * wherever they are written out. The way to a place is written only where something is found.
     */
    private static void findAbsurd(JsonNode node, ArrayDeque<String> way, List<Violation> found) {
        if (found.size() >= MOST_FOUND) {
            return;
        }
        if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MOST_DIGITS) {
            found.add(new Violation(pointer(way), Text.of("The number is out of any range.", "Le nombre est hors de toute plage.")));
        } else if (node.isObject() && node.size() > MOST_PROPERTIES || node.isArray() && node.size() > MOST_ENTRIES) {
            found.add(new Violation(pointer(way), Text.of("There are too many entries; at most " + (node.isObject() ? MOST_PROPERTIES : MOST_ENTRIES) + ".",
                    "Il y a trop d’éléments; au plus " + (node.isObject() ? MOST_PROPERTIES : MOST_ENTRIES) + ".")));
        } else if (node.isContainerNode()) {
            var names = node.fieldNames();
            int place = 0;
            for (JsonNode inside : node) {
                way.addLast(node.isObject() ? names.next() : String.valueOf(place++));
                findAbsurd(inside, way, found);
                way.removeLast();
            }
        }
    }

    private static String pointer(ArrayDeque<String> way) {
        var pointer = new StringBuilder();
        way.forEach(step -> pointer.append('/').append(escaped(step)));
        return pointer.toString();
    }

    /** The name of a property in a JSON pointer. */
    static String escaped(String property) {
        return property.replace("~", "~0").replace("/", "~1");
    }

    private static ProblemException malformed(String en, String fr) {
        return Problem.of(400, "malformed-json", Text.of("The body is not JSON", "Le corps n’est pas du JSON"), Text.of(en, fr))
                .asException();
    }
}
