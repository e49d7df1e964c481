package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.OwnStore.SOON;
import static ca.criticalminerals.eventsourcing.store.OwnStore.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.eventsourcing.LedgerEvent.TextRedacted;
import ca.criticalminerals.eventsourcing.Redaction.Ground;
import ca.criticalminerals.eventsourcing.Redaction.Span;
import ca.criticalminerals.eventsourcing.Redaction;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.Redactions.What;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are taken out of a store on a legal ground: real PostgreSQL, real Kafka. */
class RedactionsTest {
    private static final String REFUSED = "23514";
    private static final Text WHY = Text.of("She asked for it", "Elle l’a demandé");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final What NAMES = new What.Texts(List.of("Zoë Roe", "zoe.roe"));

    @RegisterExtension
    final OwnStore store = OwnStore.holding("well 1");

    /** Two events of a well with a name in them; the second was recorded by the same person under a key. */
    @BeforeEach
    void a_name_in_the_record() throws Exception {
        var relay = store.relay();
        store.execute("set session authorization " + store.database().getUser() + "; " + """
                insert into event (stream_id, version, type, data, occurred_on, recorded_by) values ('well', 2, 'well-dug',
                    '{"occurredOn":"2025-06-17","evidence":{"source":"🪨 Zoë Roe, dug by Zoë RoeZoë Roe!","confidence":"unverified"}}', '2025-06-17', 'officer');
                insert into event (stream_id, version, type, data, occurred_on, recorded_by, recorded_by_sub, idempotency_key, fingerprint) values ('well', 3, 'well-dug',
                    '{"occurredOn":"2025-06-18","evidence":{"source":"x","confidence":"unverified"}}', '2025-06-18', 'zoe.roe', 's-zoe.roe', 'k', 'f')""");
        await().atMost(SOON).until(() -> store.milestones().names().size() == 3 && store.operations().status().backlog() == 0);
        relay.stop(null);
    }

    private Optional<Redactions.Entry> redact(What what) throws SQLException {
        String seen = store.redactions().plan("well", what, _ -> true).confirm();
        return store.redactions().redact("well", what, Ground.PRIVACY, WHY, Recorder.named("privacy"), TODAY, _ -> true, plan -> plan.confirm().equals(seen));
    }

    private String text(int version) throws SQLException {
        return store.events().stream().filter(event -> event.version == version).findFirst().orElseThrow().data;
    }

    @Test
    void a_text_is_gone_from_every_place_of_the_record_and_the_event_that_says_so_does_not_repeat_it() throws SQLException {
        var plan = store.redactions().plan("well", NAMES, _ -> true);
        assertThat(plan.places()).extracting(Redactions.Place::milestone, Redactions.Place::place, Redactions.Place::times)
                .containsExactly(tuple(2, "/data/evidence/source", 2), tuple(3, "/recordedby", 1), tuple(3, "/recordedbysub", 1));
        assertThat(store.rows()).as("a preview changes nothing").hasSize(3);

        var redaction = redact(NAMES).orElseThrow().redaction();

        assertThat(store.rows()).hasSize(4).noneMatch(row -> row.contains("Zoë") || row.contains("zoe.roe"));
        assertThat(text(2)).contains("\"🪨 ███, dug by ███!\"");
        assertThat(store.redactions().remaining(List.of("Zoë Roe", "zoe.roe"))).isEmpty();
        assertThat(redaction.taken().getFirst().spans()).containsExactly(new Span(2, 7), new Span(18, 14));
        assertThat(redaction.milestones()).containsExactly(2, 3);
        assertThat(store.announcements().json().read(store.events().getLast())).isInstanceOfSatisfying(TextRedacted.class,
                event -> assertThat(event.redaction()).isEqualTo(redaction));
        assertThat(store.redactions().all()).extracting(Redactions.Entry::redaction).containsExactly(redaction);
    }

    @Test
    void what_was_recorded_beside_it_is_what_it_was() throws SQLException {
        var before = store.events();

        redact(NAMES);

        assertThat(store.events().subList(0, 3)).usingRecursiveComparison().ignoringFields("data", "recordedBy", "recordedBySub").isEqualTo(before);
        assertThat(store.events().getFirst()).usingRecursiveComparison().isEqualTo(before.getFirst());
        assertThat(store.is("select data #- '{evidence,source}' = '{\"occurredOn\":\"2025-06-17\",\"evidence\":{\"confidence\":\"unverified\"}}' from event where version = 2")).isTrue();
        assertThat(store.is("select idempotency_key is null and fingerprint is null from event where version = 3")).isTrue();
    }

