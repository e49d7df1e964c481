package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.Well.DAY;
import static ca.criticalminerals.eventsourcing.store.Well.JSON;
import static ca.criticalminerals.eventsourcing.store.Well.digging;
import static ca.criticalminerals.eventsourcing.store.Well.drawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneCorrected;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRetracted;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Redaction;
import ca.criticalminerals.eventsourcing.LedgerEvent.TextRedacted;
import ca.criticalminerals.eventsourcing.Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MilestoneJsonTest {
    private static final Text REASON = Text.of("a mistake", "une erreur");
    private static final LedgerEvent<Milestone> RECORDED = new MilestoneRecorded<>(drawn(7));
    private static final LedgerEvent<Milestone> CORRECTED = new MilestoneCorrected<>(2, REASON, drawn(8), DAY);
    private static final LedgerEvent<Milestone> RETRACTED = new MilestoneRetracted<>(2, REASON, DAY);

    private static StoredEvent stored(String type, String data) {
        var stored = new StoredEvent();
        stored.streamId = "well";
        stored.version = 3;
        stored.position = 42;
        stored.type = type;
        stored.data = data;
        stored.occurredOn = DAY.value();
        return stored;
    }

    @Test
    void the_kind_of_a_milestone_is_the_kebab_case_name_of_its_record() {
        assertThat(JSON.kinds()).containsExactly("water-drawn", "well-dug");
        assertThat(JSON.kind(RECORDED)).isEqualTo("water-drawn");
        assertThat(JSON.kind(CORRECTED)).isEqualTo("milestone-corrected");
        assertThat(JSON.kind(RETRACTED)).isEqualTo("milestone-retracted");
    }

    @Test
    void a_milestone_is_stored_with_words_for_constants_and_text_for_dates_and_without_what_is_empty() {
        assertThat(JSON.json(RECORDED)).hasToString(
                "{\"buckets\":7,\"occurredOn\":\"2025-06-17\",\"evidence\":{\"source\":\"a witness\",\"confidence\":\"internalRecord\"}}");
    }

    @Test
    void a_correction_is_stored_with_the_kind_of_its_replacement() {
        assertThat(JSON.json(CORRECTED).at("/replacement/type").asText()).isEqualTo("water-drawn");
        assertThat(JSON.json(CORRECTED).at("/milestone").asInt()).isEqualTo(2);
    }

    @Test
    void every_event_is_read_back_as_it_was_stored() {
        for (var event : List.of(RECORDED, CORRECTED, RETRACTED, new MilestoneRecorded<Milestone>(digging()))) {
            assertThat(JSON.read(stored(JSON.kind(event), JSON.json(event).toString()))).isEqualTo(event);
        }
    }

    @Test
    void a_redaction_is_read_back_as_it_was_stored() {
        var redacted = new TextRedacted<Milestone>(new Redaction(Redaction.Ground.COURT_ORDER, Text.of("why", "pourquoi"), List.of(new Redaction.Taken(2,
                "/data/evidence/source", List.of(new Redaction.Span(0, 3)), "a".repeat(64), "b".repeat(64), Optional.empty()))), DAY);
        assertThat(JSON.kind(redacted)).isEqualTo("text-redacted");
        assertThat(JSON.json(redacted).get("ground").asText()).isEqualTo("courtOrder");
        assertThat(JSON.read(stored("text-redacted", JSON.json(redacted).toString()))).isEqualTo(redacted);
    }

    @Test
    void an_event_that_cannot_be_read_stops_the_reader_and_names_its_place() {
        String data = JSON.json(RECORDED).toString();
        for (var unreadable : List.of(stored("well-poisoned", data), stored("water-drawn", "not json"),
                stored("water-drawn", data.replace("2025-06-17", "2025-02-30")), stored("water-drawn", data.replace("internalRecord", "rumour")),
                stored("water-drawn", data.replace("\"buckets\":7", "\"buckets\":null")),
                stored("milestone-corrected", "{\"milestone\":2,\"replacement\":7}"))) {
            assertThatExceptionOfType(UnreadableEvent.class).as(unreadable.data).isThrownBy(() -> JSON.read(unreadable))
                    .withMessageContaining("position 42").withMessageContaining("well version 3").withMessageContaining(unreadable.type);
        }
    }
}
