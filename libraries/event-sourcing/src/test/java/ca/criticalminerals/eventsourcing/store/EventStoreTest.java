package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.Well.WELL;
import static ca.criticalminerals.eventsourcing.store.Well.digging;
import static ca.criticalminerals.eventsourcing.store.Well.drawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.Well.WellMilestone;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigInteger;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one writer meets: what is stored, what a repeat is answered, what is forbidden, and that a broker need not be there. */
@QuarkusTest
class EventStoreTest extends WellStoreTest {
    @Test
    void what_is_recorded_says_who_when_on_what_day_and_in_which_trace() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var before = Instant.now().minusSeconds(60);
        record(stream, asked(digging()), new WriteRequest("officer.wells", OptionalInt.of(0), Optional.empty(), "f",
                Optional.of(trace)));

        StoredEvent event = history().getFirst();
        assertThat(event.version).isEqualTo(1);
        assertThat(event.type).isEqualTo("well-dug");
        assertThat(event.recordedBy).isEqualTo("officer.wells");
        assertThat(event.occurredOn).isEqualTo("2025-06-17");
        assertThat(event.trace).isEqualTo(trace);
        assertThat(event.recordedAt).isBetween(before, Instant.now().plusSeconds(60));
    }

    @Test
    void the_same_key_gets_the_first_answer_even_when_the_stream_has_moved_on() {
        var keyed = new WriteRequest("officer", OptionalInt.of(0), Optional.of("first-" + stream), "same", Optional.empty());
        var first = record(stream, asked(digging()), keyed);
        record(stream, asked(drawn(1)), expecting(1));

        var again = record(stream, asked(digging()), keyed);

        assertThat(again.eventId).isEqualTo(first.eventId);
        assertThat(history()).hasSize(2);
    }

    @Test
    void the_same_key_for_another_request_is_refused_and_for_another_writer_is_another_key() {
        record(stream, asked(digging()), expecting(0));
        String key = "reused-" + stream;
        record(stream, asked(drawn(1)),
                new WriteRequest("officer", OptionalInt.empty(), Optional.of(key), "one bucket", Optional.empty()));

        assertThatThrownBy(() -> record(stream, asked(drawn(2)),
                new WriteRequest("officer", OptionalInt.empty(), Optional.of(key), "two buckets", Optional.empty())))
                .isInstanceOf(KeyReused.class);
        record(stream, asked(drawn(3)),
                new WriteRequest("another", OptionalInt.empty(), Optional.of(key), "three buckets", Optional.empty()));

        assertThat(history()).hasSize(3);
    }

    @Test
    void a_key_belongs_to_the_subject_under_whatever_name() {
        record(stream, asked(digging()), expecting(0));
        var first = record(stream, asked(drawn(1)), keyed("maiden.name", "s-1"));

        assertThat(record(stream, asked(drawn(1)), keyed("married.name", "s-1")).eventId).isEqualTo(first.eventId);
        assertThat(record(stream, asked(drawn(1)), keyed("maiden.name", "s-2")).eventId).as("another person of that name").isNotEqualTo(first.eventId);

        assertThat(history()).hasSize(3);
    }

    @Test
    void a_key_that_was_used_before_subjects_were_kept_still_belongs_to_the_name() {
        String name = "officer." + stream;
        record(stream, asked(digging()), expecting(0));
        var first = record(stream, asked(drawn(1)), new WriteRequest(name, OptionalInt.empty(), Optional.of("key"), "f", Optional.empty()));

        var again = record(stream, asked(drawn(1)), keyed(name, "s-1", "key"));

        assertThat(again.eventId).isEqualTo(first.eventId);
        assertThat(history()).hasSize(2);
    }

    @Test
    void an_event_keeps_who_recorded_it_in_which_role_and_for_which_organization() {
        record(stream, asked(digging()), keyed("officer.wells", "s-1"));

        assertThat(history().getFirst()).returns("officer.wells", event -> event.recordedBy).returns("s-1", event -> event.recordedBySub)
                .returns("officer", event -> event.recordedByRole).returns("Wells Canada", event -> event.recordedByOrganizationEn)
                .returns("Puits Canada", event -> event.recordedByOrganizationFr);
    }

    private WriteRequest keyed(String name, String sub) {
        return keyed(name, sub, "key-" + stream);
    }

    private static WriteRequest keyed(String name, String sub, String key) {
        return new WriteRequest(new Recorder(name, Optional.of(sub), Optional.of("officer"), Optional.of(Text.of("Wells Canada", "Puits Canada"))),
                OptionalInt.empty(), Optional.of(key), Fingerprint.of("f"), Optional.empty());
    }

    @Test
    void no_transaction_id_is_taken_before_the_stream_has_been_read_and_the_rules_have_spoken() {
        var next = new AtomicReference<>("");
        var spying = new Ledger.Rules<>(new Well(false, 0), (WellMilestone milestone, Well _) -> {
            next.set(nextTransactionId());
            return milestone;
        }, (Well well, WellMilestone _) -> well);

        var recorded = store.record(Aggregate.of(spying, List.of(WellMilestone.class), WellMilestone.WellDug.class), stream, List.of(asked(digging())),
                new WriteRequest("officer", OptionalInt.of(0), Optional.of("spy-" + stream), "f", Optional.empty())).getFirst().stored();

        assertThat(new BigInteger(recorded.transactionId)).isGreaterThanOrEqualTo(new BigInteger(next.get()));
    }

    @Test
    void the_state_of_a_stream_is_remembered_until_another_instance_writes_it() throws SQLException {
        record(stream, asked(digging()), expecting(0));
        var first = store.ledger(WELL, stream).orElseThrow();
        assertThat(store.ledger(WELL, stream).orElseThrow()).isSameAs(first);
        elsewhere(2, 3, "k");
        assertThat(store.ledger(WELL, stream).orElseThrow().version()).isEqualTo(2);
        assertThat(store.ledger(WELL, "no-" + stream)).isEmpty();
    }

    @Test
    void a_dry_run_knows_keys_and_reads_what_another_instance_wrote() throws SQLException {
        record(stream, asked(digging()), expecting(0));
        elsewhere(2, 3, "k");
        assertThatThrownBy(() -> preview(asked(drawn(1)), expecting(1))).isInstanceOf(StaleVersion.class);
        var keyed = new WriteRequest("officer", OptionalInt.empty(), Optional.of("k" + stream), "f", Optional.empty());
        var preview = store.preview(WELL, stream, List.of(asked(drawn(1))), keyed);
        assertThat(preview.isRepeat()).isTrue();
        assertThat(preview.events().getFirst().stored().version).isEqualTo(2);
        assertThatThrownBy(() -> preview(asked(drawn(1)), new WriteRequest("officer", OptionalInt.empty(), Optional.of("k" + stream), "g", Optional.empty())))
                .isInstanceOf(KeyReused.class);
    }

    @Test
    void a_preview_shows_what_would_be_recorded_and_stores_nothing() {
        assertThat(preview(asked(digging()), expecting(0))).isEqualTo(new MilestoneRecorded<>(digging()));
        assertThatThrownBy(() -> preview(asked(drawn(Well.ROOM + 1)), expecting(0)))
                .isInstanceOf(Rejection.class);

        assertThat(store.read(WELL, stream)).isEmpty();
    }

    @Test
    void the_role_of_the_service_can_neither_change_nor_delete_an_event() {
        record(stream, asked(digging()), expecting(0));

        for (String forbidden : List.of("update event set recorded_by = 'nobody'", "delete from event", "truncate event",
                "drop table event", "create table more (id int)", "delete from relay_checkpoint")) {
            assertThatThrownBy(() -> {
                try (var connection = connections.getConnection(); var statement = connection.createStatement()) {
                    statement.execute(forbidden);
                }
            }).as(forbidden).isInstanceOf(SQLException.class)
                    .satisfies(refused -> assertThat(((SQLException) refused).getSQLState()).isEqualTo("42501"));
        }
        assertThat(history()).hasSize(1);
    }

    @Test
    void the_record_time_never_falls_behind_its_stream_nor_the_published_watermark_when_the_clock_steps_back() throws Exception {
        // A database whose clock was two hours ahead has stored and published; now the clock is right again.
        var ahead = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(36_500));
        try (var connection = DriverManager.getConnection(RealPostgresAndKafka.postgres().superuserJdbcUrl("wells")); var statement = connection.createStatement()) {
            statement.execute("""
                    set session_replication_role = replica;
                    insert into event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by)
                    values ('%s', 1, gen_random_uuid(), 'well-dug',
                        '{"occurredOn":"2025-06-17","evidence":{"source":"x","confidence":"unverified"}}',
                        '2025-06-17', '%s', 'officer')""".formatted(stream, ahead));
        }
        record(stream, asked(drawn(1)), expecting(1));

        assertThat(history().getLast().recordedAt).isEqualTo(ahead);
    }

    @Test
    void an_event_of_an_unknown_type_stops_the_reader_with_its_position_and_type() throws Exception {
        record(stream, asked(digging()), expecting(0));
        String other = "other-" + stream;
        long position = QuarkusTransaction.requiringNew().call(() -> ((Number) database.createNativeQuery("""
                insert into event (stream_id, version, type, data, occurred_on, recorded_by)
                values (:stream, 2, 'well-poisoned', '{}', '2025', 'officer')
                returning position""").setParameter("stream", other).getSingleResult()).longValue());
        try {
            QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery("""
                    insert into event (stream_id, version, type, data, occurred_on, recorded_by)
                    values (:stream, 1, 'well-dug', '{"occurredOn":"2025","evidence":{"source":"x","confidence":"unverified"}}', '2025', 'officer')""")
                    .setParameter("stream", other).executeUpdate());

            assertThatThrownBy(() -> store.read(WELL, other)).isInstanceOf(UnreadableEvent.class)
                    .hasMessageContaining("position " + position).hasMessageContaining("well-poisoned");
            assertThatThrownBy(() -> record(other, asked(drawn(1)), anyVersion())).isInstanceOf(UnreadableEvent.class);
            assertThat(history()).as("other streams go on").hasSize(1);
            assertThat(store.version(WELL, other)).isEqualTo(2);
            assertThat(store.events(other, 1, 1)).as("one milestone is read without the rest").extracting(event -> event.type)
                    .containsExactly("well-dug");
        } finally {
            try (var connection = DriverManager.getConnection(RealPostgresAndKafka.postgres().superuserJdbcUrl("wells")); var statement = connection.createStatement()) {
                statement.execute("delete from event where stream_id = '" + other + "'");
            }
        }
    }

    @Test
    void while_the_broker_is_down_two_hundred_commands_are_accepted_and_all_arrive_in_order_once_it_is_back() {
        var kafka = RealPostgresAndKafka.kafka();
        record(stream, asked(digging()), expecting(0));
        var topic = new Topic(kafka.bootstrapServers(), "wells.milestones");
        await().atMost(Duration.ofSeconds(30)).until(() -> mine(topic).size() == 1);

        kafka.stop();
        try {
            for (int version = 1; version <= 200; version++) {
                record(stream, asked(drawn(1)), expecting(version));
            }
        } finally {
            kafka.restart();
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> mine(topic).stream().distinct().count() == 201);
        assertThat(mine(topic).stream().distinct()).containsExactlyElementsOf(
                IntStream.rangeClosed(1, 201).mapToObj(version -> stream + " " + version).toList());
    }

    private String nextTransactionId() {
        try (var connection = connections.getConnection(); var statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_snapshot_xmax(pg_current_snapshot())::text")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private LedgerEvent<? extends Milestone> preview(LedgerCommand<WellMilestone> command, WriteRequest request) {
        return store.preview(WELL, stream, List.of(command), request).events().getFirst().event();
    }

    private List<String> mine(Topic topic) {
        return topic.names().stream().filter(name -> name.startsWith(stream + " ")).toList();
    }
}
