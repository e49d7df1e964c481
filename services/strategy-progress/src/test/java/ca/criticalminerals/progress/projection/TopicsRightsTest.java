package ca.criticalminerals.progress.projection;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.KafkaUsers;
import ca.criticalminerals.embedded.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the projection must be allowed on Kafka. */
class TopicsRightsTest {
    private static final String TOPIC = "wells.milestones";

    @Test
    void to_read_the_topics_is_all_that_the_projection_needs(@TempDir Path folder) throws Exception {
        try (var kafka = LocalKafka.guarded(folder, "reader"); var operator = Admin.create(kafka.settingsOf(KafkaUsers.ADMIN))) {
            operator.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            kafka.allow("reader", List.of(TOPIC), AclOperation.READ);
            var topics = new Topics(kafka.settingsOf("reader"), List.of(TOPIC), (_, _, _, _) -> false);

            assertThat(topics.identities()).containsOnlyKeys(TOPIC);
            try (var consumer = topics.consumer()) {
                var partitions = topics.partitions(topics.identities(), consumer);
                assertThat(topics.ends(partitions).values()).containsExactly(0L);
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                consumer.poll(Duration.ofMillis(100));
                assertThat(consumer.beginningOffsets(partitions).values()).containsExactly(0L);
            } finally {
                topics.stop(null);
            }
        }
    }
}
