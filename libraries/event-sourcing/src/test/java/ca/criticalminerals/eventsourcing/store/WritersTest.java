package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.Well.WELL;
import static ca.criticalminerals.eventsourcing.store.Well.digging;
import static ca.criticalminerals.eventsourcing.store.Well.drawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.criticalminerals.eventsourcing.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several writers of one stream at once, also in other instances of the service. */
@QuarkusTest
class WritersTest extends WellStoreTest {
    @Test
    void of_two_writers_of_one_version_one_is_told_that_it_is_stale_and_nothing_is_half_written() throws Exception {
        record(stream, asked(digging()), expecting(0));

        var outcomes = atOnce(16, _ -> () -> record(stream, asked(drawn(1)), expecting(1)));

        assertThat(outcomes.stream().filter(Outcome::recorded)).hasSize(1);
        assertThat(outcomes.stream().filter(outcome -> !outcome.recorded()).map(Outcome::failure))
                .hasSize(15)
                .allSatisfy(failure -> assertThat(failure).isInstanceOfSatisfying(StaleVersion.class,
                        stale -> assertThat(stale.current()).isEqualTo(2)));
        assertThat(history()).extracting(event -> event.version).containsExactly(1, 2);
    }

    @Test
    void writers_that_accept_any_version_all_get_in_once_and_the_rules_still_hold() throws Exception {
        record(stream, asked(digging()), expecting(0));

        var outcomes = atOnce(32, _ -> () -> record(stream, asked(drawn(40)), anyVersion()));

        assertThat(outcomes.stream().filter(Outcome::recorded)).hasSize(25);
        assertThat(outcomes.stream().filter(outcome -> !outcome.recorded()).map(Outcome::failure))
                .hasSize(7).allSatisfy(failure -> assertThat(failure).isInstanceOf(Rejection.class).hasMessageContaining("dry"));
        assertThat(history()).extracting(event -> event.version).containsExactlyElementsOf(versions(26));
    }

    @Test
    void the_same_key_a_hundred_times_at_once_records_one_event_and_gives_one_answer() throws Exception {
        record(stream, asked(digging()), expecting(0));
        var keyed = new WriteRequest("officer", OptionalInt.of(1), Optional.of("key-" + stream), "same", Optional.empty());

        var outcomes = atOnce(100, _ -> () -> record(stream, asked(drawn(1)), keyed));

        assertThat(outcomes).allMatch(Outcome::recorded);
        assertThat(outcomes.stream().map(outcome -> Well.ANNOUNCEMENTS.document(outcome.event()).toString()).distinct())
                .hasSize(1);
        assertThat(history()).hasSize(2);
    }

    @Test
    void many_who_record_together_at_once_all_get_in_and_leave_no_gap() throws Exception {
        record(stream, asked(digging()), expecting(0));

        var outcomes = atOnce(16, i -> () -> i % 2 == 0 ? together(anyVersion(), drawn(0), drawn(0)).getLast()
                : record(stream, asked(drawn(0)), anyVersion()));

        assertThat(outcomes).allMatch(Outcome::recorded);
        assertThat(history()).extracting(event -> event.version).containsExactlyElementsOf(versions(25));
    }

    @Test
    void what_another_instance_of_the_service_recorded_is_seen_before_anyone_is_refused_or_accepted() throws Exception {
        record(stream, asked(digging()), expecting(0));
        elsewhere(2, Well.ROOM - 1, "their-key");

        assertThat(record(stream, asked(drawn(1)), expecting(2)).version).as("not stale").isEqualTo(3);
        elsewhere(4, 0, "another-of-theirs");
        assertThatThrownBy(() -> record(stream, asked(drawn(1)), anyVersion()))
                .as("their drawing counts").isInstanceOf(Rejection.class).hasMessageContaining("dry");
        assertThat(record(stream, asked(drawn(Well.ROOM - 1)),
                new WriteRequest("officer", OptionalInt.of(1), Optional.of("their-key" + stream), "f", Optional.empty())).version)
                .as("a repeat of what they recorded").isEqualTo(2);
    }

    @Test
    void a_value_that_the_database_refuses_spoils_none_of_the_commands_that_are_written_with_it() throws Exception {
        for (int i = 0; i < 32; i++) {
            record(stream + "-" + i, asked(digging()), expecting(0));
        }

        var outcomes = atOnce(32, i -> () -> record(stream + "-" + i, asked(drawn(1)), new WriteRequest(
                i % 4 == 0 ? "nul \u0000" : "officer", OptionalInt.of(1), Optional.empty(), "f", Optional.empty())));

        assertThat(outcomes.stream().filter(Outcome::recorded)).hasSize(24);
        assertThat(IntStream.range(0, 32).map(i -> store.read(WELL, stream + "-" + i).orElseThrow().events().size()).sum()).isEqualTo(56);
    }

    private static List<Integer> versions(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private record Outcome(StoredEvent event, Throwable failure) {
        boolean recorded() {
            return failure == null;
        }
    }

    private interface Attempt {
        Callable<StoredEvent> number(int i);
    }

    private static List<Outcome> atOnce(int writers, Attempt attempt) throws Exception {
        var together = new CyclicBarrier(writers);
        var outcomes = new ArrayList<Outcome>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, writers).mapToObj(i -> threads.submit(() -> {
                together.await();
                return attempt.number(i).call();
            })).toList();
            for (var future : futures) {
                try {
                    outcomes.add(new Outcome(future.get(), null));
                } catch (ExecutionException e) {
                    outcomes.add(new Outcome(null, e.getCause()));
                }
            }
        }
        return outcomes;
    }
}
