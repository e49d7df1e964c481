package ca.criticalminerals.eventsourcing.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.Redaction.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The texts of a stored event, and what is left of them. */
class EventTextsTest {
    private static StoredEvent event(String data) {
        var event = new StoredEvent();
        event.version = 3;
        event.type = "edition-published";
        event.data = data;
        event.recordedBy = "somebody";
        return event;
    }

    private static String compressed(String page) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(page.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String expanded(String gzip) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(gzip)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_text_is_found_in_lists_and_objects_however_deep_and_not_in_the_names_of_properties() {
        var found = new EventTexts(event("{\"Ann\":{\"a\":[\"x\",{\"b\":\"to Ann\"}],\"n\":7,\"t\":true,\"o\":null}}")).containing(List.of("Ann"));
        assertThat(found).extracting(one -> one.taken().place() + "=" + one.value()).containsExactly("/data/Ann/a/1/b=to ███");
    }

    @Test
    void texts_that_overlap_or_touch_are_one_span_in_code_points() {
        var found = new EventTexts(event("{\"a\":\"🪨ababab abab\"}")).containing(List.of("aba", "bab"));
        assertThat(found.getFirst().taken().spans()).containsExactly(new Span(1, 6), new Span(8, 4));
        assertThat(found.getFirst().value()).isEqualTo("🪨███ ███");
    }

    @Test
    void in_a_page_a_text_is_found_as_html_writes_it_and_the_rest_stays_byte_by_byte() throws IOException {
        String page = "<p title=\"O&#39;Neil &amp; Co\">O'Neil &amp; Co, O&#39;Neil &amp; Co</p>";
        var found = new EventTexts(event("{\"en\":{\"gzip\":\"" + compressed(page) + "\"}}")).containing(List.of("O'Neil & Co"));
        assertThat(found).hasSize(1);
        assertThat(expanded(found.getFirst().value())).isEqualTo("<p title=\"███\">O'Neil &amp; Co, ███</p>");
        assertThat(found.getFirst().taken().page()).contains(StrayRecord.sha256("<p title=\"███\">O'Neil &amp; Co, ███</p>".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void what_was_taken_out_is_taken_out_again_only_where_the_value_is_what_it_was() {
        var taken = new EventTexts(event("{\"a\":\"to Ann\"}")).containing(List.of("Ann")).getFirst().taken();
        assertThat(new EventTexts(event("{\"a\":\"to Ann\"}")).again(taken)).hasValueSatisfying(again -> {
            assertThat(again.taken()).isEqualTo(taken);
            assertThat(again.value()).isEqualTo("to ███");
        });
        assertThat(new EventTexts(event("{\"a\":\"to ███\"}")).again(taken)).isEmpty();
        assertThat(new EventTexts(event("{\"b\":\"to Ann\"}")).again(taken)).isEmpty();
    }
}
