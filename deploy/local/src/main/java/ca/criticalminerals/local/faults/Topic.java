package ca.criticalminerals.local.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The announced milestones, as they lie on the broker. */
final class Topic {
    static final String NAME = "funding-programs.milestones";
    private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);

    private Topic() {}

    /** Every record from the first to the last that there is at this moment. */
    static List<ConsumerRecord<byte[], byte[]>> records(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.putAll(Map.of("enable.auto.commit", false, "fetch.max.bytes", 20_000_000, "max.partition.fetch.bytes", 20_000_000, "max.poll.records", 10_000));
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofSeconds(1)).records(PARTITION).forEach(records::add);
            }
            return records;
        }
    }
}
