package ca.criticalminerals.eventsourcing.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of a service: milestones in one partition and kept for ever, watermarks compacted to the last one. */
record Topics(Map<String, Object> kafka, Announcements announcements) {

    /** Creates what is missing. */
    void ensure() {
        try (Admin admin = Admin.create(kafka)) {
            // One partition: the order of publication is then one order, and a watermark is true for all of it.
            create(admin, new NewTopic(announcements.milestonesTopic(), Optional.of(1), Optional.empty())
                    .configs(Map.of("retention.ms", "-1", "retention.bytes", "-1")));
            create(admin, new NewTopic(announcements.watermarksTopic(), Optional.of(1), Optional.empty())
                    .configs(Map.of("cleanup.policy", "compact", "segment.ms", "600000")));
        }
    }

    private static void create(Admin admin, NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create the topic " + topic.name() + ": " + e.getCause().getMessage(), e);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("cannot create the topic " + topic.name() + ": the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
