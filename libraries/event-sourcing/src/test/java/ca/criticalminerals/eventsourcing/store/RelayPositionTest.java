package ca.criticalminerals.eventsourcing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.embedded.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** How far publishing has come, who may move that, and where operators put it back to: a real PostgreSQL without a relay. */
class RelayPositionTest {
    private static final String NAME = "positions";
    private static final PGSimpleDataSource DATABASE = new PGSimpleDataSource();
    @TempDir
    static Path folder;
    private static LocalPostgres postgres;

    private final StoreOperations store = new StoreOperations(DATABASE, Map.of(), Well.announcements("/" + NAME), null);

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.start(folder, 0);
        postgres.createDatabase(NAME);
        Flyway.configure().dataSource(postgres.jdbcUrl(NAME), NAME + "_owner", NAME + "_owner")
                .locations("db/event-store").placeholders(Map.of("role", NAME)).load().migrate();
        DATABASE.setUrl(postgres.jdbcUrl(NAME));
        DATABASE.setUser(NAME);
        DATABASE.setPassword(NAME);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    /** The third was recorded before the second, as happens where transactions overlap; the fifth is not published yet. */
    @BeforeEach
    void five_events_of_which_four_are_published() throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.superuserJdbcUrl(NAME)); var statement = connection.createStatement()) {
            statement.execute("truncate event");
            int version = 0;
            for (String at : List.of("09:01", "09:03", "09:02", "09:04", "09:05")) {
                statement.execute("insert into event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by) values ('well', "
                        + ++version + ", gen_random_uuid(), 'well-dug', '{}', '2025-06-17', '2026-01-31T" + at + ":00Z', 'officer')");
            }
            statement.execute("update relay_checkpoint set (transaction_id, position) = (select transaction_id, position from event where version = 4)");
        }
    }

    @Test
    void everything_is_published_again_from_what_was_recorded_at_an_instant() throws SQLException {
        assertThat(store.republish(from("2026-01-31T09:03:00Z"))).isEqualTo(3);
        assertThat(waiting()).containsExactly(2, 3, 4, 5);
    }

    @Test
    void everything_is_published_again_from_the_place_of_an_event() throws SQLException {
        assertThat(store.republish(from(all().get(3).sequence()))).isEqualTo(1);
        assertThat(waiting()).containsExactly(4, 5);
    }

    @Test
    void everything_is_published_again_from_the_first_event_on() throws SQLException {
        assertThat(store.republish()).isEqualTo(4);
        assertThat(waiting()).containsExactly(1, 2, 3, 4, 5);
        assertThat(store.republish(from("2000-01-01T00:00:00Z"))).as("when all of them wait anyway").isZero();
    }

    @Test
    void nothing_is_skipped_where_nothing_has_been_published_from_there_on() throws SQLException {
        assertThat(store.republish(from("2026-01-31T09:05:00Z"))).isZero();
        assertThat(store.republish(from("2100-01-01T00:00:00Z"))).isZero();
        assertThat(store.republish(from(all().get(4).sequence()))).isZero();
        assertThat(waiting()).containsExactly(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-01-31", "2026-01-31T09:03:00", "+999999999-01-01T00:00:00Z", "00000000000000000001-1",
            "99999999999999999999-0000000000000000001", "00000000000000000001-9999999999999999999"})
    void what_is_neither_an_instant_nor_a_place_is_none(String text) {
        assertThat(From.parse(text)).isEmpty();
    }

    @Test
    void who_waits_for_the_position_gets_it_as_soon_as_it_is_given_back_and_before_who_tries() throws Exception {
        try (var holding = DATABASE.getConnection(); var waiting = DATABASE.getConnection(); var trying = DATABASE.getConnection()) {
            var held = RelayPosition.tryLock(holding).orElseThrow();
            var waits = CompletableFuture.supplyAsync(() -> lock(waiting, Duration.ofSeconds(30)));
            await().until(() -> number("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 1);
            assertThat(RelayPosition.tryLock(trying)).isEmpty();

            held.unlock();

            var got = waits.get(10, TimeUnit.SECONDS).orElseThrow();
            assertThat(RelayPosition.tryLock(trying)).isEmpty();
            assertThat(setting(trying, "idle_session_timeout")).as("of who did not get it").isEqualTo("0");
            assertThat(setting(waiting, "lock_timeout")).isEqualTo("0");
            got.unlock();
            assertThat(setting(waiting, "idle_session_timeout")).isEqualTo("0");
        }
    }

    @Test
    void who_waits_in_vain_is_told_and_leaves_the_connection_as_it_was() throws SQLException {
        try (var holding = DATABASE.getConnection(); var waiting = DATABASE.getConnection()) {
            var held = RelayPosition.tryLock(holding).orElseThrow();

            assertThat(RelayPosition.lock(waiting, Duration.ofMillis(20))).isEmpty();

            assertThat(List.of(setting(waiting, "lock_timeout"), setting(waiting, "idle_session_timeout"), setting(waiting, "synchronous_commit")))
                    .containsExactly("0", "0", "on");
            held.unlock();
        }
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

    private static List<StoredEvent> all() throws SQLException {
        try (var connection = DATABASE.getConnection()) {
            return RelayPosition.after(connection, "0", 0, 100);
        }
    }

    /** The versions that a relay would publish now, in its order. */
    private static List<Integer> waiting() throws SQLException {
        try (var connection = DATABASE.getConnection()) {
            var position = RelayPosition.of(connection);
            return new ArrayList<>(position.next(100).stream().map(event -> event.version).toList());
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static long number(String sql) throws SQLException {
        try (var connection = DATABASE.getConnection(); var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
