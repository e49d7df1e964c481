package ca.criticalminerals.eventsourcing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.embedded.LocalKafka;
import ca.criticalminerals.embedded.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The relay against a real PostgreSQL and a real Kafka, alive, dead, frozen and in two copies. */
class RelayTest {
    @TempDir
    static Path folder;
    private static LocalPostgres postgres;
    private static LocalKafka kafka;
    private static int databases;

    private final List<AutoCloseable> open = new ArrayList<>();
    private String name;
    private Announcements announcements;
    private Topic milestones;
    private Topic watermarks;

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
    void an_empty_store() {
        name = "relay_" + ++databases;
        postgres.createDatabase(name);
        Flyway.configure().dataSource(postgres.jdbcUrl(name), name + "_owner", name + "_owner")
                .locations("db/event-store").placeholders(Map.of("role", name)).load().migrate();
        announcements = Well.announcements("/" + name);
        milestones = new Topic(kafka.bootstrapServers(), announcements.milestonesTopic());
        watermarks = new Topic(kafka.bootstrapServers(), announcements.watermarksTopic());
        broker().producer().close();
    }

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void an_event_that_commits_after_a_later_numbered_one_is_still_published() throws Exception {
        relay().start();
        var slow = connect();
        slow.setAutoCommit(false);
        insert(slow, "slow", 1);
        insert(connect(), "fast", 1);
        var naive = new HighestPositionReader();
        naive.read(connect());
        assertThat(naive.seen).as("a reader by highest position has gone past the slow event").containsExactly("fast 1");

        slow.commit();

        await().atMost(Duration.ofSeconds(20)).until(() -> milestones.names().size() == 2);
        assertThat(milestones.names()).containsExactly("slow 1", "fast 1");
        naive.read(connect());
        assertThat(naive.seen).as("a reader by highest position never sees the slow event").containsExactly("fast 1");
    }

    @Test
    void a_relay_that_dies_between_acknowledgement_and_checkpoint_repeats_the_batch_and_loses_nothing() throws Exception {
        try (var connection = connect()) {
            for (int version = 1; version <= 50; version++) {
                insert(connection, "well", version);
            }
        }
        var dying = process(true);
        assertThat(dying.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(dying.exitValue()).isEqualTo(137);
        assertThat(milestones.names()).as("acknowledged before it died").containsExactlyElementsOf(well(50));

        relay().start();

        await().atMost(Duration.ofSeconds(20)).until(() -> milestones.names().size() == 100);
        assertThat(milestones.names()).as("the batch, twice").isEqualTo(twice(well(50)));
        assertThat(milestones.documents().stream().map(Object::toString).distinct()).as("the same bytes").hasSize(50);
    }

    @Test
    void a_topic_that_was_deleted_is_published_again_from_the_store_in_its_first_order() throws Exception {
        try (var connection = connect()) {
            for (int version = 1; version <= 50; version++) {
                insert(connection, "well", version);
            }
        }
        relay().start();
        await().atMost(Duration.ofSeconds(20)).until(() -> milestones.names().size() == 50);

        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(List.of(announcements.milestonesTopic())).all().get();
            insert(connect(), "well", 51);
            await().atMost(Duration.ofSeconds(40)).until(() -> admin.listTopics().names().get().contains(announcements.milestonesTopic()));
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> milestones.names().size() >= 51);
        assertThat(milestones.names()).containsExactlyElementsOf(well(51));
    }

    @Test
    void of_two_relays_one_publishes_and_the_other_takes_over_when_the_first_dies() throws Exception {
        var first = process(false);
        insert(connect(), "well", 1);
        await().atMost(Duration.ofSeconds(30)).until(() -> milestones.names().size() == 1);
        var second = relay();
        second.start();
        await().until(() -> second.status().equals(RelayStatus.STANDING_BY));

        first.destroyForcibly();
        insert(connect(), "well", 2);

        await().atMost(Duration.ofSeconds(30)).until(() -> milestones.names().size() == 2);
        assertThat(second.status()).isEqualTo(RelayStatus.PUBLISHING);
        assertThat(milestones.names()).containsExactly("well 1", "well 2");
    }

    @Test
    void a_relay_that_was_frozen_loses_its_lock_and_harms_nothing_when_it_wakes() throws Exception {
        var frozen = process(false);
        insert(connect(), "well", 1);
        await().atMost(Duration.ofSeconds(30)).until(() -> milestones.names().size() == 1);
        signal(frozen, "STOP");
        var second = relay();
        second.start();
        insert(connect(), "well", 2);

        await().atMost(Duration.ofSeconds(40)).until(() -> milestones.names().contains("well 2"));
        signal(frozen, "CONT");
        for (int version = 3; version <= 20; version++) {
            insert(connect(), "well", version);
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> milestones.names().contains("well 20"));
        assertThat(milestones.names().stream().distinct()).as("first occurrences, in order").containsExactlyElementsOf(well(20));
        assertThat(second.status()).isEqualTo(RelayStatus.PUBLISHING);
        assertThat(frozen.isAlive()).isTrue();
    }

