package ca.criticalminerals.progress.projection;

import ca.criticalminerals.contracts.InitiativeRegistry;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.signing.SignedRecords;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** One verification: the topics from their first record to where the view of a snapshot had read, and the rows of that view. */
final class VerificationRun {
    private static final int MOST_LISTED = 1_000;
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final Snapshot snapshot;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final View served;
    private final SqlTables tables;
    private final Map<String, BitSet> seen = new HashMap<>();
    private final Ownership ownership;
    private final Map<String, RecordStatus> onFile = new HashMap<>();
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final ArrayNode differences = JsonNodeFactory.instance.arrayNode();
    private int different;
    private long records;
    private long milestones;

    VerificationRun(Snapshot snapshot, KafkaConsumer<byte[], byte[]> consumer, View served, InitiativeRegistry registry) {
        this.ownership = new Ownership(registry);
        this.snapshot = snapshot;
        this.consumer = consumer;
        this.served = served;
        this.tables = new SqlTables(snapshot.connection(), snapshot.generation());
    }

    ObjectNode verified(Topics topics) throws SQLException {
        json.put("verifiedAt", Instant.now().toString()).put("generation", snapshot.generation());
        var next = topics(topics);
        records(topics, next);
        rows();
        findings(json.putObject("findings"));
        return json.put("agree", different == 0).put("records", records).put("milestones", milestones).put("onFile", onFile.size())
                .put("different", different).set("differences", differences);
    }

    /** How much of each kind: what differs, what is on file instead of in the view, and what operators have repaired. */
    private void findings(ObjectNode findings) throws SQLException {
        findings.put("different", different);
        for (RecordStatus status : RecordStatus.values()) {
            findings.put(status.word, onFile.values().stream().filter(status::equals).count());
        }
        try (var statement = snapshot.connection().createStatement();
                var rows = statement.executeQuery("select count(distinct (topic, partition, \"offset\")) from repair")) {
            rows.next();
            findings.put("repaired", rows.getLong(1));
        }
    }

