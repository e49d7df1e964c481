package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.OwnStore.SOON;
import static ca.criticalminerals.eventsourcing.store.OwnStore.awaitState;
import static ca.criticalminerals.eventsourcing.store.OwnStore.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A store of five events that was restored to the point after the second, whose topic knows more: real PostgreSQL, real Kafka. One test after
 * the other: a recovery waits for every transaction of the server.
 */
class RestoredStoreTest {
    @RegisterExtension
    final OwnStore store = OwnStore.holding("well 1", "well 2", "other 1", "well 3", "other 2");

    /** What a restore to the point after the second event leaves, with the checkpoint and the transaction numbers of that point. */
    private List<String> lose() throws SQLException {
        var before = store.rows();
        store.execute("delete from event where stream_id = 'other' or version = 3");
        goBackTo("version = 2");
        return before;
    }

    /** The checkpoint as it was when this event was the last one to be published: nothing later was declared complete. */
    private void goBackTo(String last) throws SQLException {
        store.execute("set session_replication_role = replica; update relay_checkpoint set (transaction_id, position, complete_through) = "
                + "(select transaction_id, position, recorded_at from event where " + last + ")");
    }

    @Test
    void a_relay_whose_topic_is_ahead_of_its_store_publishes_nothing_and_says_so_on_every_instance() throws Exception {
        lose();
        var relay = store.relay();
        awaitState(relay, "ahead");
        awaitState(store.relay(), "ahead");
        store.insert("well 3");

        assertThat(store.operations().status().backlog()).isEqualTo(1);
        assertThat(store.milestones().names()).hasSize(5);
    }

    @Test
    void what_was_lost_comes_back_from_the_topic_as_it_was_and_publishing_goes_on_behind_it() throws Exception {
        var before = lose();
        announceLater("other", 3, 60_000); // so many transactions are lost, too: more than are used up at a time
        var relay = store.relay();
        awaitState(relay, "ahead");
        var agreement = store.operations().verify();
        assertThat(agreement.isWhole()).isFalse();
        assertThat(agreement.lost().names()).containsExactly("other:1", "well:3", "other:2", "other:3");

        assertThat(store.recover()).isEqualTo(4);

        assertThat(store.rows()).startsWith(before.toArray(String[]::new)).hasSize(6);
        awaitState(relay, "publishing");
        store.insert("well 4");
        await().atMost(SOON).until(() -> store.milestones().names().contains("well 4"));
        assertThat(store.milestones().names()).containsExactly("well 1", "well 2", "other 1", "well 3", "other 2", "other 3", "well 4");
        assertThat(store.milestones().documents()).extracting(document -> document.get("sequence").asText()).isSorted();
        assertThat(store.operations().verify()).satisfies(whole -> assertThat(whole.isWhole()).isTrue()).returns(7L, Agreement::events);
        assertThat(store.recover()).as("a second time").isZero();
    }

    @Test
    void nothing_is_brought_back_if_something_was_recorded_in_the_place_of_what_was_lost() throws Exception {
        lose();
        store.insert("well 3");
        var relay = store.relay();
        awaitState(relay, "ahead");
        var before = store.rows();

        assertThatThrownBy(() -> store.recover()).isInstanceOf(NotRecoverable.class).hasMessageContaining("recorded after the restore");

        assertThat(store.rows()).isEqualTo(before);
        assertThat(relay.status().state()).isEqualTo("ahead");
    }

    @Test
    void a_record_behind_a_gap_is_left_out_and_named_and_the_rest_comes_back() throws Exception {
        var before = lose();
        var last = store.milestones().documents().getLast();
        store.announce(last.toString().replace("\"streamversion\":2", "\"streamversion\":4").replace(last.get("id").asText(), UUID.randomUUID().toString())
                .replace(last.get("sequence").asText(), Sequence.of(Sequence.transactionId(last.get("sequence").asText()), Long.MAX_VALUE)));
        var relay = store.relay();
        awaitState(relay, "ahead");

        var plan = store.operations().planRecovery();
        assertThat(plan.events()).isEqualTo(new Agreement.Found(3, List.of("other:1", "well:3", "other:2")));
        assertThat(plan.initiatives()).isEqualTo(Map.of("other", 2L, "well", 1L));
        assertThat(plan.leftOut().records()).extracting(StrayRecord::milestone, StrayRecord::reason)
                .containsExactly(tuple("other:4", StrayRecord.Reason.GAP));
        assertThat(store.rows()).as("a preview changes nothing").hasSize(2);
        assertThat(store.recover()).isEqualTo(3);

        assertThat(store.rows()).isEqualTo(before);
        awaitState(relay, "publishing");
    }

