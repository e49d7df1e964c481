package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.eventsourcing.signing.SignedRecords;
import ca.criticalminerals.eventsourcing.signing.TrustedKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics as they are read: of each record it says whether the service of its topic has signed it, as soon as that is known. */
public final class SignedTopics {
    /** Far longer than a relay takes from the first record of a round to the signature at the last one. */
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY = 64;

    private final TrustedKeys keys;
    private final Map<TopicPartition, SignedRecords> partitions = new HashMap<>();

    public SignedTopics(TrustedKeys keys) {
        this.keys = keys;
    }

    /** Takes the next records in; those of which it is known, in their order. The others wait, and what waits for too long is not signed. */
    public List<SignedRecords.Told> next(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        Instant now = Instant.now();
        var told = new ArrayList<>(giveUp(PATIENCE, now));
        var list = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        records.forEach(list::add);
        var digests = (list.size() < MANY ? list.stream() : list.parallelStream())
                .map(record -> RecordDigest.of(record.topic(), record.key(), record.value())).toList();
        IntStream.range(0, list.size()).forEach(i -> told.addAll(partition(list.get(i)).next(list.get(i), digests.get(i), now)));
        return told;
    }

    /** All that waits, as not signed: nobody will read on. */
    List<SignedRecords.Told> rest() {
        return giveUp(Duration.ZERO, Instant.now());
    }

    private List<SignedRecords.Told> giveUp(Duration patience, Instant now) {
        return partitions.values().stream().flatMap(partition -> partition.giveUp(patience, now).stream()).toList();
    }

    private SignedRecords partition(ConsumerRecord<byte[], byte[]> record) {
        return partitions.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), one -> new SignedRecords(one.topic(), keys));
    }
}
