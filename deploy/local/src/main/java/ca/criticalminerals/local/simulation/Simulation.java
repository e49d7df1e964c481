package ca.criticalminerals.local.simulation;

import ca.criticalminerals.contracts.InitiativeRegistry;
import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.eventsourcing.signing.SignedRecords;
import ca.criticalminerals.eventsourcing.signing.Statement;
import ca.criticalminerals.eventsourcing.store.Publication;
import ca.criticalminerals.eventsourcing.store.StoredEvent;
import ca.criticalminerals.funding.FundingBeans;
import ca.criticalminerals.progress.projection.Announced;
import ca.criticalminerals.progress.projection.Batch;
import ca.criticalminerals.progress.projection.SignedTopics;
import ca.criticalminerals.progress.projection.Unreadable;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One history: officers, writers, a relay, two topics and a projection, single-threaded and from one seed, with deaths at every
 * step. Database and broker are models; what decides, orders, publishes, applies and folds is the code of the services.
 */
final class Simulation {
    static final String FORGER = "forger";
    private static final List<String> INITIATIVES = List.of("gold", "iron");
    private static final InitiativeRegistry REGISTRY = InitiativeRegistry.everyTo("funding-programs");
    private static final int WRITERS = 3;
    private static final int BATCH = 4;

    private final Random random;
    private final Mistake mistake;
    private final List<String> trace = new ArrayList<>();
    private final boolean tracing;
    private final Map<String, StoredEvent> acknowledged = new HashMap<>();
    private final List<Writer> writers = new ArrayList<>();
    private final ModelLog log;
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
    private final Publication publication;
    private final ModelKey key = new ModelKey(FundingBeans.ANNOUNCEMENTS.source().substring(1));
    private final Map<String, Integer> positions = new HashMap<>();
    private SignedTopics signed = new SignedTopics(key);
    private ModelTables tables = new ModelTables();
    private boolean healthy;