    @Test
    void only_what_the_preview_showed_is_brought_back() throws Exception {
        lose();
        awaitState(store.relay(), "ahead");
        String seen = store.operations().planRecovery().confirm();
        announceLater("other", 3, 10);
        var before = store.rows();

        assertThatThrownBy(() -> store.operations().recover(plan -> plan.confirm().equals(seen))).isInstanceOf(NotRecoverable.class)
                .hasMessageContaining("preview");

        assertThat(store.rows()).isEqualTo(before);
    }

    @Test
    void what_is_more_than_a_call_brings_back_comes_back_in_several_and_nothing_is_recorded_meanwhile() throws Exception {
        var before = lose();
        var relay = store.relay();
        awaitState(relay, "ahead");
        var recovery = new Recovery(store.database(), store.broker(), store.announcements(), 2);

        assertThat(recovery.run(_ -> true)).isEqualTo(new Recovery.Recovered(2, 1));
        assertThat(store.is("select ahead from relay_checkpoint")).isTrue();
        assertThat(recovery.run(_ -> true)).isEqualTo(new Recovery.Recovered(1, 0));

        assertThat(store.rows()).isEqualTo(before);
        awaitState(relay, "publishing");
    }

    @Test
    void what_committed_behind_the_event_that_readers_saw_last_is_missed_and_comes_back_too() throws Exception {
        var before = store.rows();
        // A standby took over before "well 3" had reached it; "other 2", of a later number, had.
        store.execute("delete from event where stream_id = 'well' and version = 3");
        goBackTo("stream_id = 'other' and version = 1");
        var relay = store.relay();
        awaitState(relay, "ahead");

        assertThat(store.recover()).isEqualTo(1);

        assertThat(store.rows()).isEqualTo(before);
        awaitState(relay, "publishing");
    }

    @Test
    void what_was_lost_comes_back_while_another_service_has_a_transaction_open() throws Exception {
        var before = lose();
        announceLater("other", 3, 1_000);
        var relay = store.relay();
        awaitState(relay, "ahead");
        store.openElsewhere();

        assertThat(store.recover()).isEqualTo(4);

        assertThat(store.rows()).startsWith(before.toArray(String[]::new)).hasSize(6);
    }

    @Test
    void whoever_records_waits_for_the_first_look_and_a_store_that_is_behind_stays_it_while_the_broker_is_away() throws Exception {
        lose();
        var relay = store.relay();
        assertThat(relay.isAhead()).as("asked at once").isTrue();
        relay.stop(null);

        var cut = store.relay(Map.of("bootstrap.servers", "localhost:1", "request.timeout.ms", 100, "default.api.timeout.ms", 100));

        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(5)).until(cut::isAhead);
    }

    @Test
    void nothing_is_brought_back_if_something_is_recorded_between_the_comparison_and_that() throws Exception {
        lose();
        long last = announceLater("other", 3, 1_000);
        var relay = store.relay();
        awaitState(relay, "ahead");
        var late = store.connect();
        late.setAutoCommit(false);
        insert(late, "late 1");

        var recovery = CompletableFuture.supplyAsync(() -> {
            try {
                return "brought back " + store.recover();
            } catch (Exception e) {
                return e.getMessage();
            }
        }, recovering -> Thread.ofVirtual().start(recovering));
        await().atMost(SOON).until(() -> recovery.isDone() || store.is("select pg_snapshot_xmax(pg_current_snapshot()) > '" + last + "'::xid8"));
        late.commit();

        assertThat(recovery.get(60, TimeUnit.SECONDS)).contains("recorded after the restore");
        assertThat(store.rows()).hasSize(3);
    }

    /** The last document once more, as one of a stream's later versions from a transaction of so much higher a number; which number. */
    private long announceLater(String stream, int version, int transactions) throws Exception {
        var last = store.milestones().documents().getLast();
        String sequence = last.get("sequence").asText();
        long number = Long.parseLong(Sequence.transactionId(sequence)) + transactions;
        var later = ((ObjectNode) last).put("id", UUID.randomUUID().toString()).put("subject", stream).put("streamversion", version)
                .put("sequence", Sequence.of(String.valueOf(number), Sequence.position(sequence) + transactions));
        store.announce(later.toString());
        return number;
    }
}
