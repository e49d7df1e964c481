package ca.criticalminerals.eventsourcing.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that stands on a topic, read from its beginning again and again. */
record Topic(String bootstrapServers, String name) {
    private static final ObjectMapper JSON = new ObjectMapper();

    List<JsonNode> documents() {
        var documents = new ArrayList<JsonNode>();
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(name, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    documents.add(JSON.readTree(record.value()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    /** "subject version" of each document, in the order of the topic. */
    List<String> names() {
        return documents().stream().map(Topic::name).toList();
    }

    static String name(JsonNode document) {
        return document.get("subject").asText() + " " + document.get("streamversion").asInt();
    }

    /** The key under which a document is announced. */
    static String subject(String document) {
        try {
            return JSON.readTree(document).path("subject").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