    Simulation(long seed, Mistake mistake, boolean tracing) {
        this.random = new Random(seed);
        this.mistake = mistake;
        this.tracing = tracing;
        this.log = new ModelLog(mistake, this::interlude);
        topics.put(FundingBeans.ANNOUNCEMENTS.milestonesTopic(), new ArrayList<>());
        topics.put(FundingBeans.ANNOUNCEMENTS.watermarksTopic(), new ArrayList<>());
        publication = new Publication(FundingBeans.ANNOUNCEMENTS, key, log, this::send, BATCH);
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new Writer("officer-" + i, INITIATIVES, log, random, mistake, acknowledged, this::say));
        }
    }

    /** So many steps, then everything heals and goes quiet, and nothing may be wrong; a {@link Violation} says what is. */
    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
        heal();
        new Invariants(log, topics.get(FundingBeans.ANNOUNCEMENTS.milestonesTopic()), tables, acknowledged).check(random);
    }

    List<String> trace() {
        return trace;
    }

    private void step() {
        log.pass(random.nextInt(3_000));
        switch (random.nextInt(11)) {
            case 0, 1 -> publish();
            case 2, 3 -> project();
            case 4 -> repeat();
            case 5 -> forge();
            default -> writers.get(random.nextInt(WRITERS)).step(true, true);
        }
    }

    private void heal() {
        healthy = true;
        say("from here on nothing fails and nobody asks for more");
        for (int round = 0; !(writers.stream().allMatch(Writer::isIdle) && log.isQuiet()); round++) {
            writers.forEach(writer -> writer.step(false, false));
            if (round > 1_000) {
                throw new Violation("O7: a writer gets no answer although nothing is broken");
            }
        }
        for (int i = 0; i < 3 + log.committed().size(); i++) {
            log.pass(1_000);
            publish();
        }
        for (int i = 0; i < 3 + topics.values().stream().mapToInt(List::size).sum(); i++) {
            project();
        }
    }

    /** What others do between two things that the relay does. */
    private void interlude() {
        if (!healthy) {
            for (int i = random.nextInt(4); i > 0; i--) {
                log.pass(random.nextInt(1_000));
                writers.get(random.nextInt(WRITERS)).step(true, true);
            }
            perhapsDie();
        }
    }

    private void perhapsDie() {
        if (!healthy && random.nextInt(25) == 0) {
            throw new Crash();
        }
    }

    private void publish() {
        try {
            publication.round(healthy || random.nextBoolean());
        } catch (Crash dead) {
            say("the relay dies");
        } catch (SQLException | InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Future<?> send(ProducerRecord<String, byte[]> record) {
        perhapsDie();
        append(record.topic(), record.key().getBytes(StandardCharsets.UTF_8), record.value(), record.headers());
        perhapsDie();
        return CompletableFuture.completedFuture(null);
    }

    private void append(String topic, byte[] key, byte[] value, Iterable<Header> headers) {
        var records = topics.get(topic);
        var record = new ConsumerRecord<>(topic, 0, records.size(), key, value);
        headers.forEach(record.headers()::add);
        records.add(record);
        if (tracing && topic.endsWith("milestones")) {
            say("on the topic: " + new String(key, StandardCharsets.UTF_8) + " " + Invariants.version(value));
        } else if (tracing && !healthy) {
            say("on the topic: " + new String(value, StandardCharsets.UTF_8));
        }
    }

    /** A zombie sends some of what was sent before, again. */
    private void repeat() {
        var records = topics.get(FundingBeans.ANNOUNCEMENTS.milestonesTopic());
        if (!records.isEmpty()) {
            int from = random.nextInt(records.size());
            for (var record : List.copyOf(records.subList(from, Math.min(records.size(), from + 1 + random.nextInt(3))))) {
                append(record.topic(), record.key(), record.value(), record.headers());
            }
        }
    }

    /** Somebody who may write to the topic says what the service never said, with a header of its own that it has copied. */
    private void forge() {
        var records = topics.get(FundingBeans.ANNOUNCEMENTS.milestonesTopic());
        if (!records.isEmpty()) {
            var copied = records.get(random.nextInt(records.size()));
            try {
                var document = (ObjectNode) Announced.json(copied.value());
                document.put("recordedby", FORGER).put("id", new UUID(random.nextLong(), random.nextLong()).toString())
                        .put("streamversion", document.path("streamversion").asInt() + random.nextInt(2));
                append(copied.topic(), copied.key(), document.toString().getBytes(StandardCharsets.UTF_8), copied.headers());
            } catch (Unreadable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void project() {
        String topic = random.nextInt(4) == 0 ? FundingBeans.ANNOUNCEMENTS.watermarksTopic() : FundingBeans.ANNOUNCEMENTS.milestonesTopic();
        for (String one : healthy ? topics.keySet() : Set.of(topic)) {
            var records = topics.get(one);
            // After a death it may read again what it has applied: the offsets in its tables tell.
            int from = positions.computeIfAbsent(one, _ -> (int) Math.max(0, tables.nextOffset(one) - random.nextInt(3)));
            int to = Math.min(records.size(), from + 1 + random.nextInt(5));
            if (from < to) {
                positions.put(one, to);
                project(records.subList(from, to));
            }
        }
    }

    private void project(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            var next = tables.copy();
            perhapsDie();
            apply(next, records);
            perhapsDie();
            promiseIsKept(next);
            boolean more = next.milestones().size() > tables.milestones().size() || next.completeThrough().isAfter(tables.completeThrough());
            tables = next;
            if (more) {
                say("the projection has " + tables.milestones().size() + " milestones, complete through " + tables.completeThrough());
            }
        } catch (Crash dead) {
            say("the projection dies");
            positions.clear();
            signed = new SignedTopics(key);
        } catch (SQLException | Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    private void apply(ModelTables next, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException, Unreadable {
        if (mistake != Mistake.ARRIVAL_ORDER) {
            new Batch(next, REGISTRY).apply(mistake == Mistake.BELIEVES_EVERYTHING ? believed(records) : signed.next(records));
            return;
        }
        for (var record : records) {
            if (record.topic().endsWith("milestones") && record.offset() >= next.nextOffset(record.topic())) {
                next.trust(Announced.milestone(Announced.json(record.value())), record.topic(), record.offset());
            }
        }
    }

    private static List<SignedRecords.Told> believed(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> {
            var digest = RecordDigest.of(record.topic(), record.key(), record.value());
            return new SignedRecords.Told(record, digest, Optional.of(new Statement(Instant.MIN, List.of(digest))), Optional.empty());
        }).toList();
    }

    /** Nothing that was recorded up to the instant up to which readers were told that all is there may come after. */
    private void promiseIsKept(ModelTables next) {
        Instant promised = tables.completeThrough();
        next.milestones().stream().skip(tables.milestones().size()).filter(milestone -> !milestone.recordedAt().isAfter(promised)).findFirst()
                .ifPresent(milestone -> {
                    throw new Violation("O6: milestone " + milestone.version() + " of " + milestone.initiative() + " of "
                            + milestone.recordedAt() + " came after readers were told that all up to " + promised + " is there");
                });
    }

    private void say(String what) {
        if (tracing) {
            trace.add(what);
        }
    }
}
