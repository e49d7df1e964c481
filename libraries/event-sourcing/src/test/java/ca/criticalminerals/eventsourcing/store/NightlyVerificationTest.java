package ca.criticalminerals.eventsourcing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison that a service does by itself, on a real PostgreSQL. */
class NightlyVerificationTest {
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final Clock NOW = Clock.systemUTC();

    @RegisterExtension
    final OwnStore store = OwnStore.holding();

    @ParameterizedTest
    @CsvSource({"2026-06-01T07:29:59Z, PT1S", "2026-06-01T07:30:00Z, PT24H", "2026-03-08T05:00:00Z, PT2H30M", "2026-11-01T04:00:00Z, PT4H30M"})
    void the_next_run_is_at_the_local_time_whatever_happens_to_the_clocks(Instant now, Duration wait) {
        assertThat(NightlyVerification.untilNext(Clock.fixed(now, TORONTO), LocalTime.of(3, 30))).isEqualTo(wait);
    }

    @Test
    void what_was_found_is_kept() throws Exception {
        assertThat(new NightlyVerification(store.database(), "store", NOW, () -> Map.of("lost", 3L)).run()).isTrue();

        assertThat(VerificationLog.last(store.connect(), "store")).hasValueSatisfying(ended -> assertThat(ended.findings()).isEqualTo(Map.of("lost", 3L)));
        assertThat(VerificationLog.last(store.connect(), "view")).isEmpty();
        assertThat(store.operations().status().verified()).isPresent();
    }

    @Test
    void of_several_instances_one_verifies_a_night() throws Exception {
        var times = new AtomicInteger();
        var first = new NightlyVerification(store.database(), "store", NOW, () -> {
            times.incrementAndGet();
            assertThat(new NightlyVerification(store.database(), "store", NOW, () -> Map.of("lost", (long) times.incrementAndGet())).run()).as("meanwhile").isTrue();
            return Map.of();
        });

        first.run();
        new NightlyVerification(store.database(), "store", NOW, () -> Map.of("lost", (long) times.incrementAndGet())).run();

        assertThat(times).hasValue(1);
    }

    @Test
    void a_failure_is_no_result_and_is_tried_again() throws Exception {
        var nightly = new NightlyVerification(store.database(), "store", NOW, () -> {
            throw new SQLException("away");
        });

        assertThat(nightly.run()).isFalse();
        assertThat(VerificationLog.last(store.connect(), "store")).isEmpty();
    }

    @Test
    void digests_are_of_what_was_published_in_the_order_of_versions() throws Exception {
        store.insert(OwnStore.well(2));
        store.insert("other 1");
        store.execute("update relay_checkpoint set (transaction_id, position) = (select transaction_id, position from event where stream_id = 'other')");
        store.insert("well 3");

        var digests = store.operations().digests("", 10);

        assertThat(digests).extracting(StreamDigest::stream, StreamDigest::events)
                .containsExactly(tuple("other", 1), tuple("well", 2));
        assertThat(store.operations().digests("other", 10)).containsExactly(digests.getLast());
        assertThat(store.operations().digests("", 1)).containsExactly(digests.getFirst());
        assertThat(store.operations().digests("well")).containsOnlyKeys(1, 2).containsEntry(2, StrayRecord.sha256(
                store.announcements().document(store.events().get(1)).toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(digests.getFirst().sha256()).isNotEqualTo(digests.getLast().sha256()).hasSize(64);
    }
}
