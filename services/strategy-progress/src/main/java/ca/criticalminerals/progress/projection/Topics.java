package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.signing.TrustedKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The topics of the write services, and how they are read. */
@ApplicationScoped
class Topics {
    private static final int BATCH = 5_000;

    private final Map<String, Object> kafka;
    private final List<String> names;
    private final TrustedKeys keys;
    private @Nullable Admin asked;

    Topics(@Identifier("default-kafka-broker") Map<String, Object> kafka, @ConfigProperty(name = "tracker.topics") List<String> names, TrustedKeys keys) {
        this.kafka = kafka;
        this.names = names;
        this.keys = keys;
    }

    void stop(@Observes ShutdownEvent event) {
        if (asked != null) {
            asked.close(Duration.ZERO);
        }
    }

    /** A consumer that reads what it is told from where it is told: neither groups nor offsets of Kafka are used. */
    KafkaConsumer<byte[], byte[]> consumer() {
        var settings = new HashMap<>(kafka);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "none");
        settings.put("max.poll.records", BATCH);
        settings.put("default.api.timeout.ms", 10_000);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Tells, of what a consumer reads from now on, which records their services have signed. */
    SignedTopics signed() {
        return new SignedTopics(keys);
    }

    /** All partitions of the topics with these identities. */
    Collection<TopicPartition> partitions(Map<String, String> identities, KafkaConsumer<?, ?> consumer) {
        var partitions = new ArrayList<TopicPartition>();
        identities.keySet().forEach(topic -> consumer.partitionsFor(topic)
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
        return partitions;
    }

    /** Where the partitions of these topics end now. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return ask(admin -> {
            var ends = new HashMap<TopicPartition, Long>();
            var found = admin.listOffsets(partitions.stream().collect(Collectors.toMap(one -> one, _ -> OffsetSpec.latest())));
            for (var partition : partitions) {
                try {
                    ends.put(partition, found.partitionResult(partition).get(15, TimeUnit.SECONDS).offset());
                } catch (ExecutionException e) {
                    unlessUnknown(e);
                }
            }
            return ends;
        });
    }

    /** The identity of each topic that there is now: another one under the same name has another. */
    Map<String, String> identities() {
        return ask(admin -> {
            var identities = new HashMap<String, String>();
            var found = admin.describeTopics(names).topicNameValues();
            for (String topic : names) {
                try {
                    identities.put(topic, found.get(topic).get(15, TimeUnit.SECONDS).topicId().toString());
                } catch (ExecutionException e) {
                    unlessUnknown(e);
                }
            }
            return identities;
        });
    }

    private interface Question<T> {
        T to(Admin admin) throws TimeoutException, InterruptedException;
    }

    private <T> T ask(Question<T> question) {
        try {
            return question.to(admin());
        } catch (TimeoutException e) {
            throw new KafkaException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private synchronized Admin admin() {
        if (asked == null) {
            var settings = new HashMap<>(kafka);
            settings.put("default.api.timeout.ms", 10_000);
            settings.put("request.timeout.ms", 5_000);
            asked = Admin.create(settings);
        }
        return asked;
    }

    private static void unlessUnknown(ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            throw new KafkaException("the broker does not say which topics there are: " + e.getCause().getMessage(), e);
        }
    }
}
