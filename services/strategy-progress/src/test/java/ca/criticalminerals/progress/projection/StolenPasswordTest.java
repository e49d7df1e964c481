package ca.criticalminerals.progress.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.criticalminerals.contracts.InitiativeRegistry;
import ca.criticalminerals.embedded.KafkaUsers;
import ca.criticalminerals.embedded.LocalKafka;
import ca.criticalminerals.embedded.LocalPostgres;
import ca.criticalminerals.embedded.SigningKeys;
import ca.criticalminerals.eventsourcing.signing.KeyFiles;
import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.eventsourcing.signing.Statement;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

/** What somebody can do who has the password of a service at a guarded Kafka, and what with its signing key too: nothing to the others. */
class StolenPasswordTest {
    private static final String VICTIM = "funding-programs";
    private static final String THIEF = "partnerships";
    private static final String READER = "strategy-progress";
    private static final List<String> TOPICS = List.of(VICTIM + ".milestones", VICTIM + ".watermarks", THIEF + ".milestones", THIEF + ".watermarks");
    private static final InitiativeRegistry REGISTRY = InitiativeRegistry.EMPTY.with("cmif", VICTIM).with("cmpa", THIEF);
    private static final int GENERATION = 2_000_000;
    private static final String HIGHEST = "09000000000000000000-0000000000000000001";
    @TempDir
    static Path folder;
    private static LocalPostgres postgres;
    private static LocalKafka kafka;
    private static SigningKeys keys;

    @BeforeAll
    static void start() throws Exception {
        postgres = LocalPostgres.start(folder.resolve("postgres"), 0);
        postgres.createDatabase("strategy_progress");
        Flyway.configure().dataSource(postgres.jdbcUrl("strategy_progress"), "strategy_progress_owner", "strategy_progress_owner")
                .locations("db/migration").placeholders(Map.of("role", "strategy_progress")).load().migrate();
        keys = SigningKeys.in(folder.resolve("keys"));
        List.of(VICTIM, THIEF, READER).forEach(keys::privateKey);
        kafka = LocalKafka.guarded(folder.resolve("kafka"), VICTIM, THIEF, READER);
        try (var admin = Admin.create(kafka.settingsOf(KafkaUsers.ADMIN))) {
            admin.createTopics(TOPICS.stream().map(topic -> new NewTopic(topic, 1, (short) 1).configs(Map.of("message.timestamp.type", "LogAppendTime"))).toList())
                    .all().get();
        }
        for (String service : List.of(VICTIM, THIEF)) {
            kafka.allow(service, TOPICS.stream().filter(topic -> topic.startsWith(service)).toList(), AclOperation.READ, AclOperation.WRITE);
        }
        kafka.allow(READER, TOPICS, AclOperation.READ);
    }

    @AfterAll
    static void stop() {
        kafka.close();
        postgres.close();
    }

    private static ObjectNode milestone(int version) {
        var document = Examples.example(version == 1 ? "funding/program-registered.cmif" : "funding/project-approved.cmif");
        return document.put("id", UUID.randomUUID().toString()).put("subject", "cmif").put("streamversion", version).put("time", now())
                .put("sequence", "%020d-%019d".formatted(1, version));
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000000Z");
    }

    private static String watermark(String service, String through) {
        return "{\"source\":\"/" + service + "\",\"sequence\":\"\",\"completeThrough\":\"" + through + "\"}";
    }

    /** Sends with the password of a service and signed with its key, or not signed; the offset. */
    private static long send(String user, String topic, String key, String value, boolean signs) throws Exception {
        var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
        if (signs) {
            record.headers().add(Statement.HEADER, new Statement(Instant.MIN, List.of(RecordDigest.of(topic, record.key(), record.value()))).signed(topic, keys(user)));
        }
        try (var producer = new KafkaProducer<>(kafka.settingsOf(user), new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(record).get().offset();
        }
    }

    private static KeyFiles keys(String service) {
        return KeyFiles.of(service, keys.privateKey(service), keys.publicKeys());
    }

    @Test
    void nothing_that_is_said_with_a_stolen_password_is_believed_and_what_its_owner_says_is() throws Exception {
        for (int version = 1; version <= 2; version++) {
            send(VICTIM, VICTIM + ".milestones", "cmif", milestone(version).toString(), true);
        }
        send(VICTIM, VICTIM + ".watermarks", "/" + VICTIM, watermark(VICTIM, now()), true);
        assertThatThrownBy(() -> send(THIEF, VICTIM + ".milestones", "cmif", milestone(3).toString(), true))
                .isInstanceOf(ExecutionException.class).hasCauseInstanceOf(TopicAuthorizationException.class);

        var expected = new ArrayList<String>();
        expected.add(filed(THIEF + ".milestones", send(THIEF, THIEF + ".milestones", "cmif", milestone(3).toString(), false), "unsigned"));
        expected.add(filed(THIEF + ".milestones", send(THIEF, THIEF + ".milestones", "cmif", milestone(3).toString(), true), "foreign"));
        expected.add(filed(THIEF + ".watermarks", send(THIEF, THIEF + ".watermarks", "/" + VICTIM, watermark(VICTIM, "2199-12-31T00:00:00.000000Z"), true), "foreign"));
        expected.add(filed(THIEF + ".watermarks", send(THIEF, THIEF + ".watermarks", "/" + THIEF, watermark(THIEF, "2198-12-31T00:00:00.000000Z"), false), "unsigned"));
        expected.add(filed(THIEF + ".watermarks", send(THIEF, THIEF + ".watermarks", "/" + THIEF, watermark(THIEF, "2199-12-31T00:00:00.000000Z"), true), "unbelieved"));
        // With the password of the victim, and without its key.
        expected.add(filed(VICTIM + ".milestones", send(VICTIM, VICTIM + ".milestones", "cmif", milestone(3).put("sequence", HIGHEST).toString(), false), "unsigned"));
        expected.add(filed(VICTIM + ".milestones", send(VICTIM, VICTIM + ".milestones", "cmif",
                "{\"source\":\"/funding-programs\",\"sequence\":\"" + HIGHEST + "\"}", false), "unsigned"));
        send(VICTIM, VICTIM + ".milestones", "cmif", milestone(3).toString(), true);

        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("strategy_progress"), "strategy_progress", "strategy_progress")) {
            connection.setAutoCommit(false);
            read(connection);
            assertThat(column(connection, "select topic || '/' || \"offset\" || ' ' || status from held where generation = " + GENERATION))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(column(connection, "select initiative || ':' || version from milestone where generation = " + GENERATION))
                    .containsExactlyInAnyOrder("cmif:1", "cmif:2", "cmif:3");
            assertThat(column(connection, "select received from source where source = '/funding-programs' and generation = " + GENERATION))
                    .containsExactly("%020d-%019d".formatted(1, 3));
            assertThat(column(connection, "select source from source where complete_through > now() + interval '10 seconds' and generation = " + GENERATION)).isEmpty();
            connection.rollback();
        }
    }

    private static String filed(String topic, long offset, String status) {
        return topic + "/" + offset + " " + status;
    }

    private static void read(Connection connection) throws SQLException {
        var topics = new Topics(kafka.settingsOf(READER), TOPICS, keys(READER));
        try (var consumer = topics.consumer()) {
            var partitions = topics.partitions(topics.identities(), consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var signed = topics.signed();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                new Batch(new SqlTables(connection, GENERATION), REGISTRY).apply(signed.next(records));
            }
            new Batch(new SqlTables(connection, GENERATION), REGISTRY).apply(signed.rest());
        } finally {
            topics.stop(null);
        }
    }

    private static List<@Nullable String> column(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