    @Test
    void nothing_is_taken_out_unless_the_preview_is_confirmed_and_everything_can_be() throws SQLException {
        var before = store.rows();

        assertThat(store.redactions().redact("well", NAMES, Ground.PRIVACY, WHY, Recorder.named("privacy"), TODAY, _ -> true, _ -> false)).isEmpty();
        assertThat(store.redactions().plan("well", NAMES, document -> !document.at("/data/evidence/source").asText().contains("█")).isPossible()).isFalse();
        assertThat(store.redactions().plan("well", new What.Texts(List.of("nobody")), _ -> true).places()).isEmpty();
        assertThat(redact(new What.Texts(List.of("nobody")))).isEmpty();

        assertThat(store.rows()).isEqualTo(before);
    }

    @Test
    void what_was_taken_out_is_not_found_again_and_a_second_time_takes_nothing() throws SQLException {
        redact(NAMES);
        var after = store.rows();

        assertThat(redact(NAMES)).isEmpty();

        assertThat(store.rows()).isEqualTo(after);
    }

    @Test
    void the_topic_that_is_made_anew_holds_every_milestone_and_nothing_of_the_text() throws Exception {
        redact(NAMES);
        var relay = store.relay();
        awaitState(relay, "publishing");
        assertThat(store.operations().verify().different().names()).as("until then a verification names what the topic still holds").containsExactly("well:2", "well:3");

        renewTopic(4);

        assertThat(store.milestones().names()).containsExactly("well 1", "well 2", "well 3", "well 4");
        assertThat(store.milestones().documents().toString()).contains("███").doesNotContain("Zoë", "zoe.roe");
        assertThat(store.operations().verify()).satisfies(whole -> assertThat(whole.isWhole()).isTrue()).returns(4L, Agreement::events);
    }

    @Test
    void a_store_that_was_restored_to_a_point_before_takes_it_out_again_when_it_recovers() throws Exception {
        redact(NAMES);
        var redacted = store.rows();
        var relay = store.relay();
        awaitState(relay, "publishing");
        renewTopic(4);
        relay.stop(null);
        restore();

        var restored = store.relay();
        awaitState(restored, "ahead");
        assertThat(store.recover()).isEqualTo(1);

        // Its key is gone, as after every recovery; the digest of the request with it.
        assertThat(store.rows()).isEqualTo(redacted);
        awaitState(restored, "publishing");
        assertThat(store.operations().verify().isWhole()).isTrue();
    }

    @Test
    void milestones_that_come_back_after_two_redactions_of_one_place_stay_what_the_last_one_left() throws Exception {
        redact(NAMES);
        redact(new What.Texts(List.of("dug by")));
        var redacted = store.rows();
        var relay = store.relay();
        awaitState(relay, "publishing");
        renewTopic(5);
        relay.stop(null);
        store.execute("""
                set session_replication_role = replica; delete from event where version > 1;
                update relay_checkpoint set (transaction_id, position, complete_through) = (select transaction_id, position, recorded_at from event)""");

        awaitState(store.relay(), "ahead");
        assertThat(store.recover()).isEqualTo(4);

        assertThat(store.rows()).usingElementComparator((one, other) -> one.replaceAll(",[^,]*0{64}", ",").compareTo(other.replaceAll(",[^,]*0{64}", ","))).isEqualTo(redacted);
        assertThat(text(2)).contains("\"🪨 ███, ███ ███!\"");
    }

    @Test
    void in_a_system_that_was_restored_whole_it_is_taken_out_again_by_what_was_kept_of_the_redaction() throws SQLException {
        var taken = redact(NAMES).orElseThrow().redaction().taken();
        restore();
        assertThat(store.rows().toString()).contains("Zoë Roe");

        var again = redact(new What.Again(taken)).orElseThrow().redaction();

        assertThat(again.taken()).isEqualTo(taken);
        assertThat(store.redactions().remaining(List.of("Zoë Roe", "zoe.roe"))).isEmpty();
        assertThat(redact(new What.Again(taken))).as("once more").isEmpty();
    }

    private void renewTopic(int events) throws Exception {
        store.operations().renewTopic();
        await().atMost(SOON).until(() -> !store.operations().status().isRenewed() && store.operations().status().backlog() == 0
                && store.milestones().names().size() == events);
    }

