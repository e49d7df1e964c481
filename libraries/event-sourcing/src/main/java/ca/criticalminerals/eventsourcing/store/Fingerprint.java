package ca.criticalminerals.eventsourcing.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What a request asks, as a digest of its JSON value. How the value is written makes no difference: the order of members, blanks, escapes,
 * and whether a number is 2, 2.0 or 2e0.
 *
 * @param value  SHA-256, hexadecimal
 * @param former gives what releases before this one kept of the same request, a digest of its text: a repeat across an update is known by it
 */
public record Fingerprint(String value, Supplier<String> former) {
    /** What a request without a key needs. */
    public static final Fingerprint NONE = of("");

    /** Of a request that no earlier release can have recorded. */
    public static Fingerprint of(String value) {
        return new Fingerprint(value, () -> value);
    }

    /**
     * Of a request.
     *
     * @param formerText the text of which earlier releases kept the digest
     * @param asked      what is asked and about what, each as a value of its own: the body as JSON, everything else as text
     */
    public static Fingerprint of(String formerText, Object... asked) {
        var all = JsonNodeFactory.instance.arrayNode();
        for (Object one : asked) {
            all.add(one instanceof JsonNode json ? json : TextNode.valueOf(one.toString()));
        }
        var text = new StringBuilder();
        write(all, text);
        return new Fingerprint(digest(text.toString()), () -> digest(formerText));
    }

    /** Whether the request that left this digest asked the same. */
    boolean isOf(String recorded) {
        return value.equals(recorded) || former.get().equals(recorded);
    }

    /** The value in the one way in which it is written here; bodies are read with a limit to their depth and to the scale of numbers. */
    private static void write(JsonNode node, StringBuilder text) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                text.append('{');
                var names = new TreeSet<String>();
                node.fieldNames().forEachRemaining(names::add);
                for (String name : names) {
                    text.append(TextNode.valueOf(name)).append(':');
                    write(node.get(name), text);
                    text.append(',');
                }
                text.append('}');
            }
            case ARRAY -> {
                text.append('[');
                for (JsonNode one : node) {
                    write(one, text);
                    text.append(',');
                }
                text.append(']');
            }
            case NUMBER -> text.append(node.decimalValue().stripTrailingZeros());
            default -> text.append(node);
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
