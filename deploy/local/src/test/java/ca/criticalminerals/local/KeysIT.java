package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.local.operators.Operators;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The key of a service is another one while officers record, in the running system: nobody starts anything again. */
@ResourceLock(Running.REAL_DATA)
class KeysIT {
    private static final String FUND = "journey-keys";
    private static final TopicPartition TOPIC = new TopicPartition("funding-programs.milestones", 0);
    private static Running tracker;

    @BeforeAll
    static void run() {
        tracker = Running.withRealData();
        tracker.record(FUND, "/milestones", """
                {"type": "program-registered", "names": {"name": {"en": "Keys", "fr": "Clés"}}, "theme": "produce", "standing": "active",
                 "leadOrganization": {"en": "Somebody", "fr": "Quelqu’un"}, "occurredOn": "2024", "evidence": {"source": "file 12", "confidence": "internalRecord"}}""");
        tracker.record(FUND, "/milestones", """
                {"type": "figure-defined", "figure": "%s.projects", "label": {"en": "Projects", "fr": "Projets"}, "unit": "count", "counts": {"what": "projects"},
                 "occurredOn": "2024", "evidence": {"source": "file 12", "confidence": "internalRecord"}}""".formatted(FUND));
    }

    /** Records, and waits until readers see it: what nobody believes is never seen. */
    private static void state(int value) {
        tracker.record(FUND, "/milestones", """
                {"type": "count-reported", "figure": "%s.projects", "value": %d, "qualifier": "exact", "occurredOn": "2025-01-31",
                 "evidence": {"source": "file 12", "confidence": "internalRecord"}}""".formatted(FUND, value));
    }

    /** The names of the keys that signed what is on the topic from an offset on. */
    private static Set<String> keysSince(long offset) {
        var keys = new HashSet<String>();
        try (var consumer = new KafkaConsumer<>(tracker.system().kafkaSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(TOPIC));
            long end = consumer.endOffsets(List.of(TOPIC)).get(TOPIC);
            consumer.seek(TOPIC, offset);
            while (consumer.position(TOPIC) < end) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    var signature = record.headers().lastHeader("signature");
                    if (signature != null) {
                        keys.add(new String(signature.value(), 1, 8, StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
        return keys;
    }

    private static long end() {
        try (var consumer = new KafkaConsumer<>(tracker.system().kafkaSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(List.of(TOPIC)).get(TOPIC);
        }
    }

    @Test
    void every_milestone_is_seen_while_the_key_is_replaced_and_what_is_shown_is_what_is_stored() {
        long before = end();
        state(1);
        tracker.system().keys().replace("funding-programs");
        int value = 1;
        Instant deadline = Instant.now().plusSeconds(60);
        while (keysSince(before).size() < 2 && Instant.now().isBefore(deadline)) {
            state(++value);
        }
        state(++value);

        assertThat(keysSince(before)).hasSize(2);
        assertThat(tracker.json("/v1/figures/" + FUND + ".projects").path("value").asInt()).isEqualTo(value);
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(Operators.run("verify", new Words(List.of("--accept-decided")), new Services(tracker.system()::address, Duration.ofSeconds(60)), tracker.operator(), print, print))
                .as(out.toString(StandardCharsets.UTF_8)).isTrue();
    }
}
