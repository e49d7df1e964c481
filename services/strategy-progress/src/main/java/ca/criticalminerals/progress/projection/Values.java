package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.ReadableText;
import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The values in an announced milestone; each that is needed and not there, or not of its type, makes it {@link Unreadable}. */
final class Values {
    private static final int LONGEST = 200_000;

    private Values() {}

    static Text words(JsonNode node, String name) throws Unreadable {
        JsonNode words = object(node, name);
        return Text.of(text(words, "en"), text(words, "fr"));
    }

    static String text(JsonNode node, String name) throws Unreadable {
        String text = page(node, name);
        if (text.length() > LONGEST) {
            throw new Unreadable(name + " has " + text.length() + " characters, more than " + LONGEST);
        }
        return text;
    }

    /** A text of any length: a published page, which is long. */
    static String page(JsonNode node, String name) throws Unreadable {
        String text = needed(node, name, JsonNodeType.STRING).asText();
        if (!isStorable(text)) {
            throw new Unreadable(name + " has characters that cannot be stored");
        }
        return text;
    }

    /** Neither a NUL nor half of a surrogate pair: PostgreSQL and UTF-8 have no place for them. */
    static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == 0 || Character.isSurrogate(one)
                    && !(i + 1 < text.length() && Character.isSurrogatePair(one, text.charAt(++i)))) {
                return false;
            }
        }
        return true;
    }

    static String shared(JsonNode node, String name) throws Unreadable {
        return Shared.of(text(node, name));
    }

    static Optional<String> optional(JsonNode node, String name) throws Unreadable {
        return node.has(name) ? Optional.of(text(node, name)) : Optional.empty();
    }

    /** An instant of the years that partial dates can have, too. */
    static Instant instant(JsonNode node, String name) throws Unreadable {
        Instant instant = Instant.parse(text(node, name));
        PartialDate.requireYear(instant.atOffset(ZoneOffset.UTC).getYear());
        return instant;
    }

    static BigDecimal number(JsonNode node, String name) throws Unreadable {
        return sensible(needed(node, name, JsonNodeType.NUMBER).decimalValue(), name);
    }

    /** A number of a few digits can still be one that fills the memory when it is written out. */
    static BigDecimal sensible(BigDecimal number, String name) throws Unreadable {
        if ((long) number.precision() - number.scale() > 20 || number.scale() > 20) {
            throw new Unreadable(name + " is beyond all that is counted");
        }
        return number;
    }

    static int whole(JsonNode node, String name) throws Unreadable {
        JsonNode value = needed(node, name, JsonNodeType.NUMBER);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new Unreadable(name + " is not a whole number");
        }
        return value.intValue();
    }

    static int positive(JsonNode node, String name) throws Unreadable {
        int value = whole(node, name);
        if (value < 1) {
            throw new Unreadable(name + " is " + value + ", less than 1");
        }
        return value;
    }

    static boolean truth(JsonNode node, String name) throws Unreadable {
        return needed(node, name, JsonNodeType.BOOLEAN).asBoolean();
    }

    static JsonNode object(JsonNode node, String name) throws Unreadable {
        return needed(node, name, JsonNodeType.OBJECT);
    }

    static JsonNode needed(JsonNode node, String name, JsonNodeType type) throws Unreadable {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw new Unreadable(name + " is missing");
        }
        if (value.getNodeType() != type) {
            throw new Unreadable(name + " is not of the type " + type.name().toLowerCase(Locale.ROOT));
        }
        return value;
    }

    /** Names in the form in which they are compared, also those that were recorded in another. */
    static List<String> compared(JsonNode node, String name) throws Unreadable {
        return texts(node, name).stream().map(ReadableText::name).distinct().toList();
    }

    static List<String> texts(JsonNode node, String name) throws Unreadable {
        return Shared.of(list(node, name, value -> {
            if (!value.isTextual()) {
                throw new Unreadable(name + " are not all of the type string");
            }
            return value.asText();
        }));
    }

    interface Reading<T> {
        T of(JsonNode node) throws Unreadable;
    }

    static <T> List<T> list(JsonNode node, String name, Reading<T> reading) throws Unreadable {
        if (!node.has(name)) {
            return List.of();
        }
        var list = new ArrayList<T>();
        for (JsonNode one : needed(node, name, JsonNodeType.ARRAY)) {
            list.add(reading.of(one));
        }
        return List.copyOf(list);
    }
}
