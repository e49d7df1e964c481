package ca.criticalminerals.eventsourcing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.criticalminerals.embedded.LocalKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service that records must be allowed on Kafka: to read and to write its two topics, and nothing else. */
class TopicRightsTest {
    private static final AclOperation[] ENOUGH = {AclOperation.READ, AclOperation.WRITE};
    @TempDir
    static Path folder;
    private static LocalKafka kafka;
    private static Admin operator;

    @BeforeAll
    static void start() {
        kafka = LocalKafka.guarded(folder, "enough", "missing", "stranger", "owner");
        operator = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        operator.close();
        kafka.close();
    }

    @Test
    void a_service_works_with_the_rights_to_read_and_to_write_topics_that_somebody_else_has_created() throws Exception {
        Broker broker = broker("enough");
        operator.createTopics(topics(broker).stream().map(topic -> new NewTopic(topic, 1, (short) 1)).toList()).all().get();
        kafka.allow("enough", topics(broker), ENOUGH);

        try (var producer = broker.producer()) {
            for (String topic : topics(broker)) {
                producer.send(new ProducerRecord<>(topic, "{\"source\": \"/enough\", \"completeThrough\": \"2026-11-25T10:00:00Z\"}".getBytes())).get();
            }
        }

        assertThat(broker.end()).isEqualTo(1);
        assertThat(broker.tail(new StrayRecords(Map.of())).ids()).isEmpty();
        assertThat(broker.lastWatermark()).isPresent();
    }

    @Test
    void a_missing_topic_that_the_service_may_not_create_is_named() throws Exception {
        Broker broker = broker("missing");
        kafka.allow("missing", topics(broker), ENOUGH);

        assertThatThrownBy(broker::producer)
                .hasMessage("the topic missing.milestones is missing, and this service may not create it: create it, or give the right to");
        assertThat(operator.listTopics().names().get()).doesNotContain("missing.milestones");
    }

    @Test
    void a_topic_that_the_service_may_not_use_is_named() {
        assertThatThrownBy(broker("stranger")::producer)
                .hasMessage("this service may not use the topic stranger.milestones: it needs the rights to read and to write it");
    }

    @Test
    void a_service_that_may_creates_its_topics_itself_with_their_retention() throws Exception {
        Broker broker = broker("owner");
        kafka.allow("owner", topics(broker), AclOperation.READ, AclOperation.WRITE, AclOperation.CREATE);

        broker.producer().close();
        broker.producer().close();

        assertThat(setting("owner.milestones", "retention.ms")).isEqualTo("-1");
        assertThat(setting("owner.watermarks", "cleanup.policy")).isEqualTo("compact");
    }

    private static String setting(String topic, String name) throws Exception {
        var one = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return operator.describeConfigs(List.of(one)).all().get().get(one).get(name).value();
    }

    private static Broker broker(String service) {
        return new Broker(kafka.settingsOf(service), Well.announcements("/" + service));
    }

    private static List<String> topics(Broker broker) {
        return List.of(broker.announcements().milestonesTopic(), broker.announcements().watermarksTopic());
    }
}
