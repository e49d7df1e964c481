package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.OwnStore.SOON;
import static ca.criticalminerals.eventsourcing.store.OwnStore.awaitState;
import static ca.criticalminerals.eventsourcing.store.OwnStore.well;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.eventsourcing.signing.SignedRecords;
import ca.criticalminerals.eventsourcing.signing.Statement;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a service signs on its topics, and what it makes of records there that it has not signed: real PostgreSQL, real Kafka. */
@Execution(ExecutionMode.CONCURRENT)
class SignedTopicTest {
    @RegisterExtension
    final OwnStore store = OwnStore.holding("well 1", "well 2", "other 1");

    @Test
    void every_milestone_and_every_watermark_is_signed_and_says_since_when_nothing_is_missing() throws Exception {
        var relay = store.relay();
        await().atMost(SOON).until(() -> store.watermarks().documents().size() >= 2);
        Instant promised = Instant.parse(store.watermarks().documents().getLast().get("completeThrough").asText());
        store.insert(well(2_500).subList(2, 2_500));
        await().atMost(SOON).until(() -> store.milestones().names().size() == 2_501);
        relay.stop(null);

        var milestones = told(store.announcements().milestonesTopic());
        assertThat(milestones).hasSize(2_501).allMatch(SignedRecords.Told::isSigned);
        assertThat(milestones.getLast().statement().orElseThrow().floor()).isAfterOrEqualTo(promised);
        assertThat(told(store.announcements().watermarksTopic())).isNotEmpty().allMatch(SignedRecords.Told::isSigned);
    }

    @Test
    void what_is_announced_again_does_not_say_since_when_nothing_is_missing() throws Exception {
        var relay = store.relay();
        await().atMost(SOON).until(() -> store.watermarks().documents().size() >= 3);

        store.operations().republish();

        await().atMost(SOON).until(() -> store.milestones().names().size() == 6);
        relay.stop(null);
        assertThat(told(store.announcements().milestonesTopic()).subList(3, 6)).allMatch(again -> again.statement().orElseThrow().floor().equals(Instant.MIN));
    }

    @Test
    void a_record_that_the_service_has_not_signed_is_never_ahead_of_its_store_and_never_brought_back() throws Exception {
        var last = (ObjectNode) store.milestones().documents().getLast();
        String later = last.get("sequence").asText().replaceFirst("^0", "9");
        var forged = last.deepCopy().put("id", UUID.randomUUID().toString()).put("streamversion", 2).put("sequence", later);
        store.forge(forged.toString());
        store.forge(forged.deepCopy().put("type", "nonsense").put("streamversion", 7).toString());
        store.send(signed(forged.deepCopy().put("streamversion", 3).toString(), "thief"));

        var relay = store.relay();
        awaitState(relay, "publishing");
        store.insert("other 2");

        await().atMost(SOON).until(() -> store.milestones().names().size() == 7);
        assertThat(store.operations().verify()).returns(4L, Agreement::events).matches(Agreement::isWhole)
                .satisfies(agreement -> assertThat(agreement.strays().reasons()).isEqualTo(Map.of(StrayRecord.Reason.UNSIGNED, 3L)));
        assertThat(store.operations().planRecovery().events().count()).isZero();
    }

    @Test
    void what_a_relay_sent_and_died_before_it_signed_is_sent_again_although_the_checkpoint_is_behind_it() throws Exception {
        store.insert("other 2");
        // The topic has it, and the checkpoint says so, but the statement was never written.
        var relay = store.relay();
        await().atMost(SOON).until(() -> store.milestones().names().size() == 4);
        await().atMost(SOON).until(() -> store.operations().status().backlog() == 0);
        relay.stop(null);
        store.forgetTopic();
        for (var document : store.documents()) {
            store.forge(document);
        }

        store.relay();

        await().atMost(SOON).until(() -> store.milestones().names().size() == 8);
        assertThat(store.milestones().names().subList(4, 8)).as("everything, as after an upgrade from a release that did not sign")
                .containsExactly("well 1", "well 2", "other 1", "other 2");
        await().atMost(SOON).untilAsserted(() -> assertThat(store.operations().verify()).returns(4L, Agreement::events).matches(Agreement::isWhole));
        assertThat(told(store.announcements().milestonesTopic())).as("the same bytes, so the statement lists both").allMatch(SignedRecords.Told::isSigned);
    }

    @Test
    void a_key_is_replaced_while_the_service_records_and_nothing_is_lost_doubled_or_unsigned() throws Exception {
        store.relay();
        var recorded = new AtomicInteger();
        var recording = Thread.ofVirtual().start(() -> {
            try (var connection = store.database().getConnection()) {
                while (!Thread.currentThread().isInterrupted()) {
                    OwnStore.insert(connection, "busy " + recorded.incrementAndGet());
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        String service = store.announcements().source().substring(1);
        for (int key = 2; key <= 3; key++) {
            int before = keysUsed();
            store.keys().replace(service);
            await().atMost(SOON).until(() -> keysUsed() > before);
        }
        recording.interrupt();
        recording.join(Duration.ofSeconds(60));

        await().atMost(SOON).until(() -> store.operations().status().backlog() == 0);
        assertThat(keysUsed()).isEqualTo(3);
        assertThat(store.operations().verify()).matches(Agreement::isWhole).returns(0L, Agreement::repeats)
                .satisfies(agreement -> assertThat(agreement.strays().count()).isZero())
                .returns(3L + recorded.get(), Agreement::events);
    }

    /** With how many keys milestones were signed. */
    private int keysUsed() {
        return (int) told(store.announcements().milestonesTopic()).stream().map(told -> told.record().headers().lastHeader(Statement.HEADER))
                .filter(header -> header != null).map(header -> new String(header.value(), 1, 8, StandardCharsets.ISO_8859_1)).distinct().count();
    }

    private ProducerRecord<String, byte[]> signed(String document, String service) {
        var record = store.record(document);
        var digest = RecordDigest.of(record.topic(), record.key().getBytes(StandardCharsets.UTF_8), record.value());
        record.headers().add(Statement.HEADER, new Statement(Instant.MIN, List.of(digest)).signed(record.topic(), OwnStore.keys(service, store.keys())));
        return record;
    }

    private List<SignedRecords.Told> told(String topic) {
        var all = new ArrayList<SignedRecords.Told>();
        var signed = new SignedRecords(topic, store.serviceKeys());
        try (var consumer = new KafkaConsumer<>(store.kafka(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    all.addAll(signed.next(record, RecordDigest.of(topic, record.key(), record.value()), Instant.now()));
                }
            }
        }
        all.addAll(signed.giveUp(Duration.ZERO, Instant.MAX));
        return all;
    }
}
