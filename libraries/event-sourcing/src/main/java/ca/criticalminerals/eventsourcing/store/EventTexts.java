package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Redaction;
import ca.criticalminerals.eventsourcing.Redaction.Span;
import ca.criticalminerals.eventsourcing.Redaction.Taken;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The texts of a stored event, each by its place in the announced document. A property {@code gzip} is a compressed page, whose text is
 * looked at as a reader gets it.
 */
final class EventTexts {
    static final String RECORDED_BY = "/recordedby";
    static final String RECORDED_BY_SUB = "/recordedbysub";
    private static final String PAGE = "/gzip";
    private static final JsonMapper JSON = new JsonMapper();

    private final int version;
    private final Map<String, String> values = new LinkedHashMap<>();

    /** A text that is to be taken out, and the value of its place without it. */
    record Found(Taken taken, String value) {}

    EventTexts(StoredEvent event) {
        version = event.version;
        values.put(RECORDED_BY, event.recordedBy);
        if (event.recordedBySub != null) {
            values.put(RECORDED_BY_SUB, event.recordedBySub);
        }
        try {
            collect("/data", JSON.readTree(event.data));
        } catch (JsonProcessingException e) {
            throw new UnreadableEvent(event, e.getOriginalMessage(), e);
        }
    }

    private void collect(String pointer, JsonNode node) {
        if (node.isTextual()) {
            values.put(pointer, node.asText());
        } else if (node.isObject()) {
            node.properties().forEach(property -> collect(pointer + "/" + property.getKey(), property.getValue()));
        } else {
            for (int i = 0; i < node.size(); i++) {
                collect(pointer + "/" + i, node.get(i));
            }
        }
    }

    /** The places in which any of the texts occurs. */
    List<Found> containing(List<String> texts) {
        var found = new ArrayList<Found>();
        values.forEach((place, value) -> {
            String text = expanded(place, value);
            var spans = spans(text, isPage(place) ? alsoEscaped(texts) : texts);
            if (!spans.isEmpty()) {
                found.add(without(place, value, text, spans));
            }
        });
        return found;
    }

    /** The same place once more, if its value is what it was before the redaction: in a store that was restored to an earlier point. */
    Optional<Found> again(Taken taken) {
        String value = values.get(taken.place());
        return value == null || !StrayRecord.sha256(bytes(value)).equals(taken.was()) ? Optional.empty()
                : Optional.of(without(taken.place(), value, expanded(taken.place(), value), taken.spans()));
    }

    private Found without(String place, String value, String text, List<Span> spans) {
        String left = redacted(text, spans);
        String now = isPage(place) ? compressed(left) : left;
        return new Found(new Taken(version, place, spans, StrayRecord.sha256(bytes(value)), StrayRecord.sha256(bytes(now)),
                isPage(place) ? Optional.of(StrayRecord.sha256(bytes(left))) : Optional.empty()), now);
    }

    /** Where the texts are, in code points; what overlaps or touches is one span. */
    private static List<Span> spans(String text, List<String> texts) {
        boolean[] taken = new boolean[text.length()];
        boolean any = false;
        for (String one : texts) {
            for (int at = text.indexOf(one); at >= 0; at = text.indexOf(one, at + 1)) {
                any = true;
                for (int i = at; i < at + one.length(); i++) {
                    taken[i] = true;
                }
            }
        }
        var spans = new ArrayList<Span>();
        for (int from = 0; any && from < taken.length; from++) {
            int to = from;
            while (to < taken.length && taken[to]) {
                to++;
            }
            if (to > from) {
                spans.add(new Span(text.codePointCount(0, from), text.codePointCount(from, to)));
                from = to;
            }
        }
        return spans;
    }

    private static String redacted(String text, List<Span> spans) {
        var left = new StringBuilder();
        int end = 0;
        for (Span span : spans) {
            int at = text.offsetByCodePoints(0, span.at());
            left.append(text, end, at).append(Redaction.MARK);
            end = text.offsetByCodePoints(at, span.length());
        }
        return left.append(text, end, text.length()).toString();
    }

    /** In a page they can be written as HTML writes them. */
    private static List<String> alsoEscaped(List<String> texts) {
        var all = new LinkedHashSet<>(texts);
        texts.forEach(text -> all.add(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;")));
        return List.copyOf(all);
    }

    static boolean isPage(String place) {
        return place.endsWith(PAGE);
    }

    private static String expanded(String place, String value) {
        if (!isPage(place)) {
            return value;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(value)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String compressed(String page) {
        var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(bytes(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(compressed.toByteArray());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
