package ca.criticalminerals.eventsourcing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.embedded.LocalKafka;
import ca.criticalminerals.embedded.LocalPostgres;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A store that was restored to an earlier point, whose topic knows more: real PostgreSQL, real Kafka. */
class RestoredStoreTest {
    @TempDir
    static Path folder;
    private static LocalPostgres postgres;
    private static LocalKafka kafka;
    private static int databases;

    private final List<AutoCloseable> open = new ArrayList<>();
    private String name;
    private Announcements announcements;
    private Topic milestones;
    private RelayLifecycle relay;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.start(folder.resolve("postgres"), 0);
        kafka = LocalKafka.start(folder.resolve("kafka"), 0);
    }

    @AfterAll
    static void stop() {
        kafka.close();
        postgres.close();
    }

    @BeforeEach
    void five_events_of_which_three_are_lost() throws Exception {
        name = "restored_" + ++databases;
        postgres.createDatabase(name);
        Flyway.configure().dataSource(postgres.jdbcUrl(name), name + "_owner", name + "_owner")
                .locations("db/event-store").placeholders(Map.of("role", name)).load().migrate();
        announcements = Well.announcements("/" + name);
        milestones = new Topic(kafka.bootstrapServers(), announcements.milestonesTopic());
        relay = relay();
        var connection = connect();
        for (String event : List.of("well 1", "well 2", "other 1", "well 3", "other 2")) {
            insert(connection, event);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> milestones.names().size() == 5);
        await().atMost(Duration.ofSeconds(20)).until(() -> store(relay).status().backlog() == 0);
        relay.stop(null);
    }

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }

    /** What a restore to the point after the second event leaves, with the checkpoint and the transaction numbers of that point. */
    private List<String> lose() throws SQLException {
        var before = rows();
        execute("delete from event where stream_id = 'other' or version = 3");
        execute("update relay_checkpoint set (transaction_id, position) = (select transaction_id, position from event where version = 2)");
        return before;
    }

    @Test
    void a_relay_whose_topic_is_ahead_of_its_store_publishes_nothing_and_says_so_on_every_instance() throws Exception {
        lose();
        relay = relay();
        awaitState(relay, "ahead");
        awaitState(relay(), "ahead");
        insert(connect(), "well 3");

        assertThat(store(relay).status().backlog()).isEqualTo(1);
        assertThat(milestones.names()).hasSize(5);
    }

    @Test
    void what_was_lost_comes_back_from_the_topic_as_it_was_and_publishing_goes_on_behind_it() throws Exception {
        var before = lose();
        announceLater("other", 3, 120_000); // so many transactions are lost, too
        relay = relay();
        awaitState(relay, "ahead");
        var agreement = store(relay).verify();
        assertThat(agreement.isWhole()).isFalse();
        assertThat(agreement.lost().names()).containsExactly("other:1", "well:3", "other:2", "other:3");

        assertThat(store(relay).recover()).isEqualTo(4);

        assertThat(rows()).startsWith(before.toArray(String[]::new)).hasSize(6);
        awaitState(relay, "publishing");
        insert(connect(), "well 4");
        await().atMost(Duration.ofSeconds(20)).until(() -> milestones.names().contains("well 4"));
        assertThat(milestones.names()).containsExactly("well 1", "well 2", "other 1", "well 3", "other 2", "other 3", "well 4");
        assertThat(milestones.documents()).extracting(document -> document.get("sequence").asText()).isSorted();
        assertThat(store(relay).verify()).satisfies(whole -> assertThat(whole.isWhole()).isTrue()).returns(7L, Agreement::events);
        assertThat(store(relay).recover()).as("a second time").isZero();
    }

    @Test
    void nothing_is_brought_back_if_something_was_recorded_in_the_place_of_what_was_lost() throws Exception {
        lose();
        insert(connect(), "well 3");
        relay = relay();
        awaitState(relay, "ahead");
        var before = rows();

        assertThatThrownBy(() -> store(relay).recover()).isInstanceOf(NotRecoverable.class).hasMessageContaining("recorded after the restore");

        assertThat(rows()).isEqualTo(before);
        assertThat(relay.status().state()).isEqualTo("ahead");
    }

    @Test
    void nothing_is_brought_back_across_a_gap() throws Exception {
        lose();
        var last = milestones.documents().getLast();
        var beyond = last.toString().replace("\"streamversion\":2", "\"streamversion\":4").replace(last.get("id").asText(), UUID.randomUUID().toString())
                .replace(last.get("sequence").asText(), last.get("sequence").asText().replaceFirst("^0", "1"));
        announce(beyond);
        relay = relay();
        awaitState(relay, "ahead");
        var before = rows();

        assertThatThrownBy(() -> store(relay).recover()).isInstanceOf(NotRecoverable.class).hasMessageContaining("gap before other:4");

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void what_committed_behind_the_event_that_readers_saw_last_is_missed_and_comes_back_too() throws Exception {
        var before = rows();
        // A standby took over before "well 3" had reached it; "other 2", of a later number, had.
        execute("delete from event where stream_id = 'well' and version = 3");
        relay = relay();
        awaitState(relay, "ahead");

        assertThat(store(relay).recover()).isEqualTo(1);

        assertThat(rows()).isEqualTo(before);
        awaitState(relay, "publishing");
    }

    @Test
    void whoever_records_waits_for_the_first_look_and_a_store_that_is_behind_stays_it_while_the_broker_is_away() throws Exception {
        lose();
        relay = relay();
        assertThat(relay.isAhead()).as("asked at once").isTrue();
        relay.stop(null);

        var cut = relay(Map.of("bootstrap.servers", "localhost:1", "request.timeout.ms", 100, "default.api.timeout.ms", 100));

        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(5)).until(cut::isAhead);
    }

    @Test
    void nothing_is_brought_back_if_something_is_recorded_between_the_comparison_and_that() throws Exception {
        lose();
        long last = announceLater("other", 3, 1_000);
        relay = relay();
        awaitState(relay, "ahead");
        var late = connect();
        late.setAutoCommit(false);
        insert(late, "late 1");

        var recovery = CompletableFuture.supplyAsync(() -> {
            try {
                return "brought back " + store(relay).recover();
            } catch (Exception e) {
                return e.getMessage();
            }
        }, recovering -> Thread.ofVirtual().start(recovering));
        await().atMost(Duration.ofSeconds(20)).until(() -> recovery.isDone() || is("select pg_snapshot_xmax(pg_current_snapshot()) > '" + last + "'::xid8"));
        late.commit();

        assertThat(recovery.get(20, TimeUnit.SECONDS)).contains("recorded after the restore");
        assertThat(rows()).hasSize(3);
    }

    @Test
    void another_event_in_a_place_that_was_passed_is_no_repeat() throws Exception {
        var second = milestones.documents().get(1).toString();
        announce(second.replace("\"recordedby\":\"officer\"", "\"recordedby\":\"somebody else\""));
        announce(second.replace(milestones.documents().get(1).get("id").asText(), UUID.randomUUID().toString()));

        var agreement = store(relay).verify();

        assertThat(agreement.different()).isEqualTo(new Agreement.Found(1, List.of("well:2")));
        assertThat(agreement.lost()).isEqualTo(new Agreement.Found(1, List.of("well:2")));
        assertThat(relay().isAhead()).as("a record of somebody else stops nobody from recording").isFalse();
    }

    @Test
    void a_comparison_needs_no_silence() throws Exception {
        relay = relay();
        awaitState(relay, "publishing");
        var compared = new AtomicBoolean();
        var recording = CompletableFuture.runAsync(() -> {
            try (var connection = DriverManager.getConnection(postgres.jdbcUrl(name), name, name)) {
                for (int version = 1; !compared.get(); version++) {
                    insert(connection, "busy " + version);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> milestones.names().contains("busy 1"));
        try {
            for (int time = 1; time <= 10; time++) {
                assertThat(store(relay).verify()).as("comparison " + time).matches(Agreement::isWhole);
            }
        } finally {
            compared.set(true);
        }
        recording.get(20, TimeUnit.SECONDS);
    }

    @Test
    void an_operator_has_everything_published_again_and_the_topic_agrees() throws Exception {
        relay = relay();
        awaitState(relay, "publishing");

        store(relay).republish();

        await().atMost(Duration.ofSeconds(20)).until(() -> milestones.names().size() == 10);
        assertThat(milestones.names().subList(5, 10)).isEqualTo(milestones.names().subList(0, 5));
        await().atMost(Duration.ofSeconds(20)).until(() -> store(relay).status().backlog() == 0);
        assertThat(store(relay).verify()).isEqualTo(new Agreement(5, 5, 0, new Agreement.Found(0, List.of()), new Agreement.Found(0, List.of()),
                new Agreement.Found(0, List.of())));
    }

    @Test
    void an_event_that_is_missing_on_the_topic_or_another_one_there_is_named() throws Exception {
        execute("update event set recorded_by = 'somebody else' where stream_id = 'other' and version = 1");
        execute("insert into event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by, transaction_id) select 'late', 1, "
                + "gen_random_uuid(), type, data, occurred_on, recorded_at, recorded_by, transaction_id from event where version = 2 and stream_id = 'well'");

        var agreement = store(relay).verify();

        assertThat(agreement.different()).isEqualTo(new Agreement.Found(1, List.of("other:1")));
        assertThat(agreement.missing()).isEqualTo(new Agreement.Found(1, List.of("late:1")));
        assertThat(agreement.isWhole()).isFalse();
    }

    /** The last document once more, as one of a stream's later versions from a transaction of so much higher a number; which number. */
    private long announceLater(String stream, int version, int transactions) throws Exception {
        var last = milestones.documents().getLast();
        String sequence = last.get("sequence").asText();
        long number = Long.parseLong(Sequence.transactionId(sequence)) + transactions;
        var later = ((ObjectNode) last).put("id", UUID.randomUUID().toString()).put("subject", stream).put("streamversion", version)
                .put("sequence", Sequence.of(String.valueOf(number), Sequence.position(sequence) + transactions));
        announce(later.toString());
        return number;
    }

    private void announce(String document) throws Exception {
        try (var producer = new Broker(kafka(), announcements).producer()) {
            producer.send(new ProducerRecord<>(announcements.milestonesTopic(), "any", document.getBytes(StandardCharsets.UTF_8))).get();
        }
    }

    private boolean is(String question) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.superuserJdbcUrl(name)); var rows = connection.createStatement().executeQuery(question)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private RelayLifecycle relay() {
        return relay(kafka());
    }

    private RelayLifecycle relay(Map<String, Object> kafka) {
        var lifecycle = new RelayLifecycle(database(), kafka, announcements, new StoreMetrics(new SimpleMeterRegistry()),
                OpenTelemetry.noop().getTracer("test"));
        lifecycle.start(null);
        open.add(() -> lifecycle.stop(null));
        return lifecycle;
    }

    private StoreOperations store(RelayLifecycle of) {
        return new StoreOperations(database(), kafka(), announcements, of);
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private PGSimpleDataSource database() {
        var database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl(name));
        database.setUser(name);
        database.setPassword(name);
        return database;
    }

    private static void awaitState(RelayLifecycle relay, String state) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(relay.status().state()).isEqualTo(state));
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(postgres.jdbcUrl(name), name, name);
        open.add(connection);
        return connection;
    }

    /** As the store does it. */
    private static void insert(Connection connection, String event) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    insert into event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by, trace)
                    values ('%s', %s, gen_random_uuid(), 'well-dug', '{"occurredOn":"2025-06-17","evidence":{"source":"x","confidence":"unverified"}}',
                        '2025-06-17', now(), 'officer', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')"""
                    .formatted((Object[]) event.split(" ")));
        }
    }

    private List<String> rows() throws SQLException {
        try (var connection = connect(); var rows = connection.createStatement().executeQuery("select e::text from event e order by transaction_id, position")) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    /** With all rights, as a disaster has them. */
    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.superuserJdbcUrl(name)); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