    /** What a restore to the point before the redaction leaves. */
    private void restore() throws SQLException {
        store.execute("""
                set session_replication_role = replica;
                delete from event where version > 3;
                update event set data = jsonb_set(data, '{evidence,source}', '"🪨 Zoë Roe, dug by Zoë RoeZoë Roe!"') where version = 2;
                update event set recorded_by = 'zoe.roe', recorded_by_sub = 's-zoe.roe' where version = 3;
                update relay_checkpoint set (transaction_id, position, complete_through) = (select transaction_id, position, recorded_at from event where version = 3)""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a text that is another one now", "a result that was not recorded", "a later milestone", "a place that is not there", "a page that was not recorded"})
    void the_database_takes_out_nothing_but_what_a_recorded_redaction_names(String misuse) throws SQLException {
        var before = store.rows();
        var taken = store.redactions().plan("well", NAMES, _ -> true);
        assertThat(taken.isPossible()).isTrue();
        String was = "encode(sha256(convert_to('🪨 Zoë Roe, dug by Zoë RoeZoë Roe!', 'UTF8')), 'hex')";
        String now = "encode(sha256(convert_to('🪨 ███, dug by Zoë RoeZoë Roe!', 'UTF8')), 'hex')";
        String forged = switch (misuse) {
            case "a text that is another one now" -> taken("2", "/data/evidence/source", "repeat('0', 64)", now);
            case "a result that was not recorded" -> taken("2", "/data/evidence/source", was, "repeat('0', 64)");
            case "a later milestone" -> taken("9", "/data/evidence/source", was, now);
            case "a place that is not there" -> taken("2", "/data/nothing", was, now);
            case "a page that was not recorded" -> taken("2", "/data/evidence/source", was, now) + " || jsonb_build_object('page', repeat('0', 64))";
            default -> throw new IllegalArgumentException(misuse);
        };
        assertThatThrownBy(() -> {
            try (var connection = store.database().getConnection(); var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("insert into event (stream_id, version, type, data, occurred_on, recorded_by) values ('well', 4, 'text-redacted', "
                        + "jsonb_build_object('taken', jsonb_build_array(" + forged + ")), '2026-11-30', 'forger')");
                statement.execute("select redact('well', 4, '[{\"milestone\": 2, \"place\": \"/data/evidence/source\", \"value\": \"forged\"}]', false)");
                connection.commit();
            }
        }).isInstanceOf(SQLException.class).satisfies(refusal -> assertThat(((SQLException) refusal).getSQLState()).isIn(REFUSED, "P0002"));
        assertThat(store.rows()).isEqualTo(before);
    }

    private static String taken(String milestone, String place, String was, String now) {
        return "jsonb_build_object('milestone', " + milestone + ", 'place', '" + place + "', 'spans', '[{\"at\": 2, \"length\": 7}]'::jsonb, 'was', " + was + ", 'now', " + now + ")";
    }

    @Test
    void a_role_cannot_take_out_anything_without_recording_it() {
        assertThatThrownBy(() -> {
            try (var connection = store.database().getConnection(); var statement = connection.createStatement()) {
                statement.execute("select redact('well', 2, '[]', true)");
            }
        }).isInstanceOf(SQLException.class).satisfies(refusal -> assertThat(((SQLException) refusal).getSQLState()).isEqualTo("P0002"));
    }

    @Test
    void its_files_are_written_anew_by_the_role_of_the_service() throws Exception {
        assertThat(store.is("select pg_relation_size('event') > 0")).isTrue();
        String before = file();
        store.operations().compact();
        assertThat(file()).isNotEqualTo(before);
    }

    @Test
    void others_are_not_kept_waiting_by_the_writing_of_a_table_that_somebody_uses_for_long() throws Exception {
        try (var reader = store.database().getConnection(); var compacting = store.database().getConnection(); var other = store.database().getConnection();
                var people = Executors.newSingleThreadExecutor()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select count(*) from event");
            other.createStatement().execute("set statement_timeout = '3s'");
            Future<?> refused = people.submit(() -> {
                new Compaction(compacting, Duration.ofSeconds(3)).run();
                return null;
            });
            while (!refused.isDone()) {
                other.createStatement().execute("select count(*) from event"); // behind a request that waits for ever, it would be cancelled
            }
            assertThatThrownBy(refused::get).cause().hasMessageStartingWith("The table event is in use");
            reader.rollback();
        }
        store.operations().compact();
    }

    private String file() throws SQLException {
        try (var connection = store.database().getConnection(); var rows = connection.createStatement().executeQuery("select pg_relation_filepath('event')")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void the_mark_is_never_longer_than_what_it_stands_for() {
        assertThat(Redaction.MARK.codePointCount(0, Redaction.MARK.length())).isEqualTo(Redaction.SHORTEST);
    }
}
