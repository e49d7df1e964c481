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
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.eventsourcing.store.Well.WellMilestone;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigInteger;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealPostgresAndKafka.class, initArgs = @ResourceArg(name = "database", value = "wells"))
class EventStoreTest {
    @Inject
    EventStore store;
    @Inject
    EntityManager database;
    @Inject
    DataSource connections;

    private final String stream = "well-" + UUID.randomUUID();

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
    void of_two_writers_of_one_version_one_is_told_that_it_is_stale_and_nothing_is_half_written() throws Exception {
        record(stream, asked(digging()), expecting(0));

        var outcomes = atOnce(16, _ -> () -> record(stream, asked(drawn(1)), expecting(1)));

        assertThat(outcomes.stream().filter(Outcome::recorded)).hasSize(1);
        assertThat(outcomes.stream().filter(outcome -> !outcome.recorded()).map(Outcome::failure))
                .hasSize(15)
                .allSatisfy(failure -> assertThat(failure).isInstanceOfSatisfying(StaleVersion.class,
                        stale -> assertThat(stale.current()).isEqualTo(2)));
        assertThat(history()).extracting(event -> event.version).containsExactly(1, 2);
    }

    @Test
    void writers_that_accept_any_version_all_get_in_once_and_the_rules_still_hold() throws Exception {
        record(stream, asked(digging()), expecting(0));

        var outcomes = atOnce(32, _ -> () -> record(stream, asked(drawn(40)), anyVersion()));

        assertThat(outcomes.stream().filter(Outcome::recorded)).hasSize(25);
        assertThat(outcomes.stream().filter(outcome -> !outcome.recorded()).map(Outcome::failure))
                .hasSize(7).allSatisfy(failure -> assertThat(failure).isInstanceOf(Rejection.class).hasMessageContaining("dry"));
        assertThat(history()).extracting(event -> event.version).containsExactlyElementsOf(versions(26));
    }

    @Test
    void the_same_key_a_hundred_times_at_once_records_one_event_and_gives_one_answer() throws Exception {
        record(stream, asked(digging()), expecting(0));
        var keyed = new WriteRequest("officer", OptionalInt.of(1), Optional.of("key-" + stream), "same", Optional.empty());

        var outcomes = atOnce(100, _ -> () -> record(stream, asked(drawn(1)), keyed));

        assertThat(outcomes).allMatch(Outcome::recorded);
        assertThat(outcomes.stream().map(outcome -> Well.ANNOUNCEMENTS.document(outcome.event()).toString()).distinct())
                .hasSize(1);
        assertThat(history()).hasSize(2);
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
    void what_another_instance_of_the_service_recorded_is_seen_before_anyone_is_refused_or_accepted() throws Exception {
        record(stream, asked(digging()), expecting(0));
        elsewhere(2, Well.ROOM - 1, "their-key");

        assertThat(record(stream, asked(drawn(1)), expecting(2)).version).as("not stale").isEqualTo(3);
        elsewhere(4, 0, "another-of-theirs");
        assertThatThrownBy(() -> record(stream, asked(drawn(1)), anyVersion()))
                .as("their drawing counts").isInstanceOf(Rejection.class).hasMessageContaining("dry");
        assertThat(record(stream, asked(drawn(Well.ROOM - 1)),
                new WriteRequest("officer", OptionalInt.of(1), Optional.of("their-key" + stream), "f", Optional.empty())).version)
                .as("a repeat of what they recorded").isEqualTo(2);
    }

    @Test
    void commands_that_are_asked_together_are_recorded_together_in_their_order() {
        var recorded = together(expecting(0), digging(), drawn(1), drawn(2));

        assertThat(recorded).extracting(event -> event.version).containsExactly(1, 2, 3);
        assertThat(recorded).extracting(event -> event.transactionId).containsOnly(recorded.getFirst().transactionId);
        assertThat(history()).extracting(event -> event.eventId).isEqualTo(recorded.stream().map(event -> event.eventId).toList());
        assertThat(recorded).extracting(event -> event.position).isSorted();
        assertThat(record(stream, asked(drawn(3)), expecting(3)).version).as("what follows them").isEqualTo(4);
    }

    @Test
    void of_commands_that_are_asked_together_none_is_recorded_if_one_breaks_a_rule_and_it_is_named() {
        assertThatThrownBy(() -> together(expecting(0), digging(), drawn(1), drawn(Well.ROOM), drawn(1)))
                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.place()).hasValue(2));

