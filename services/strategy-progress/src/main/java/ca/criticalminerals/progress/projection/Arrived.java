package ca.criticalminerals.progress.projection;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.eventsourcing.signing.SignedRecords;
import ca.criticalminerals.eventsourcing.signing.Statement;
import ca.criticalminerals.progress.domain.Milestone;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** A record of a topic and what it says, as far as it can be read. */
final class Arrived {
    /** From so many on it is worth waking other threads. */
    private static final int MANY = 64;
    private static final int LONGEST = 100;

    /** So much the clocks of a service and of the broker may differ. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final SignedRecords.Told told;
    private final boolean timely;
    private final ConsumerRecord<byte[], byte[]> record;
    private @Nullable JsonNode json;
    private @Nullable Milestone milestone;
    private @Nullable Unreadable problem;

    private Arrived(SignedRecords.Told told, boolean timely) {
        this.told = told;
        this.timely = timely;
        this.record = told.record();
        try {
            json = Announced.json(record.value());
            if (!isWatermark() && told.isSigned()) {
                milestone = Announced.genuine(json);
            }
        } catch (Unreadable e) {
            problem = e;
        }
    }

    /** Reads them all, on all processors: reading is most of the work, and their order matters only afterwards. */
    static List<Arrived> of(List<SignedRecords.Told> records) {
        return (records.size() < MANY ? records.stream() : records.parallelStream()).map(told -> new Arrived(told, false)).toList();
    }

    /** Reads records whose time was looked at before. */
    static List<Arrived> due(List<SignedRecords.Told> records) {
        return records.stream().map(told -> new Arrived(told, true)).toList();
    }

    /** The same record if it said what an operator has put in its place. */
    Arrived repaired(byte[] document) {
        var instead = new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), Announced.subject(document), document);
        return new Arrived(new SignedRecords.Told(instead, told.digest(), told.statement(), told.carried()), true);
    }

    /** Whether nobody need look at its time any more: an operator has said it, or its time has come. */
    boolean isTimely() {
        return timely;
    }

    /** What the service of its topic says of it; empty if it has not signed it. */
    Optional<Statement> statement() {
        return told.statement();
    }

    RecordDigest digest() {
        return told.digest();
    }

    /** When an instant that it names is not too late any more. */
    static Instant due(Instant instant) {
        return instant.minus(TOLERANCE);
    }

    /** Whether the instant, which it names, is later than when the broker got it. Where the broker does not say that, it was got by now. */
    boolean isLater(Instant instant) {
        Instant got = record.timestampType() == TimestampType.LOG_APPEND_TIME ? Instant.ofEpochMilli(record.timestamp()) : Instant.now();
        return instant.isAfter(got.plus(TOLERANCE));
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

    /** When it was recorded; empty if it cannot be read. */
    Optional<Instant> recordedAt() {
        return Optional.ofNullable(milestone).map(Milestone::recordedAt);
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
