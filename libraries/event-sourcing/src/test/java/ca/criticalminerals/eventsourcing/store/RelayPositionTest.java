package ca.criticalminerals.eventsourcing.store;

import static ca.criticalminerals.eventsourcing.store.OwnStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How far publishing has come, who may move that, and where operators put it back to: a real PostgreSQL without a relay. */
class RelayPositionTest {
    @RegisterExtension
    final OwnStore store = OwnStore.holding();

    /** The third was recorded before the second, as happens where transactions overlap; the fifth is not published yet. */
    @BeforeEach
    void five_events_of_which_four_are_published() throws SQLException {
        store.insert(OwnStore.well(5));
        store.execute("update event set recorded_at = '2026-01-31T09:00:00Z'::timestamptz + make_interval(mins => (array[1, 3, 2, 4, 5])[version])");
        store.execute("update relay_checkpoint set (transaction_id, position) = (select transaction_id, position from event where version = 4)");
    }

    @Test
    void everything_is_published_again_from_what_was_recorded_at_an_instant() throws SQLException {
        assertThat(store.operations().republish(from("2026-01-31T09:03:00Z"))).isEqualTo(3);
        assertThat(waiting()).containsExactly(2, 3, 4, 5);
    }

    @Test
    void everything_is_published_again_from_the_place_of_an_event() throws SQLException {
        assertThat(store.operations().republish(from(all().get(3).sequence()))).isEqualTo(1);
        assertThat(waiting()).containsExactly(4, 5);
    }

    @Test
    void everything_is_published_again_from_the_first_event_on() throws SQLException {
        assertThat(store.operations().republish()).isEqualTo(4);
        assertThat(waiting()).containsExactly(1, 2, 3, 4, 5);
        assertThat(store.operations().republish(from("2000-01-01T00:00:00Z"))).as("when all of them wait anyway").isZero();
    }

    @Test
    void nothing_is_skipped_where_nothing_has_been_published_from_there_on() throws SQLException {
        assertThat(store.operations().republish(from("2026-01-31T09:05:00Z"))).isZero();
        assertThat(store.operations().republish(from("2100-01-01T00:00:00Z"))).isZero();
        assertThat(store.operations().republish(from(all().get(4).sequence()))).isZero();
        assertThat(waiting()).containsExactly(5);
    }

    @Test
    void what_is_neither_an_instant_nor_a_place_is_none() {
        assertThat(List.of("", "yesterday", "2026-01-31", "2026-01-31T09:03:00", "+999999999-01-01T00:00:00Z", "00000000000000000001-1",
                "99999999999999999999-0000000000000000001", "00000000000000000001-9999999999999999999")).allMatch(text -> From.parse(text).isEmpty());
    }

    @Test
    void who_waits_for_the_position_gets_it_as_soon_as_it_is_given_back_and_before_who_tries() throws Exception {
        var waiting = store.connect();
        var trying = store.connect();
        var held = RelayPosition.tryLock(store.connect()).orElseThrow();
        var waits = CompletableFuture.supplyAsync(() -> lock(waiting, SOON), work -> Thread.ofVirtual().start(work));
        await().atMost(SOON).until(() -> store.is("select exists (select from pg_locks where locktype = 'advisory' and not granted)"));
        assertThat(RelayPosition.tryLock(trying)).isEmpty();

        held.unlock();

        var got = waits.get(10, TimeUnit.SECONDS).orElseThrow();
        assertThat(RelayPosition.tryLock(trying)).isEmpty();
        assertThat(setting(trying, "idle_session_timeout")).as("of who did not get it").isEqualTo("0");
        assertThat(setting(waiting, "lock_timeout")).isEqualTo("0");
        got.unlock();
        assertThat(setting(waiting, "idle_session_timeout")).isEqualTo("0");
    }

    @Test
    void who_waits_in_vain_is_told_and_leaves_the_connection_as_it_was() throws SQLException {
        var waiting = store.connect();
        var held = RelayPosition.tryLock(store.connect());

        assertThat(held).isPresent();
        assertThat(RelayPosition.lock(waiting, Duration.ofMillis(20))).isEmpty();

        assertThat(List.of(setting(waiting, "lock_timeout"), setting(waiting, "idle_session_timeout"), setting(waiting, "synchronous_commit")))
                .containsExactly("0", "0", "on");
    }

    private static From from(String text) {
        return From.parse(text).orElseThrow();
    }

    private static Optional<RelayPosition> lock(Connection connection, Duration patience) {
        try {
            return RelayPosition.lock(connection, patience);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<StoredEvent> all() throws SQLException {
        return store.events();
    }

    /** The versions that a relay would publish now, in its order. */
    private List<Integer> waiting() throws SQLException {
        return RelayPosition.tryLock(store.connect()).orElseThrow().next(100).stream().map(event -> event.version).toList();
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