        assertThat(store.read(WELL, stream)).isEmpty();
    }

    @Test
    void the_same_key_gets_all_that_was_recorded_together_even_when_the_stream_has_moved_on() {
        record(stream, asked(digging()), expecting(0));
        var keyed = new WriteRequest("officer", OptionalInt.of(1), Optional.of("together-" + stream), "same", Optional.empty());
        var first = together(keyed, drawn(1), drawn(2));
        record(stream, asked(drawn(3)), expecting(3));

        var again = together(keyed, drawn(1), drawn(2));

        assertThat(again).extracting(event -> event.eventId).isEqualTo(first.stream().map(event -> event.eventId).toList());
        assertThat(history()).hasSize(4);
    }

    @Test
    void commands_that_are_asked_together_come_after_what_another_instance_recorded_or_not_at_all() throws Exception {
        record(stream, asked(digging()), expecting(0));
        elsewhere(2, 1, "theirs");

        assertThatThrownBy(() -> together(expecting(1), drawn(1), drawn(1)))
                .isInstanceOf(StaleVersion.class);
        assertThat(history()).hasSize(2);
        elsewhere(3, 1, "more-of-theirs");
        assertThat(together(anyVersion(), drawn(1), drawn(1))).extracting(event -> event.version).containsExactly(4, 5);
    }

    @Test
    void many_who_record_together_at_once_all_get_in_and_leave_no_gap() throws Exception {
        record(stream, asked(digging()), expecting(0));

        var outcomes = atOnce(16, i -> () -> i % 2 == 0 ? together(anyVersion(), drawn(0), drawn(0)).getLast()
                : record(stream, asked(drawn(0)), anyVersion()));

        assertThat(outcomes).allMatch(Outcome::recorded);
        assertThat(history()).extracting(event -> event.version).containsExactlyElementsOf(versions(25));
    }

    @Test
    void a_value_that_the_database_refuses_spoils_none_of_the_commands_that_are_written_with_it() throws Exception {
        for (int i = 0; i < 32; i++) {
            record(stream + "-" + i, asked(digging()), expecting(0));
        }

        var outcomes = atOnce(32, i -> () -> record(stream + "-" + i, asked(drawn(1)), new WriteRequest(
                i % 4 == 0 ? "nul \u0000" : "officer", OptionalInt.of(1), Optional.empty(), "f", Optional.empty())));

        assertThat(outcomes.stream().filter(Outcome::recorded)).hasSize(24);
        assertThat(IntStream.range(0, 32).map(i -> store.read(WELL, stream + "-" + i).orElseThrow().events().size()).sum()).isEqualTo(56);
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
                insert into event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by)
                values (:stream, 2, gen_random_uuid(), 'well-poisoned', '{}', '2025', '1999-01-01', 'officer')
                returning position""").setParameter("stream", other).getSingleResult()).longValue());
        try {
            QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery("""
                    insert into event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by)
                    values (:stream, 1, gen_random_uuid(), 'well-dug',
                        '{"occurredOn":"2025","evidence":{"source":"x","confidence":"unverified"}}', '2025', '1999-01-01', 'officer')""")
                    .setParameter("stream", other).executeUpdate());

            assertThatThrownBy(() -> store.read(WELL, other)).isInstanceOf(UnreadableEvent.class)
                    .hasMessageContaining("position " + position).hasMessageContaining("well-poisoned");
            assertThatThrownBy(() -> record(other, asked(drawn(1)), anyVersion())).isInstanceOf(UnreadableEvent.class);
            assertThat(history()).as("other streams go on").hasSize(1);
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

    /** Another instance records that so many buckets were drawn. */
    private void elsewhere(int version, int buckets, String key) throws SQLException {
        try (var connection = connections.getConnection(); var statement = connection.createStatement()) {
            statement.execute("""
                    insert into event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by,
                        idempotency_key, fingerprint)
                    values ('%1$s', %2$d, gen_random_uuid(), 'water-drawn', '{"buckets": %3$d, "occurredOn": "2025-06-17",
                        "evidence": {"source": "x", "confidence": "unverified"}}', '2025-06-17', now(), 'officer', '%4$s%1$s', 'f')"""
                    .formatted(stream, version, buckets, key));
        }
    }

    private List<String> mine(Topic topic) {
        return topic.names().stream().filter(name -> name.startsWith(stream + " ")).toList();
    }

    private List<StoredEvent> history() {
        return store.read(WELL, stream).orElseThrow().events();
    }

    private StoredEvent record(String stream, LedgerCommand<WellMilestone> command, WriteRequest request) {
        return store.record(WELL, stream, List.of(command), request).getFirst().stored();
    }

    private List<StoredEvent> together(WriteRequest request, WellMilestone... milestones) {
        return store.record(WELL, stream, Stream.of(milestones).map(EventStoreTest::asked).toList(), request).stream().map(Recorded::stored).toList();
    }

    private LedgerEvent<WellMilestone> preview(LedgerCommand<WellMilestone> command, WriteRequest request) {
        return store.preview(WELL, stream, List.of(command), request).getFirst();
    }

    private static LedgerCommand<WellMilestone> asked(WellMilestone milestone) {
        return new RecordMilestone<>(milestone, LocalDate.of(2026, 11, 23));
    }

    private static WriteRequest expecting(int version) {
        return new WriteRequest("officer", OptionalInt.of(version), Optional.empty(), "f", Optional.empty());
    }

    private static WriteRequest anyVersion() {
        return new WriteRequest("officer", OptionalInt.empty(), Optional.empty(), "f", Optional.empty());
    }

    private static List<Integer> versions(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private record Outcome(StoredEvent event, Throwable failure) {
        boolean recorded() {
            return failure == null;
        }
    }

    private interface Attempt {
        Callable<StoredEvent> number(int i);
    }

    private static List<Outcome> atOnce(int writers, Attempt attempt) throws Exception {
        var together = new CyclicBarrier(writers);
        var outcomes = new ArrayList<Outcome>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, writers).mapToObj(i -> threads.submit(() -> {
                together.await();
                return attempt.number(i).call();
            })).toList();
            for (var future : futures) {
                try {
                    outcomes.add(new Outcome(future.get(), null));
                } catch (ExecutionException e) {
                    outcomes.add(new Outcome(null, e.getCause()));
                }
            }
        }
        return outcomes;
    }
}
