package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.OwnStore.SOON;
import static ca.criticalminerals.eventsourcing.store.OwnStore.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records on the topic of a service that it did not write, each behind everything that it published: none stops it. */
class StrayRecordTest {
    @RegisterExtension
    final OwnStore store = OwnStore.holding("well 1", "well 2", "other 1");

    @ParameterizedTest
    @ValueSource(strings = {"unreadable", "gap", "backdated", "impostor", "altered"})
    void a_stray_record_stops_nobody_from_recording(String reason) throws Exception {
        store.announce(stray(reason));

        var relay = store.relay();

        awaitState(relay, "publishing");
        assertThat(relay.isAhead()).isFalse();
        store.insert("well 3");
        await().atMost(SOON).until(() -> store.milestones().names().contains("well 3"));
        assertThat(store.operations().verify().strays().records()).extracting(one -> one.reason().word()).containsExactly(reason);
        assertThat(store.operations().verify().isWhole()).as("what the service wrote is there").isTrue();
    }

    @Test
    void a_stray_record_is_named_by_the_status_for_ever_and_looked_for_once() throws Exception {
        store.announce(stray("gap"));
        awaitState(store.relay(), "publishing");

        assertThat(store.operations().status().strays()).extracting(StrayRecord::milestone, StrayRecord::reason)
                .containsExactly(tuple("other:7", StrayRecord.Reason.GAP));
        var again = store.relay();
        awaitState(again, "standing by");
        assertThat(store.is("select not ahead from relay_checkpoint")).isTrue();
    }

    @Test
    void an_operator_goes_on_without_a_record_that_could_be_a_lost_one_and_the_decision_stays_on_file() throws Exception {
        var forged = (ObjectNode) store.milestones().documents().getLast();
        store.announce(forged.put("id", UUID.randomUUID().toString()).put("streamversion", 2).put("time", Instants.text(Instant.now()))
                .put("sequence", Sequence.of(Sequence.transactionId(forged.get("sequence").asText()), Long.MAX_VALUE)).toString());
        var relay = store.relay();
        awaitState(relay, "ahead");
        assertThat(store.operations().planRecovery().events()).isEqualTo(new Agreement.Found(1, List.of("other:2")));

        var stray = store.operations().goOnWithout(3, "operator", Text.of("not ours", "pas à nous")).orElseThrow();

        awaitState(relay, "publishing");
        assertThat(stray.decision()).hasValueSatisfying(decision -> assertThat(decision.by()).isEqualTo("operator"));
        assertThat(store.operations().status().strays()).containsExactly(stray);
        assertThat(store.operations().verify().strays()).returns(1L, Agreement.Strays::count).returns(0L, Agreement.Strays::undecided);
        for (String forbidden : List.of("update stray_decision set decided_by = 'nobody'", "delete from stray_decision", "delete from stray_record")) {
            assertThatThrownBy(() -> store.connect().createStatement().execute(forbidden)).as(forbidden).hasMessageContaining("permission denied");
        }
    }

    @Test
    void nobody_goes_on_without_a_milestone_that_is_stored() {
        assertThatThrownBy(() -> store.operations().goOnWithout(1, "operator", Text.of("why", "pourquoi"))).isInstanceOf(NotRecoverable.class);
    }

    @Test
    void there_is_no_going_on_without_a_record_that_is_not_there() throws Exception {
        assertThat(store.operations().goOnWithout(99, "operator", Text.of("why", "pourquoi"))).isEmpty();
    }

    /** The last record once more, with an id and a sequence that nobody gave. */
    private String stray(String reason) {
        var last = (ObjectNode) store.milestones().documents().getLast();
        String id = last.get("id").asText();
        String sequence = last.get("sequence").asText();
        last.put("id", UUID.randomUUID().toString()).put("sequence", "09000000000000000000-0000000000000000001").put("streamversion", 2);
        return switch (reason) {
            case "unreadable" -> last.put("type", "ca.criticalminerals.wells.well-poisoned.v1").toString();
            case "gap" -> last.put("streamversion", 7).put("time", Instants.text(Instant.now()))
                    .put("sequence", Sequence.of(Sequence.transactionId(sequence), Long.MAX_VALUE)).toString();
            case "backdated" -> last.put("time", "2020-01-01T00:00:00.000000Z").toString();
            case "impostor" -> last.put("streamversion", 1).toString();
            case "altered" -> last.put("id", id).put("streamversion", 1).put("recordedby", "somebody else").toString();
            default -> throw new IllegalArgumentException(reason);
        };
    }
}
