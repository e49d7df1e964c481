package ca.criticalminerals.progress.projection;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topics of the write services, and how they are read. */
@ApplicationScoped
class Topics {
    private static final int BATCH = 5_000;

    private final Map<String, Object> kafka;
    private final List<String> names;

    Topics(@Identifier("default-kafka-broker") Map<String, Object> kafka, @ConfigProperty(name = "tracker.topics") List<String> names) {
        this.kafka = kafka;
        this.names = names;
    }

    List<String> names() {
        return names;
    }

    /** A consumer that reads from where it is told and nowhere else: Kafka's own offsets are not used. */
    KafkaConsumer<byte[], byte[]> consumer() {
        var settings = new HashMap<>(kafka);
        settings.put("group.id", "strategy-progress");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "none");
        settings.put("max.poll.records", BATCH);
        settings.put("metadata.max.age.ms", 1_000); // a topic that is made later is found soon
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** All partitions that there are now. */
    Collection<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        var partitions = new ArrayList<TopicPartition>();
        names.forEach(topic -> consumer.partitionsFor(topic)
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
        return partitions;
    }

    /** The identity of each topic that there is now: another one under the same name has another. */
    Map<String, String> identities() {
        try (var admin = Admin.create(kafka)) {
            var identities = new HashMap<String, String>();
            var found = admin.describeTopics(names).topicNameValues();
            for (String topic : names) {
                try {
                    identities.put(topic, found.get(topic).get(10, TimeUnit.SECONDS).topicId().toString());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw new KafkaException("the broker does not say which topics there are: " + e.getCause().getMessage(), e);
                    }
                }
            }
            return identities;
        } catch (TimeoutException e) {
            throw new KafkaException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
