package ca.criticalminerals.progress.projection;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.progress.domain.Milestone;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record of a topic and what it says, as far as it can be read. */
final class Arrived {
    /** From so many on it is worth waking other threads. */
    private static final int MANY = 64;
    private static final int LONGEST = 100;

    private final ConsumerRecord<byte[], byte[]> record;
    private @Nullable JsonNode json;
    private @Nullable Milestone milestone;
    private @Nullable Unreadable problem;

    private Arrived(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
        try {
            json = Announced.json(record.value());
            if (!isWatermark()) {
                milestone = Announced.milestone(json);
            }
        } catch (Unreadable e) {
            problem = e;
        }
    }

    /** Reads them all, on all processors: reading is most of the work, and their order matters only afterwards. */
    static List<Arrived> of(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        var list = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        records.forEach(list::add);
        return (list.size() < MANY ? list.stream() : list.parallelStream()).map(Arrived::new).toList();
    }

    /** The same record if it said what an operator has put in its place. */
    Arrived repaired(byte[] document) {
        return new Arrived(new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), Announced.subject(document), document));
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    boolean isWatermark() {
        return record.topic().endsWith(".watermarks");
    }

    /** The initiative that its key names; empty if the key is not the id of one. */
    Optional<String> initiative() {
        return Optional.ofNullable(record.key()).map(key -> new String(key, StandardCharsets.UTF_8)).filter(Contract::isInitiative);
    }

    /** The initiative that it says it is about, where its key names none. */
    Optional<String> subject() {
        return Optional.ofNullable(json).map(event -> event.get("subject")).filter(JsonNode::isTextual).map(JsonNode::asText).filter(Contract::isInitiative);
    }

    /** The source that it claims; empty if it is not JSON or claims none. */
    Optional<String> claimed() {
        return Optional.ofNullable(json).map(event -> event.get("source")).filter(JsonNode::isTextual).map(source -> source.asText().replace("\u0000", ""))
                .map(source -> source.substring(0, Math.min(LONGEST, source.length())));
    }

    /** The version that it claims; empty if it is not JSON or claims none. */
    Optional<Integer> version() {
        return Optional.ofNullable(json).map(event -> event.get("streamversion")).filter(JsonNode::isInt).map(JsonNode::asInt);
    }

    /** Returns whether it is a milestone that can be read. */
    boolean isReadable() {
        return milestone != null;
    }

    JsonNode json() throws Unreadable {
        if (json == null) {
            throw problem;
        }
        return json;
    }

    Milestone milestone() throws Unreadable {
        if (milestone == null) {
            throw problem;
        }
        return milestone;
    }
}