    /** From where to where each topic is read: from its first record to where the view had read. */
    private Map<TopicPartition, Long> topics(Topics topics) throws SQLException {
        var identities = topics.identities();
        var partitions = topics.partitions(identities, consumer);
        var ends = topics.ends(partitions);
        var next = new HashMap<TopicPartition, Long>();
        ArrayNode list = json.putArray("topics");
        try (var select = snapshot.connection().prepareStatement(
                "select topic, partition, next_offset, topic_id from consumed where generation = ? order by topic, partition")) {
            select.setInt(1, snapshot.generation());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var partition = new TopicPartition(rows.getString(1), rows.getInt(2));
                    String identity = identities.getOrDefault(partition.topic(), "");
                    list.addObject().put("topic", partition.topic()).put("readUpTo", rows.getLong(3)).put("end", ends.getOrDefault(partition, 0L))
                            .put("identity", identity).put("same", identity.equals(rows.getString(4)));
                    if (!identity.equals(rows.getString(4))) {
                        differs("", 0, partition.topic(), -1, Text.of("The topic is not the one that was read.", "Le sujet n’est pas celui qui a été lu."));
                    } else if (rows.getLong(3) > ends.getOrDefault(partition, 0L)) {
                        differs("", 0, partition.topic(), ends.getOrDefault(partition, 0L),
                                Text.of("The topic has lost its end.", "Le sujet a perdu sa fin."));
                    }
                    if (partition.topic().endsWith(".milestones") && ends.containsKey(partition)) {
                        next.put(partition, Math.min(rows.getLong(3), ends.get(partition)));
                    }
                }
            }
        }
        return next;
    }

    private void records(Topics topics, Map<TopicPartition, Long> next) throws SQLException {
        onFile();
        consumer.assign(next.keySet());
        consumer.seekToBeginning(next.keySet());
        var signed = topics.signed();
        Instant heard = Instant.now();
        while (next.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            var batch = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                if (record.offset() < next.get(new TopicPartition(record.topic(), record.partition()))) {
                    batch.add(record);
                }
            });
            heard = batch.isEmpty() ? heard : Instant.now();
            if (heard.plus(SILENCE).isBefore(Instant.now())) {
                throw new KafkaException("the topics cannot be read to their ends");
            }
            records += batch.size();
            compare(signed.next(batch));
        }
        compare(signed.rest());
    }

    private void onFile() throws SQLException {
        try (var select = snapshot.connection().prepareStatement("select topic, \"offset\", status from held where generation = ?")) {
            select.setInt(1, snapshot.generation());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    onFile.put(rows.getString(1) + "/" + rows.getLong(2), RecordStatus.of(rows.getString(3)));
                }
            }
        }
    }

    private void compare(List<SignedRecords.Told> batch) throws SQLException {
        var told = new ArrayList<Tables.Repeat>();
        var unreadable = new ArrayList<Tables.Repeat>();
        var unsigned = new ArrayList<Tables.Repeat>();
        for (Arrived arrived : Arrived.of(batch)) {
            var record = arrived.record();
            if (arrived.statement().isEmpty()) {
                unsigned.add(Batch.claim(arrived));
                continue;
            }
            if (isForeign(arrived)) {
                continue;
            }
            try {
                arrived.milestone();
                told.add(told(arrived));
            } catch (Unreadable e) {
                var repaired = tables.repaired(record);
                (repaired.isPresent() ? told : unreadable).add(told(repaired.isPresent() ? arrived.repaired(repaired.get()) : arrived));
            }
        }
        unreadable.removeIf(one -> onFile.containsKey(one.record().topic() + "/" + one.record().offset()));
        byte[][] instead = tables.documents(unreadable);
        for (int i = 0; i < instead.length; i++) {
            if (instead[i] == null) { // otherwise the same milestone was told again, and could be read
                var record = unreadable.get(i).record();
                differs("", 0, record.topic(), record.offset(), Text.of("It cannot be read and is not on file.", "Il est illisible et n’est pas au dossier."));
            }
        }
        unsigned(unsigned);
        byte[][] documents = tables.documents(told);
        for (int i = 0; i < documents.length; i++) {
            compare(told.get(i), documents[i]);
        }
    }

    /** Nor does an unsigned one agree with anything, unless it is a copy of what is signed. */
    private void unsigned(List<Tables.Repeat> unsigned) throws SQLException {
        byte[][] copies = tables.documents(unsigned);
        for (int i = 0; i < copies.length; i++) {
            var record = unsigned.get(i).record();
            if (!Arrays.equals(copies[i], record.value()) && onFile.get(record.topic() + "/" + record.offset()) != RecordStatus.SKIPPED) {
                differs(unsigned.get(i).initiative(), unsigned.get(i).version(), record.topic(), record.offset(), Text.of(
                        "It is not signed by the service of the topic.", "Il n’est pas signé par le service du sujet."));
            }
        }
    }

    /** A foreign record differs from everything until an operator has set it aside. */
    private boolean isForeign(Arrived arrived) {
        var why = ownership.foreign(arrived);
        var record = arrived.record();
        if (why.isPresent() && onFile.get(record.topic() + "/" + record.offset()) != RecordStatus.SKIPPED) {
            differs(arrived.initiative().orElse(""), arrived.version().orElse(0), record.topic(), record.offset(), Text.of("A service recorded it that may not speak of it: "
                    + why.get() + ".", "Un service l’a publié sans y être autorisé\u00a0: " + why.get() + "."));
        }
        return why.isPresent();
    }

    private static Tables.Repeat told(Arrived arrived) {
        try {
            var event = arrived.json();
            return new Tables.Repeat(arrived.record(), event.path("subject").asText(), event.path("streamversion").asInt(), event.path("id").asText(),
                    arrived.isReadable());
        } catch (Unreadable e) {
            return new Tables.Repeat(arrived.record(), "", 0, "", false);
        }
    }

    private void compare(Tables.Repeat told, byte[] stored) throws SQLException {
        var record = told.record();
        if (stored != null && Arrays.equals(stored, record.value())) {
            var versions = seen.computeIfAbsent(told.initiative(), _ -> new BitSet());
            milestones += versions.get(told.version()) ? 0 : 1;
            versions.set(told.version());
        } else if (isOutOfTime(record)) {
            differs(told.initiative(), told.version(), record.topic(), record.offset(), Text.of("It was recorded in a time that was complete, or that is still to come.",
                    "Il a été consigné dans une période qui était complète, ou qui n’est pas encore venue."));
        } else if (!onFile.containsKey(record.topic() + "/" + record.offset()) && tables.repaired(record).isEmpty()) {
            if (stored != null) {
                seen.computeIfAbsent(told.initiative(), _ -> new BitSet()).set(told.version());
            }
            differs(told.initiative(), told.version(), record.topic(), record.offset(), stored == null
                    ? Text.of("The view does not have it.", "La vue ne l’a pas.") : Announced.id(stored).equals(told.event())
                    ? Text.of("The view has other words for it.", "La vue en a d’autres mots.")
                    : Text.of("The view has another event in its place.", "La vue a un autre événement à sa place."));
        }
    }

    private boolean isOutOfTime(ConsumerRecord<byte[], byte[]> record) {
        var status = onFile.get(record.topic() + "/" + record.offset());
        return status == RecordStatus.BACKDATED || status == RecordStatus.POSTDATED;
    }

    /** Every row is in a topic; versions are 1 to n; what is served is what is stored. */
    private void rows() throws SQLException {
        var last = new TreeMap<String, Integer>();
        try (var select = snapshot.connection().prepareStatement("""
                select initiative, version from milestone where generation = ? order by initiative, version""")) {
            select.setFetchSize(5_000);
            select.setInt(1, snapshot.generation());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    String id = rows.getString(1);
                    int version = rows.getInt(2);
                    if (!seen.getOrDefault(id, new BitSet()).get(version)) {
                        differs(id, version, "", -1, Text.of("The view has it, and no topic tells of it.", "La vue l’a, et aucun sujet n’en parle."));
                    }
                    int expected = last.getOrDefault(id, 0) + 1;
                    if (version != expected) {
                        differs(id, expected, "", -1, Text.of("It is missing among the versions.", "Il manque parmi les versions."));
                    }
                    last.put(id, version);
                }
            }
        }
        applied(last);
    }

    private void applied(Map<String, Integer> last) throws SQLException {
        try (var select = snapshot.connection().prepareStatement("select initiative, applied from initiative where generation = ?")) {
            select.setInt(1, snapshot.generation());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    int stored = last.getOrDefault(rows.getString(1), 0);
                    if (rows.getInt(2) != stored) {
                        differs(rows.getString(1), rows.getInt(2), "", -1, Text.of("It counts as applied, and the last one that is stored is " + stored + ".",
                                "Il compte comme appliqué, et le dernier consigné est " + stored + "."));
                    }
                }
            }
        }
        last.forEach((id, stored) -> {
            if (served.generation() == snapshot.generation() && served.version(id) > stored) {
                differs(id, served.version(id), "", -1, Text.of("Readers are told of it, and it is not stored.", "Les lecteurs le voient, et il n’est pas consigné."));
            }
        });
    }

    private void differs(String initiative, int version, String topic, long offset, Text what) {
        if (++different > MOST_LISTED) {
            return;
        }
        ObjectNode difference = differences.addObject();
        if (!initiative.isEmpty()) {
            difference.put("initiative", initiative).put("milestone", version);
        }
        if (!topic.isEmpty()) {
            difference.put("topic", topic);
        }
        if (offset >= 0) {
            difference.put("offset", offset);
        }
        difference.putObject("what").put("en", what.en()).put("fr", what.fr());
    }
}
