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
import java.util.ArrayList;
import java.util.List;

/** Reads the body of a request strictly: what is ambiguous is refused. */
public final class JsonBody {
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(64).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static final int MOST_BYTES = 1024 * 1024;
    private static final int MOST_DIGITS = 30;

    private JsonBody() {}

    /** The JSON in the body, or a problem; of a body that is too large, no more than the limit is ever held. */
    public static JsonNode read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw Problems.ofStatus(413).asException();
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
            findAbsurdNumbers(json, "", absurd);
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
            throw malformed("Not readable as JSON at line " + line + ", column " + column + " (syntax, repeated property or too deep).",
                    "Illisible comme JSON à la ligne " + line + ", colonne " + column + " (syntaxe, propriété répétée ou imbrication excessive).");
        } catch (IOException e) {
            throw malformed("The body cannot be read.", "Le corps de la demande est illisible.");
        }
    }

    /** A few characters like 1e-999999999 would cost gigabytes wherever they are written out. */
    private static void findAbsurdNumbers(JsonNode node, String pointer, List<Violation> found) {
        if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MOST_DIGITS) {
            found.add(new Violation(pointer, Text.of("The number is out of any range.", "Le nombre est hors de toute plage.")));
        }
        node.properties().forEach(entry -> findAbsurdNumbers(entry.getValue(), pointer + "/" + escaped(entry.getKey()), found));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            findAbsurdNumbers(node.get(i), pointer + "/" + i, found);
        }
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
