package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.OwnStore.SOON;
import static ca.criticalminerals.eventsourcing.store.OwnStore.insert;
import static ca.criticalminerals.eventsourcing.store.OwnStore.well;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The relay against a real PostgreSQL and a real Kafka: what it publishes, in which order, and up to when it calls it complete. */
@Execution(ExecutionMode.CONCURRENT)
class RelayTest {
    @RegisterExtension
    final OwnStore store = OwnStore.holding();

    @Test
    void an_event_that_commits_after_a_later_numbered_one_is_still_published() throws Exception {
        store.relay();
        var slow = store.connect();
        slow.setAutoCommit(false);
        insert(slow, "slow 1");
        store.insert("fast 1");
        var naive = new HighestPositionReader();
        naive.read(store.connect());
        assertThat(naive.seen).as("a reader by highest position has gone past the slow event").containsExactly("fast 1");

        slow.commit();

        await().atMost(SOON).until(() -> store.milestones().names().size() == 2);
        assertThat(store.milestones().names()).containsExactly("slow 1", "fast 1");
        naive.read(store.connect());
        assertThat(naive.seen).as("a reader by highest position never sees the slow event").containsExactly("fast 1");
    }

    @Test
    void an_open_transaction_of_another_service_does_not_hold_publication_back() throws Exception {
        store.relay();
        var other = store.openElsewhere();
        store.insert("well 1");

        await().atMost(SOON).until(() -> store.milestones().names().equals(List.of("well 1")));
        await().atMost(SOON).until(() -> store.operations().status().backlog() == 0);
        try (var rows = other.createStatement().executeQuery("select pg_current_xact_id_if_assigned() is not null")) {
            rows.next();
            assertThat(rows.getBoolean(1)).as("the other one is still open").isTrue();
        }
    }

    @Test
    void an_open_transaction_of_this_service_holds_publication_back_beside_one_of_another() throws Exception {
        store.relay();
        store.openElsewhere();
        var slow = store.connect();
        slow.setAutoCommit(false);
        insert(slow, "slow 1");
        store.openElsewhere();
        store.insert("fast 1");

        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> store.milestones().names().isEmpty());
        slow.commit();

        await().atMost(SOON).until(() -> store.milestones().names().equals(List.of("slow 1", "fast 1")));
    }

    @Test
    void a_topic_that_was_deleted_is_published_again_from_the_store_in_its_first_order() throws Exception {
        store.insert(well(50));
        store.relay();
        await().atMost(SOON).until(() -> store.milestones().names().size() == 50);

        try (var admin = Admin.create(store.kafka())) {
            admin.deleteTopics(List.of(store.announcements().milestonesTopic())).all().get();
            store.insert("well 51");
            await().atMost(SOON).until(() -> admin.listTopics().names().get().contains(store.announcements().milestonesTopic()));
        }

        await().atMost(SOON).until(() -> store.milestones().names().size() >= 51);
        assertThat(store.milestones().names()).containsExactlyElementsOf(well(51));
    }

    @Test
    void an_event_of_an_unknown_type_stops_the_relay_with_its_position_and_type_and_is_never_skipped() throws Exception {
        store.insert("well 1");
        insert(store.connect(), "well 2", "well-poisoned");
        store.insert("well 3");
        var relay = store.relay();

        await().atMost(SOON).until(() -> relay.status().problem() != null);
        assertThat(relay.status().problem()).contains("position 2").contains("well-poisoned").contains("well version 2");
        assertThat(store.milestones().names()).as("what came before it is published, nothing after it").containsExactly("well 1");
    }

    @Test
    void a_transaction_that_took_its_id_early_publishes_its_event_before_the_one_it_follows_and_neither_is_lost() throws Exception {
        store.relay();
        var early = store.connect();
        early.setAutoCommit(false);
        try (var statement = early.createStatement()) {
            statement.execute("select pg_current_xact_id()");
        }
        store.insert("well 1");
        insert(early, "well 2");
        early.commit();

        await().atMost(SOON).until(() -> store.milestones().names().size() == 2);
        // The reader of the topic must put them in order by version, and it does: see the projection's tests.
        assertThat(store.milestones().names()).containsExactly("well 2", "well 1");
    }

    @Test
    void the_watermark_moves_on_when_nothing_happens_and_waits_for_a_transaction_that_is_open() throws Exception {
        store.relay();
        await().atMost(SOON).until(() -> store.watermarks().documents().size() >= 2);
        var open = store.connect();
        open.setAutoCommit(false);
        Instant began = insert(open, "well 1");
        int before = store.watermarks().documents().size();

        await().atMost(SOON).until(() -> store.watermarks().documents().size() >= before + 3);
        assertThat(lastWatermark()).as("not past the open transaction").isBeforeOrEqualTo(began);
        assertThat(store.milestones().names()).isEmpty();

        open.commit();
        await().atMost(SOON).until(() -> lastWatermark().isAfter(began));
        var documents = store.milestones().documents();
        assertThat(documents).extracting(Topic::name).containsExactly("well 1");
        assertThat(store.watermarks().documents().getLast().get("sequence").asText()).isEqualTo(documents.getFirst().get("sequence").asText());
    }

    private Instant lastWatermark() {
        return Instant.parse(store.watermarks().documents().getLast().get("completeThrough").asText());
    }

    /** The reader that everyone writes first: it remembers the highest position it has seen, and loses events. */
    private static final class HighestPositionReader {
        private final List<String> seen = new ArrayList<>();
        private long highest;

        void read(Connection connection) throws SQLException {
            try (var rows = connection.createStatement().executeQuery(
                    "select stream_id, version, position from event where position > " + highest + " order by position")) {
                while (rows.next()) {
                    seen.add(rows.getString(1) + " " + rows.getInt(2));
                    highest = rows.getLong(3);
                }
            }
        }
    }
}
