package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.eventsourcing.signing.SignedRecords;
import ca.criticalminerals.eventsourcing.signing.TrustedKeys;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka as the relay of a service uses it: milestones in one partition and kept for ever, watermarks compacted to the last one. What it
 * reads there is what this service has signed; nothing else is ours, whatever it says of itself.
 */
record Broker(Map<String, Object> kafka, Announcements announcements, TrustedKeys keys) {
    private static final long FIRST_LOOK = 1_000;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A producer that neither loses nor reorders: idempotent, acknowledged by all replicas, at once when there is little to send. */
    Producer<String, byte[]> producer() {
        new AnnouncedTopics(kafka, announcements).ensure();
        var configuration = new HashMap<>(kafka);
        configuration.putAll(Map.of("enable.idempotence", true, "acks", "all", "linger.ms", 0, "batch.size", 128 * 1024,
                "compression.type", "lz4", "max.block.ms", 5_000, "request.timeout.ms", 5_000,
                "delivery.timeout.ms", 12_000, "reconnect.backoff.max.ms", 1_000));
        return new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * A record on the topic.
     *
     * @param sequence its place in the order of publication
     * @param id       of its event
     */
    record Sent(long offset, String sequence, String id, byte[] bytes) {
        /** Its stream and version, for people. */
        String name() {
            JsonNode json = json(bytes);
            return json.path("subject").asText() + ":" + json.path("streamversion").asText();
        }
    }

    /**
     * The milestones of ours among the last records of the topic, without what has a lower sequence than one before it, because it is
     * repeated after a restart.
     *
     * @param sequence the last and highest of them; empty if there is none
     */
    record Tail(String sequence, List<String> ids) {}

    /** How the topic ends: the last thousand records, or more until there is one of ours. A stray one is none of ours. */
    Tail tail(StrayRecords strays) {
        var highest = new String[] {""};
        var ids = new ArrayList<String>();
        read(FIRST_LOOK, end(), sent -> {
            if (sent.sequence.compareTo(highest[0]) > 0 && strays.about(sent).isEmpty()) {
                highest[0] = sent.sequence;
                ids.add(sent.id);
            }
        }, (_, _) -> { }, () -> !ids.isEmpty());
        return new Tail(highest[0], ids);
    }

    /** Makes the topic of the milestones anew, empty. */
    void renew() {
        new AnnouncedTopics(kafka, announcements).renewMilestones();
    }

    /** Whether this service may do that. */
    boolean mayRenew() {
        return new AnnouncedTopics(kafka, announcements).mayRenewMilestones();
    }

    /** The offset at which the next milestone will stand. */
    long end() {
        var partition = new TopicPartition(announcements.milestonesTopic(), 0);
        try (var consumer = consumer()) {
            return consumer.endOffsets(List.of(partition)).get(partition);
        }
    }

    /**
     * Every record on the topic before an offset, from the first; repeats too.
     *
     * @param each    is given those of the form of our milestones that we have signed
     * @param foreign is given the others, and why they are not ours; a record whose statement stands behind the offset is not ours yet
     */
    void read(long end, Consumer<Sent> each, BiConsumer<Sent, StrayRecord.Reason> foreign) {
        read(Long.MAX_VALUE, end, each, foreign, () -> true);
    }

    /** The record at an offset; empty if there is none, or none that is kept. */
    Optional<Sent> at(long offset) {
        var partition = new TopicPartition(announcements.milestonesTopic(), 0);
        try (var consumer = consumer()) {
            consumer.assign(List.of(partition));
            if (offset < consumer.beginningOffsets(List.of(partition)).get(partition) || offset >= consumer.endOffsets(List.of(partition)).get(partition)) {
                return Optional.empty();
            }
            consumer.seek(partition, offset);
            for (var record : consumer.poll(Duration.ofSeconds(10))) {
                return record.offset() == offset ? Optional.of(sent(record).orElseGet(() -> foreign(record))) : Optional.empty();
            }
            return Optional.empty();
        }
    }

    /** The last so many records before the end; ten times as many as before until they were enough or there are no more. */
    private void read(long records, long end, Consumer<Sent> each, BiConsumer<Sent, StrayRecord.Reason> foreign, BooleanSupplier enough) {
        var partition = new TopicPartition(announcements.milestonesTopic(), 0);
        try (var consumer = consumer()) {
            consumer.assign(List.of(partition));
            long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
            long from = end;
            for (long look = records; from > begin && (from == end || !enough.getAsBoolean()); look *= 10) {
                from = Math.max(begin, end - look);
                read(consumer, partition, from, end, each, foreign);
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end, Consumer<Sent> each,
            BiConsumer<Sent, StrayRecord.Reason> foreign) {
        var signed = new SignedRecords(partition.topic(), keys);
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            for (var record : consumer.poll(Duration.ofSeconds(1))) {
                if (record.offset() < end) {
                    signed.next(record, RecordDigest.of(record.topic(), record.key(), record.value()), Instant.now()).forEach(told -> tell(told, each, foreign));
                }
            }
        }
        signed.giveUp(Duration.ZERO, Instant.now()).forEach(told -> tell(told, each, foreign));
    }

    private void tell(SignedRecords.Told told, Consumer<Sent> each, BiConsumer<Sent, StrayRecord.Reason> foreign) {
        if (told.isSigned()) {
            sent(told.record()).ifPresentOrElse(each, () -> foreign.accept(foreign(told.record()), StrayRecord.Reason.FOREIGN));
        } else {
            foreign.accept(foreign(told.record()), StrayRecord.Reason.UNSIGNED);
        }
    }

    /** Up to when our watermarks say that everything is published; empty if there is none. One that names the future is not ours. */
    Optional<Instant> lastWatermark() {
        var partition = new TopicPartition(announcements.watermarksTopic(), 0);
        Instant now = Instant.now();
        try (var consumer = consumer()) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            consumer.seekToBeginning(List.of(partition));
            var signed = new SignedRecords(partition.topic(), keys);
            var told = new ArrayList<SignedRecords.Told>();
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    told.addAll(signed.next(record, RecordDigest.of(record.topic(), record.key(), record.value()), now));
                }
            }
            return told.stream().filter(SignedRecords.Told::isSigned).flatMap(one -> completeThrough(one.record().value()).stream())
                    .filter(through -> !through.isAfter(now)).max(Comparator.naturalOrder());
        }
    }

    private Optional<Instant> completeThrough(byte[] watermark) {
        JsonNode json = json(watermark);
        try {
            return json.path("source").asText().equals(announcements.source())
                    ? Optional.of(Instant.parse(json.path("completeThrough").asText())) : Optional.empty();
        } catch (DateTimeParseException foreign) {
            return Optional.empty();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var configuration = new HashMap<>(kafka);
        // A topic that is made anew meanwhile must not be read as if what was on it had never been there.
        configuration.putAll(Map.of("enable.auto.commit", false, "default.api.timeout.ms", 10_000, "auto.offset.reset", "none"));
        return new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Empty for what has not the form of our milestones. */
    private Optional<Sent> sent(ConsumerRecord<byte[], byte[]> record) {
        JsonNode json = json(record.value());
        return json.path("source").asText().equals(announcements.source()) && Sequence.isOne(json.path("sequence").asText())
                && ID.matcher(json.path("id").asText()).matches()
                ? Optional.of(new Sent(record.offset(), json.get("sequence").asText(), json.path("id").asText(), record.value())) : Optional.empty();
    }

    private static Sent foreign(ConsumerRecord<byte[], byte[]> record) {
        return new Sent(record.offset(), "", "", record.value() == null ? new byte[0] : record.value());
    }

    private static JsonNode json(byte[] record) {
        try {
            return JSON.readTree(record == null ? new byte[0] : record);
        } catch (IOException foreign) {
            return MissingNode.getInstance();
        }
    }
}
