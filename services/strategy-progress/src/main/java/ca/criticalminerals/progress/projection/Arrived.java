package ca.criticalminerals.progress.projection;

import ca.criticalminerals.progress.domain.Milestone;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record of a topic and what it says, as far as it can be read. */
final class Arrived {
    /** From so many on it is worth waking other threads. */
    private static final int MANY = 64;

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
