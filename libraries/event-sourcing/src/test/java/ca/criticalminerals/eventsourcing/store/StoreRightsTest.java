package ca.criticalminerals.eventsourcing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that was taken over, as its own role in its own database: what it cannot write, whatever it tries. */
class StoreRightsTest {
    private static final String DENIED = "42501";
    private static final String REFUSED = "23514";
    private static final String TAKEN = "23505";
    private static final String DATA = "'{\"occurredOn\":\"2025-06-17\",\"evidence\":{\"source\":\"x\",\"confidence\":\"unverified\"}}'";

    @RegisterExtension
    final OwnStore store = OwnStore.holding();

    /** Two events, published, and announced to be complete up to a second ago. */
    @BeforeEach
    void two_published_events() throws SQLException {
        store.insert(OwnStore.well(2));
        store.execute("update relay_checkpoint set (transaction_id, position) = (select transaction_id, position from event where version = 2), "
                + "complete_through = clock_timestamp() - interval '1 second'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"recorded_at:'2020-01-01'", "event_id:'00000000-0000-4000-8000-000000000000'", "transaction_id:'1'", "position:1"})
    void the_role_of_the_service_cannot_say_what_the_database_says(String given) throws SQLException {
        String[] one = given.split(":", 2);

        refused(DENIED, "insert into event (stream_id, version, type, data, occurred_on, recorded_by, " + one[0] + ") overriding system value values ('forged', 1, "
                + "'well-dug', " + DATA + ", '2025-06-17', 'officer', " + one[1] + ")");

        assertThat(store.rows()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update event set recorded_at = '2020-01-01'", "update event set data = '{}'", "delete from event", "truncate event", "drop table event",
            "alter table event disable trigger all", "drop trigger stamp_event on event", "set session_replication_role = replica",
            "create or replace function stamp_event() returns trigger language plpgsql as 'begin return new; end'",
            "alter function stamp_event() security invoker", "drop function stamp_event", "alter table event alter column recorded_at set default '2020-01-01'",
            "select setval('event_position_seq', 1, false)", "select nextval('event_position_seq')", "create temporary table event (id int)", "create table more (id int)",
            "create schema more", "alter table relay_checkpoint disable trigger all", "update relay_checkpoint set only_row = true",
            "insert into relay_checkpoint values (true, '0', 0, '-infinity')", "delete from relay_checkpoint", "truncate relay_checkpoint"})
    void the_role_of_the_service_cannot_change_what_is_stored_nor_what_guards_it(String forbidden) throws SQLException {
        var before = store.rows();

        refused(DENIED, forbidden);

        assertThat(store.rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'-infinity'", "complete_through - interval '1 microsecond'", "'2020-01-01'", "clock_timestamp() + interval '1 minute'", "'infinity'"})
    void what_was_declared_complete_is_never_taken_back_nor_ahead_of_the_clock(String through) {
        refused(REFUSED, "update relay_checkpoint set complete_through = " + through);
    }

    @Test
    void what_is_recorded_is_strictly_later_than_what_was_declared_complete_and_never_before_its_stream() throws SQLException {
        store.execute("set session_replication_role = replica; update relay_checkpoint set complete_through = '2126-01-01'");
        store.insert("late 1");
        assertThat(recordedAt("late", 1)).isEqualTo(Instant.parse("2126-01-01T00:00:00.000001Z"));

        store.execute("set session_replication_role = replica; update event set recorded_at = '2136-01-01' where stream_id = 'late'");
        store.insert("late 2");
        assertThat(recordedAt("late", 2)).isEqualTo(Instant.parse("2136-01-01T00:00:00Z"));
    }

    @Test
    void events_of_one_statement_see_each_other() throws SQLException {
        store.insert("row 1");
        store.execute("set session_replication_role = replica; update event set recorded_at = '2126-01-01' where stream_id = 'row'");

        as("insert into event (stream_id, version, type, data, occurred_on, recorded_by) select 'row', version, 'well-dug', " + DATA
                + ", '2025-06-17', 'officer' from generate_series(2, 4) version order by version");

        for (int version = 2; version <= 4; version++) {
            assertThat(recordedAt("row", version)).isEqualTo(Instant.parse("2126-01-01T00:00:00Z"));
        }
        assertThat(store.is("select count(distinct event_id) = 4 and count(distinct transaction_id) = 2 from event where stream_id = 'row'")).isTrue();
    }

    @Test
    void a_transaction_that_began_long_ago_records_as_of_the_insert() throws SQLException {
        var open = store.connect();
        open.setAutoCommit(false);
        try (var rows = open.createStatement().executeQuery("select now()")) {
            rows.next();
        }
        Instant meanwhile;
        try (var rows = store.connect().createStatement().executeQuery("select clock_timestamp()")) {
            rows.next();
            meanwhile = rows.getTimestamp(1).toInstant();
        }

        OwnStore.insert(open, "slow 1");
        open.commit();

        assertThat(recordedAt("slow", 1)).isAfterOrEqualTo(meanwhile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the store is not behind its topic", "the past was declared complete", "later than now", "before what was published",
            "a transaction that can still be open", "a version without the one before it", "before its stream", "a version that is taken"})
    void the_recovery_of_lost_events_writes_nothing_that_could_not_be_lost(String misuse) throws SQLException {
        var before = store.rows();
        var lost = new Lost("well", 3, "clock_timestamp() - interval '500 milliseconds'", "(select transaction_id from event where version = 2)",
                "(select position + 1 from event where version = 2)");
        store.execute("set session_replication_role = replica; update relay_checkpoint set ahead = true");
        refused(REFUSED, switch (misuse) {
            case "the store is not behind its topic" -> "update relay_checkpoint set ahead = false; " + lost.sql();
            case "the past was declared complete" -> lost.at("clock_timestamp() - interval '1 hour'").sql();
            case "later than now" -> lost.at("clock_timestamp() + interval '1 hour'").sql();
            case "before what was published" -> lost.transaction("'1'").sql();
            case "a transaction that can still be open" -> lost.transaction("pg_snapshot_xmax(pg_current_snapshot())").sql();
            case "a version without the one before it" -> lost.version(4).sql();
            case "before its stream" -> "insert into event (stream_id, version, type, data, occurred_on, recorded_by) select stream_id, 3, type, data, occurred_on, "
                    + "recorded_by from event where version = 2; " + lost.version(4).sql();
            case "a version that is taken" -> lost.version(2).sql();
            default -> throw new IllegalArgumentException(misuse);
        });
        assertThat(store.rows()).startsWith(before.toArray(String[]::new));
        assertThat(store.rows()).hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "template1"})
    void the_role_of_the_service_enters_no_database_but_its_own(String other) {
        assertThatThrownBy(() -> store.database(other).getConnection()).isInstanceOf(SQLException.class)
                .satisfies(refusal -> assertThat(((SQLException) refusal).getSQLState()).isEqualTo(DENIED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle_in_transaction_session_timeout", "transaction_timeout"})
    void a_transaction_that_is_left_open_is_ended(String timeout) throws SQLException {
        try (var rows = store.connect().createStatement().executeQuery("select current_setting('" + timeout + "') <> '0'")) {
            rows.next();
            assertThat(rows.getBoolean(1)).isTrue();
        }
    }

    /** A migration, VACUUM FULL or a backup may take longer than a service has. */
    @Test
    void a_transaction_of_the_owner_may_take_as_long_as_it_needs() throws SQLException {
        try (var owner = store.connectAsOwner(); var rows = owner.createStatement().executeQuery("select current_setting('transaction_timeout')")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("0");
        }
    }

    @Test
    void the_recovery_of_a_lost_event_gives_it_back_as_it_was() throws SQLException {
        store.execute("update relay_checkpoint set ahead = true");
        store.execute("select pg_current_xact_id()");
        String then = "2026-01-31T09:00:00.123456Z";
        store.execute("set session_replication_role = replica; update relay_checkpoint set complete_through = '2026-01-31T09:00:00Z'; "
                + "update event set recorded_at = '2026-01-31T08:00:00Z'");

        as(new Lost("well", 3, "'" + then + "'", "(select transaction_id from event where version = 2)", "(select position + 1 from event where version = 2)").sql());

        assertThat(store.is("""
                select l.event_id = '00000000-0000-4000-8000-000000000000' and l.recorded_at = '%s' and l.transaction_id = e.transaction_id
                    and l.position = e.position + 1 from event l, event e where l.version = 3 and e.version = 2""".formatted(then))).isTrue();
    }

    private record Lost(String stream, int version, String recordedAt, String transaction, String position) {
        Lost at(String other) {
            return new Lost(stream, version, other, transaction, position);
        }

        Lost transaction(String other) {
            return new Lost(stream, version, recordedAt, other, position);
        }

        Lost version(int other) {
            return new Lost(stream, other, recordedAt, transaction, position);
        }

        String sql() {
            return "select recover_events(jsonb_build_array(jsonb_build_object('stream_id', '" + stream + "', 'version', " + version
                    + ", 'event_id', '00000000-0000-4000-8000-000000000000', 'type', 'well-dug', 'data', " + DATA + ", 'occurred_on', '2025-06-17', 'recorded_at', ("
                    + recordedAt + ")::timestamptz, 'recorded_by', 'officer', 'transaction_id', (" + transaction + ")::text, 'position', " + position + ")))";
        }
    }

    private void as(String sql) throws SQLException {
        try (var connection = store.database().getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void refused(String state, String sql) {
        ThrowingCallable attempt = () -> as(sql);
        assertThatThrownBy(attempt).as(sql).isInstanceOf(SQLException.class)
                .satisfies(refusal -> assertThat(((SQLException) refusal).getSQLState()).as(refusal.getMessage()).isIn(state, TAKEN));
    }

    private Instant recordedAt(String stream, int version) throws SQLException {
        try (var connection = store.database().getConnection(); var rows = connection.createStatement()
                .executeQuery("select recorded_at from event where stream_id = '" + stream + "' and version = " + version)) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }
}
