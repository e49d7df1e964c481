package ca.criticalminerals.local.faults;

import ca.criticalminerals.eventsourcing.signing.KeyFiles;
import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.eventsourcing.signing.Statement;
import ca.criticalminerals.eventsourcing.store.StoredEvent;
import ca.criticalminerals.funding.FundingBeans;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What arrives: twice, shuffled, too early, never, or as something that nobody can read. */
final class DeliveryFaults {
    private static final String EVIDENCE = "\"evidence\": {\"source\": \"File 7\", \"confidence\": \"internalRecord\"}";

    private DeliveryFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault(7, "everything is delivered again, shuffled", DeliveryFaults::repeats),
                new Fault(8, "milestones arrive in the wrong order, a gap is filled late, a transaction began early", DeliveryFaults::disorder),
                new Fault(9, "poison: no JSON, unknown types and versions, 2 MB, wrong keys, hostile texts", DeliveryFaults::poison));
    }

    static void repeats(World world) {
        var records = new ArrayList<>(Topic.records(world.system().kafkaSettings()));
        records.removeIf(record -> record.key() == null || new String(record.key(), StandardCharsets.UTF_8).startsWith(Poison.PREFIX));
        Collections.shuffle(records, world.random());
        try (var sender = new Sender(world)) {
            records.stream().limit(5_000).forEach(record -> sender.sendSoon(record.key(), record.value()));
        }
    }

    static void disorder(World world) {
        var documents = new ArrayList<StoredEvent>();
        String initiative = "early-" + Long.toString(System.nanoTime() & 0xffffff, 36);
        for (int version = 1; version <= 30; version++) {
            documents.add(event(initiative, version));
            world.checker().expect(initiative, version, document(documents.getLast()));
        }
        StoredEvent late = documents.remove(10 + world.random().nextInt(10));
        Collections.shuffle(documents, world.random());
        try (var sender = new Sender(world)) {
            documents.forEach(event -> sender.send(event.streamId.getBytes(StandardCharsets.UTF_8), document(event)));
            overlap(world);
            late.recordedAt = soon(); // or it would come from a time that has been complete since
            world.checker().expect(initiative, late.version, document(late));
            sender.send(late.streamId.getBytes(StandardCharsets.UTF_8), document(late));
        }
    }

    /** A transaction that takes its id first and commits last: what it stored must be published before what came after it. */
    private static void overlap(World world) {
        String url = world.system().superuserJdbcUrl("funding_programs");
        String initiative = "overlap-" + Long.toString(System.nanoTime() & 0xffffff, 36);
        try (var early = DriverManager.getConnection(url); var later = DriverManager.getConnection(url)) {
            early.setAutoCommit(false);
            insert(early, event(initiative + "-a", 1));
            insert(later, event(initiative + "-b", 1));
            insert(later, event(initiative + "-b", 2));
            world.untilRecorded(20);
            insert(early, event(initiative + "-a", 2));
            early.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a service does it: the database gives the event its place in the order of publication. (A recovery brings events back to theirs.) */
    private static void insert(Connection connection, StoredEvent event) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into event (stream_id, version, type, data, occurred_on, recorded_by) values (?, ?, ?, ?::jsonb, ?, ?)""")) {
            insert.setString(1, event.streamId);
            insert.setInt(2, event.version);
            insert.setString(3, event.type);
            insert.setString(4, event.data);
            insert.setString(5, event.occurredOn);
            insert.setString(6, event.recordedBy);
            insert.executeUpdate();
        }
    }

    private static void poison(World world) {
        String name = Poison.PREFIX + Long.toString(System.nanoTime() & 0xffffff, 36);
        var sent = new HashSet<Long>();
        try (var sender = new Sender(world)) {
            String good = new String(document(event(name + "-type", 1)), StandardCharsets.UTF_8);
            sent.add(send(sender, name + "-json", "{\"specversion\": \"1.0\", "));
            sent.add(send(sender, name + "-type", good.replace("program-registered", "program-abolished")));
            sent.add(send(sender, name + "-version", good.replace(name + "-type", name + "-version").replace(".v1\"", ".v9\"")));
            sent.add(send(sender, name + "-key", good));
            sent.add(send(sender, name + "-large", good.replace(name + "-type", name + "-large").replace("Program", "x".repeat(230_000))));
            sent.add(send(sender, name + "-nul", good.replace(name + "-type", name + "-nul").replace("Program", "\\u0000\\ud800 \\u202e <script>alert(1)</script>")));
            sent.add(send(sender, name + "-number", good.replace(name + "-type", name + "-number").replace("\"streamversion\":1", "\"streamversion\":1e999999999")));
            sent.add(send(sender, name + "-bytes", "\u0000\u0001"));
            if (sender.offset((name + "-huge").getBytes(StandardCharsets.UTF_8), new byte[2_000_000]).isPresent()) {
                world.findings().problem("the broker takes records of 2 MB");
            }
            sent.add(sender.send(null, good.getBytes(StandardCharsets.UTF_8)));
            sent.add(sender.send(new byte[] {(byte) 0xff, 0}, null));
            sent.add(sender.send("Not An Id".getBytes(StandardCharsets.UTF_8), good.getBytes(StandardCharsets.UTF_8)));
        }
        if (!world.until(Duration.ofSeconds(20), () -> held(world).keySet().containsAll(sent))) {
            world.findings().problem("of the poisoned records " + sent + ", only " + held(world) + " are shown as held");
        }
        String operator = "Bearer " + world.system().tokens().token("operator", Set.of("operator"), List.of());
        for (long offset : sent) {
            var answer = Http.send(world.http(), HttpRequest.newBuilder(world.system().address(World.PROGRESS).resolve("/v1/operations/parked/"
                    + Topic.NAME + "/" + offset + "/set-aside")).header("Authorization", operator)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"reason\": {\"en\": \"Poison\", \"fr\": \"Poison\"}}")).build());
            if (answer.statusCode() != 200) {
                world.findings().problem("an operator who sets a record aside is answered " + answer.statusCode());
            }
        }
        if (!world.until(Duration.ofSeconds(10), () -> held(world).isEmpty())) {
            world.findings().problem("records that were set aside are still held: " + held(world));
        }
    }

    /** What readers are told is held, by its offset on the topic. */
    private static Map<Long, String> held(World world) {
        try {
            var held = new TreeMap<Long, String>();
            new ObjectMapper().readTree(Http.get(world.http(), world.system().address(World.PROGRESS).resolve("/v1/initiatives")).body())
                    .withArray("held").forEach(one -> held.put(one.path("offset").asLong(), one.path("reason").asText()));
            return held;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long send(Sender sender, String key, String value) {
        return sender.send(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    private static StoredEvent event(String initiative, int version) {
        var event = new StoredEvent();
        event.streamId = initiative;
        event.version = version;
        event.eventId = UUID.randomUUID();
        event.type = version == 1 ? "program-registered" : "project-approved";
        event.occurredOn = "2024-05-01";
        event.recordedAt = soon();
        event.recordedBy = "officer.test";
        event.transactionId = "1";
        event.position = version;
        event.data = version == 1 ? """
                {"names": {"name": {"en": "Program", "fr": "Programme"}}, "theme": "produce", "leadOrganization": {"en": "Department",
                 "fr": "Ministère"}, "standing": "active", "occurredOn": "2024-05-01", %s}""".formatted(EVIDENCE) : """
                {"project": "p-%s", "title": {"en": "A road", "fr": "Une route"}, "projects": 1, "jurisdictions": ["BC"], "minerals":
                 ["COPPER"], "occurredOn": "2024-05-01", %s}""".formatted(version, EVIDENCE);
        return event;
    }

    /** Later than what the service promises meanwhile, and not so late that nobody believes it. */
    private static Instant soon() {
        return Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MICROS);
    }

    private static byte[] document(StoredEvent event) {
        return FundingBeans.ANNOUNCEMENTS.document(event).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Sends to the topic what no service of ours would, in the name of one, whose key it has. */
    private static final class Sender implements AutoCloseable {
        private final KafkaProducer<byte[], byte[]> producer;
        private final KeyFiles key;

        Sender(World world) {
            var settings = new HashMap<>(world.system().kafkaSettings());
            settings.putAll(Map.of("acks", "all", "max.request.size", 3_000_000));
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            key = KeyFiles.of(World.FUNDING, world.system().keys().privateKey(World.FUNDING), world.system().keys().publicKeys());
        }

        /** As the service would have signed it. */
        private ProducerRecord<byte[], byte[]> signed(byte[] key, byte[] value) {
            var record = new ProducerRecord<>(Topic.NAME, key, value);
            record.headers().add(Statement.HEADER, new Statement(Instant.MIN, List.of(RecordDigest.of(Topic.NAME, key, value))).signed(Topic.NAME, this.key));
            return record;
        }

        void sendSoon(byte[] key, byte[] value) {
            producer.send(signed(key, value));
        }

        /** The offset of the record. */
        long send(byte[] key, byte[] value) {
            return offset(key, value).orElseThrow(() -> new IllegalStateException("the broker did not take a record of " + value.length + " bytes"));
        }

        /** The offset of the record; empty if the broker refuses it, because it is too large. */
        OptionalLong offset(byte[] key, byte[] value) {
            try {
                return OptionalLong.of(producer.send(signed(key, value)).get().offset());
            } catch (ExecutionException e) {
                return OptionalLong.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return OptionalLong.empty();
            }
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
