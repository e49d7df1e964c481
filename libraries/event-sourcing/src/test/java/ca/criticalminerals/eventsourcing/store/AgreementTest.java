package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.OwnStore.SOON;
import static ca.criticalminerals.eventsourcing.store.OwnStore.awaitState;
import static ca.criticalminerals.eventsourcing.store.OwnStore.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whether store and topic agree, event by event, and what an operator does if they do not. */
@Execution(ExecutionMode.CONCURRENT)
class AgreementTest {
    private static final Agreement.Found NOTHING = new Agreement.Found(0, List.of());

    @RegisterExtension
    final OwnStore store = OwnStore.holding("well 1", "well 2", "other 1", "well 3", "other 2");

    @Test
    void another_event_in_a_place_that_was_passed_is_no_repeat() throws Exception {
        var second = store.milestones().documents().get(1).toString();
        store.announce(second.replace("\"recordedby\":\"officer\"", "\"recordedby\":\"somebody else\""));
        store.announce(second.replace(store.milestones().documents().get(1).get("id").asText(), UUID.randomUUID().toString()));

        var agreement = store.operations().verify();

        assertThat(agreement.strays().records()).extracting(StrayRecord::milestone, StrayRecord::reason)
                .containsExactly(tuple("well:2", StrayRecord.Reason.ALTERED), tuple("well:2", StrayRecord.Reason.IMPOSTOR));
        assertThat(agreement.isWhole()).as("what the service wrote is there").isTrue();
        assertThat(store.relay().isAhead()).as("a record of somebody else stops nobody from recording").isFalse();
    }

    @Test
    void a_comparison_needs_no_silence() throws Exception {
        var relay = store.relay();
        awaitState(relay, "publishing");
        var compared = new AtomicBoolean();
        var recording = CompletableFuture.runAsync(() -> {
            try (var connection = store.database().getConnection()) {
                for (int version = 1; !compared.get(); version++) {
                    insert(connection, "busy " + version);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(SOON).until(() -> store.milestones().names().contains("busy 1"));
        try {
            for (int time = 1; time <= 10; time++) {
                assertThat(store.operations().verify()).as("comparison " + time).matches(Agreement::isWhole);
            }
        } finally {
            compared.set(true);
        }
        recording.get(60, TimeUnit.SECONDS);
    }

    @Test
    void an_operator_has_everything_published_again_and_the_topic_agrees() throws Exception {
        var relay = store.relay();
        awaitState(relay, "publishing");

        store.operations().republish();

        await().atMost(SOON).until(() -> store.milestones().names().size() == 10);
        assertThat(store.milestones().names().subList(5, 10)).isEqualTo(store.milestones().names().subList(0, 5));
        await().atMost(SOON).until(() -> store.operations().status().backlog() == 0);
        assertThat(store.operations().verify()).isEqualTo(new Agreement(5, 5, 0, NOTHING, NOTHING, 0, NOTHING, new Agreement.Strays(0, 0, Map.of(), List.of())));
    }

    @Test
    void an_event_that_is_missing_on_the_topic_or_another_one_there_is_named() throws Exception {
        store.execute("update event set recorded_by = 'somebody else' where stream_id = 'other' and version = 1");
        store.execute("set session_replication_role = replica; insert into event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by, transaction_id) select 'late', 1, "
                + "gen_random_uuid(), type, data, occurred_on, recorded_at, recorded_by, transaction_id from event where version = 2 and stream_id = 'well'");

        var agreement = store.operations().verify();

        assertThat(agreement.different()).isEqualTo(new Agreement.Found(1, List.of("other:1")));
        assertThat(agreement.missing()).isEqualTo(new Agreement.Found(1, List.of("late:1")));
        assertThat(agreement.isWhole()).isFalse();
    }
}
