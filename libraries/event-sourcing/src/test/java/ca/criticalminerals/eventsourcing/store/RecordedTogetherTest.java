package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.Well.WELL;
import static ca.criticalminerals.eventsourcing.store.Well.digging;
import static ca.criticalminerals.eventsourcing.store.Well.drawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.criticalminerals.eventsourcing.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Commands that are asked together: all of them are recorded or none. */
@QuarkusTest
class RecordedTogetherTest extends WellStoreTest {
    @Test
    void commands_that_are_asked_together_are_recorded_together_in_their_order() {
        var recorded = together(expecting(0), digging(), drawn(1), drawn(2));

        assertThat(recorded).extracting(event -> event.version).containsExactly(1, 2, 3);
        assertThat(recorded).extracting(event -> event.transactionId).containsOnly(recorded.getFirst().transactionId);
        assertThat(history()).extracting(event -> event.eventId).isEqualTo(recorded.stream().map(event -> event.eventId).toList());
        assertThat(recorded).extracting(event -> event.position).isSorted();
        assertThat(record(stream, asked(drawn(3)), expecting(3)).version).as("what follows them").isEqualTo(4);
    }

    @Test
    void of_commands_that_are_asked_together_none_is_recorded_if_one_breaks_a_rule_and_it_is_named() {
        assertThatThrownBy(() -> together(expecting(0), digging(), drawn(1), drawn(Well.ROOM), drawn(1)))
                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.place()).hasValue(2));

        assertThat(store.read(WELL, stream)).isEmpty();
    }

    @Test
    void the_same_key_gets_all_that_was_recorded_together_even_when_the_stream_has_moved_on() {
        record(stream, asked(digging()), expecting(0));
        var keyed = new WriteRequest("officer", OptionalInt.of(1), Optional.of("together-" + stream), "same", Optional.empty());
        var first = together(keyed, drawn(1), drawn(2));
        record(stream, asked(drawn(3)), expecting(3));

        var again = together(keyed, drawn(1), drawn(2));

        assertThat(again).extracting(event -> event.eventId).isEqualTo(first.stream().map(event -> event.eventId).toList());
        assertThat(history()).hasSize(4);
    }

    @Test
    void commands_that_are_asked_together_come_after_what_another_instance_recorded_or_not_at_all() throws Exception {
        record(stream, asked(digging()), expecting(0));
        elsewhere(2, 1, "theirs");

        assertThatThrownBy(() -> together(expecting(1), drawn(1), drawn(1)))
                .isInstanceOf(StaleVersion.class);
        assertThat(history()).hasSize(2);
        elsewhere(3, 1, "more-of-theirs");
        assertThat(together(anyVersion(), drawn(1), drawn(1))).extracting(event -> event.version).containsExactly(4, 5);
    }
}