    @Test
    void an_event_of_an_unknown_type_stops_the_relay_with_its_position_and_type_and_is_never_skipped() throws Exception {
        insert(connect(), "well", 1);
        try (var connection = connect(); var statement = connection.createStatement()) {
            statement.execute(row("well", 2).replace("well-dug", "well-poisoned"));
        }
        insert(connect(), "well", 3);
        var relay = relay();
        relay.start();

        await().atMost(Duration.ofSeconds(20)).until(() -> relay.status().problem() != null);
        assertThat(relay.status().problem()).contains("position 2").contains("well-poisoned").contains("well version 2");
        assertThat(milestones.names()).as("what came before it is published, nothing after it").containsExactly("well 1");
    }

    @Test
    void a_transaction_that_took_its_id_early_publishes_its_event_before_the_one_it_follows_and_neither_is_lost() throws Exception {
        relay().start();
        var early = connect();
        early.setAutoCommit(false);
        try (var statement = early.createStatement()) {
            statement.execute("select pg_current_xact_id()");
        }
        insert(connect(), "well", 1);
        insert(early, "well", 2);
        early.commit();

        await().atMost(Duration.ofSeconds(20)).until(() -> milestones.names().size() == 2);
        // The reader of the topic must put them in order by version, and it does: see the projection's tests.
        assertThat(milestones.names()).containsExactly("well 2", "well 1");
    }

    @Test
    void the_watermark_moves_on_when_nothing_happens_and_waits_for_a_transaction_that_is_open() throws Exception {
        relay().start();
        await().atMost(Duration.ofSeconds(20)).until(() -> watermarks.documents().size() >= 2);
        var open = connect();
        open.setAutoCommit(false);
        Instant began = insert(open, "well", 1);
        int before = watermarks.documents().size();

        await().atMost(Duration.ofSeconds(20)).until(() -> watermarks.documents().size() >= before + 3);
        assertThat(lastWatermark()).as("not past the open transaction").isBeforeOrEqualTo(began);
        assertThat(milestones.names()).isEmpty();

        open.commit();
        await().atMost(Duration.ofSeconds(20)).until(() -> lastWatermark().isAfter(began));
        var documents = milestones.documents();
        assertThat(documents).extracting(Topic::name).containsExactly("well 1");
        assertThat(watermarks.documents().getLast().get("sequence").asText()).isEqualTo(documents.getFirst().get("sequence").asText());
    }

    private Instant lastWatermark() {
        return Instant.parse(watermarks.documents().getLast().get("completeThrough").asText());
    }

    private Relay relay() {
        var database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl(name));
        database.setUser(name);
        database.setPassword(name);
        var relay = new Relay(database, broker(), announcements);
        open.add(relay);
        return relay;
    }

    private Broker broker() {
        return new Broker(Map.of("bootstrap.servers", kafka.bootstrapServers()), announcements);
    }

    private Process process(boolean dies) throws Exception {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), RelayProcess.class.getName(), postgres.jdbcUrl(name), name,
                kafka.bootstrapServers(), "/" + name, Boolean.toString(dies))
                .redirectErrorStream(true).redirectOutput(folder.resolve(name + ".log").toFile()).start();
        open.add(process::destroyForcibly);
        return process;
    }

    private static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor()).isZero();
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(postgres.jdbcUrl(name), name, name);
        open.add(connection);
        return connection;
    }

    /** Inserts as the store does, and answers when it was recorded. */
    private static Instant insert(Connection connection, String stream, int version) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(row(stream, version))) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }

    private static String row(String stream, int version) {
        return """
                insert into event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by)
                values ('%s', %d, gen_random_uuid(), 'well-dug',
                    '{"occurredOn":"2025-06-17","evidence":{"source":"x","confidence":"unverified"}}', '2025-06-17', now(), 'officer')
                returning recorded_at""".formatted(stream, version);
    }

    private static List<String> well(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(version -> "well " + version).toList();
    }

    private static List<String> twice(List<String> names) {
        var twice = new ArrayList<>(names);
        twice.addAll(names);
        return twice;
    }

    /** The reader that everyone writes first: it remembers the highest position it has seen, and loses events. */
    private static final class HighestPositionReader {
        private final List<String> seen = new ArrayList<>();
        private long highest;

        void read(Connection connection) throws SQLException {
            try (var rows = connection.createStatement().executeQuery(
                    "select stream_id, version, position from event where position > " + highest + " order by position")) {
                while (rows.next()) {
                    seen.add(rows.getString(1) + " " + rows.getInt(2));
                    highest = rows.getLong(3);
                }
            }
        }
    }
}
