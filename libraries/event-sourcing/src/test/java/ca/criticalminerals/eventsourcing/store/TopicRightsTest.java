package ca.criticalminerals.eventsourcing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.criticalminerals.embedded.KafkaUsers;
import ca.criticalminerals.embedded.LocalKafka;
import ca.criticalminerals.embedded.SigningKeys;
import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.eventsourcing.signing.Statement;
import java.nio.file.Path;
import java.time.Instant;
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
    private static final String BY_WHOM = "message.timestamp.type";
    @TempDir
    static Path folder;
    private static LocalKafka kafka;
    private static Admin operator;
    private static SigningKeys keys;

    @BeforeAll
    static void start() {
        keys = SigningKeys.in(folder.resolve("keys"));
        kafka = LocalKafka.guarded(folder.resolve("kafka"), "enough", "missing", "stranger", "owner", "alters", "keeper", "renewer");
        operator = Admin.create(kafka.settingsOf(KafkaUsers.ADMIN));
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
                byte[] value = "{\"source\": \"/enough\", \"completeThrough\": \"2026-11-25T10:00:00Z\"}".getBytes();
                var record = new ProducerRecord<String, byte[]>(topic, value);
                record.headers().add(Statement.HEADER, new Statement(Instant.MIN, List.of(RecordDigest.of(topic, null, value)))
                        .signed(topic, OwnStore.keys("enough", keys)));
                producer.send(record).get();
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
        assertThat(List.of(setting("owner.milestones", BY_WHOM), setting("owner.watermarks", BY_WHOM))).containsOnly("LogAppendTime");
    }

    @Test
    void a_topic_of_an_earlier_release_is_told_to_note_when_the_broker_got_a_record_by_a_service_that_may() throws Exception {
        Broker broker = broker("alters");
        operator.createTopics(topics(broker).stream().map(topic -> new NewTopic(topic, 1, (short) 1)).toList()).all().get();
        kafka.allow("alters", topics(broker), AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS, AclOperation.ALTER_CONFIGS);

        broker.producer().close();

        assertThat(List.of(setting("alters.milestones", BY_WHOM), setting("alters.watermarks", BY_WHOM))).containsOnly("LogAppendTime");
    }

    @Test
    void only_a_service_that_may_delete_its_topic_makes_it_anew() throws Exception {
        for (String service : List.of("keeper", "renewer")) {
            Broker broker = broker(service);
            operator.createTopics(topics(broker).stream().map(topic -> new NewTopic(topic, 1, (short) 1)).toList()).all().get();
            kafka.allow(service, topics(broker), ENOUGH);
            broker.producer().close(); // it knows the topics now
            assertThat(broker.mayRenew()).isFalse();
        }
        var before = operator.describeTopics(List.of("renewer.milestones")).allTopicNames().get().get("renewer.milestones").topicId();
        kafka.allow("renewer", topics(broker("renewer")), AclOperation.CREATE, AclOperation.DELETE);

        assertThat(broker("renewer").mayRenew()).isTrue();
        broker("renewer").renew();

        assertThat(operator.describeTopics(List.of("renewer.milestones")).allTopicNames().get().get("renewer.milestones").topicId()).isNotEqualTo(before);
    }

    private static String setting(String topic, String name) throws Exception {
        var one = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return operator.describeConfigs(List.of(one)).all().get().get(one).get(name).value();
    }

    private static Broker broker(String service) {
        return new Broker(kafka.settingsOf(service), Well.announcements("/" + service), OwnStore.keys(service, keys));
    }

    private static List<String> topics(Broker broker) {
        return List.of(broker.announcements().milestonesTopic(), broker.announcements().watermarksTopic());
    }
}
