package ca.criticalminerals.eventsourcing.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The two topics of a service. One that is missing is created; a service that may not create any needs somebody who did it before. The
 * broker says when it got a record: readers compare that with what the record says.
 */
record AnnouncedTopics(Map<String, Object> kafka, Announcements announcements) {
    private static final int SECONDS = 10;
    private static final ConfigEntry BY_THE_BROKER = new ConfigEntry("message.timestamp.type", "LogAppendTime");

    /** One partition: the order of publication is then one order, and a watermark is true for all of it. */
    void ensure() {
        try (Admin admin = Admin.create(kafka)) {
            ensure(admin, milestones());
            ensure(admin, new NewTopic(announcements.watermarksTopic(), Optional.of(1), Optional.empty())
                    .configs(Map.of("cleanup.policy", "compact", "segment.ms", "600000", BY_THE_BROKER.name(), BY_THE_BROKER.value())));
        }
    }

    /**
     * Deletes the topic of the milestones with all that it holds, and makes it anew. A broker may go on describing the deleted topic for a
     * while, so the controller is asked to create one without a look before, and the new one is waited for.
     */
    void renewMilestones() {
        String name = announcements.milestonesTopic();
        try (Admin admin = Admin.create(kafka)) {
            var before = id(admin, name);
            var deleted = failure(name, admin.deleteTopics(List.of(name)).all());
            if (deleted.isPresent() && !(deleted.get() instanceof UnknownTopicOrPartitionException)) {
                throw cannotUse(name, deleted.get());
            }
            create(admin, milestones());
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            for (var seen = id(admin, name); seen.isEmpty() || seen.equals(before); seen = id(admin, name)) {
                if (System.nanoTime() > until) {
                    throw new KafkaException("the broker does not show the new topic " + name);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    private NewTopic milestones() {
        return new NewTopic(announcements.milestonesTopic(), Optional.of(1), Optional.empty())
                .configs(Map.of("retention.ms", "-1", "retention.bytes", "-1", BY_THE_BROKER.name(), BY_THE_BROKER.value()));
    }

    /** The id that the broker gives the topic, or empty if it knows none of that name. */
    private static Optional<Uuid> id(Admin admin, String name) {
        var described = admin.describeTopics(List.of(name)).topicNameValues().get(name);
        var failed = failure(name, described);
        if (failed.isPresent() && !(failed.get() instanceof UnknownTopicOrPartitionException)) {
            throw cannotUse(name, failed.get());
        }
        return failed.isPresent() ? Optional.empty() : Optional.of(described.toCompletionStage().toCompletableFuture().join().topicId());
    }

    /** Whether this service may delete the topic of the milestones. */
    boolean mayRenewMilestones() {
        String name = announcements.milestonesTopic();
        try (Admin admin = Admin.create(kafka)) {
            var described = admin.describeTopics(List.of(name), new DescribeTopicsOptions().includeAuthorizedOperations(true)).topicNameValues().get(name);
            var failed = failure(name, described);
            if (failed.isPresent() && !(failed.get() instanceof UnknownTopicOrPartitionException)) {
                throw cannotUse(name, failed.get());
            }
            return failed.isPresent() || described.toCompletionStage().toCompletableFuture().join().authorizedOperations().contains(AclOperation.DELETE);
        }
    }

    private static void ensure(Admin admin, NewTopic topic) {
        String name = topic.name();
        var seen = failure(name, admin.describeTopics(List.of(name)).allTopicNames());
        if (seen.isEmpty()) {
            letTheBrokerSayWhen(admin, name);
            return;
        }
        if (!(seen.get() instanceof UnknownTopicOrPartitionException)) {
            throw cannotUse(name, seen.get());
        }
        create(admin, topic);
    }

    private static void create(Admin admin, NewTopic topic) {
        String name = topic.name();
        var created = failure(name, admin.createTopics(List.of(topic)).all());
        if (created.isPresent() && !(created.get() instanceof TopicExistsException)) {
            throw created.get() instanceof AuthorizationException
                    ? new IllegalStateException("the topic " + name + " is missing, and this service may not create it: create it, or give the right to")
                    : cannotUse(name, created.get());
        }
    }

    /** Of a topic of an earlier release; where the service may not do that, whoever made the topic has done it. */
    private static void letTheBrokerSayWhen(Admin admin, String topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var seen = admin.describeConfigs(List.of(resource)).values().get(resource);
        if (failure(topic, seen).isEmpty() && !seen.toCompletionStage().toCompletableFuture().join().get(BY_THE_BROKER.name()).value().equals(BY_THE_BROKER.value())) {
            failure(topic, admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(BY_THE_BROKER, AlterConfigOp.OpType.SET)))).all());
        }
    }

    private static Optional<Throwable> failure(String topic, KafkaFuture<?> asked) {
        try {
            asked.get(SECONDS, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("cannot use the topic " + topic + ": the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static IllegalStateException cannotUse(String topic, Throwable why) {
        return why instanceof AuthorizationException
                ? new IllegalStateException("this service may not use the topic " + topic + ": it needs the rights to read and to write it", why)
                : new IllegalStateException("cannot use the topic " + topic + ": " + why.getMessage(), why);
    }
}
