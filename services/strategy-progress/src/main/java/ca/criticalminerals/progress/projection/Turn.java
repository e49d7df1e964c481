package ca.criticalminerals.progress.projection;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The turn to do something that one instance of the service does at a time: an advisory lock, free again as soon as its holder
 * or its connection is gone.
 *
 * <p>What is written over its connection need not wait for the disk: rows and offsets are lost together, and what is lost is
 * read again from the topics.
 */
public final class Turn implements AutoCloseable {
    /** Any constants will do: the service has a database of its own. */
    static final long READING = 0x52454144L;
    static final long REBUILDING = 0x5245424CL;
    /** This instance of the service, as the others see it: process and host. */
    public static final String INSTANCE = ManagementFactory.getRuntimeMXBean().getName();
    /** After this long without a sign of life the database takes the turn from its holder. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    private final Connection connection;
    private final long lock;

    private Turn(Connection connection, long lock) {
        this.connection = connection;
        this.lock = lock;
    }

    /** The turn, unless another has it. */
    static Optional<Turn> take(DataSource database, long lock) throws SQLException {
        var connection = database.getConnection();
        try (var statement = connection.createStatement()) {
            // Also in a transaction: who is frozen in one holds the lock that every writer takes.
            statement.execute("set idle_session_timeout = %1$s; set idle_in_transaction_session_timeout = %1$s".formatted(SESSION_TIMEOUT.toMillis()));
            try (var rows = statement.executeQuery("select pg_try_advisory_lock(" + lock + ")")) {
                rows.next();
                if (rows.getBoolean(1)) {
                    statement.execute("set synchronous_commit = off");
                    name(connection, INSTANCE);
                    return Optional.of(new Turn(connection, lock));
                }
            }
            statement.execute("reset idle_session_timeout; reset idle_in_transaction_session_timeout");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    /** Which instance has the turn now; empty if none has. */
    static Optional<String> holder(Connection connection, long lock) throws SQLException {
        try (var select = connection.prepareStatement("""
                select application_name from pg_locks join pg_stat_activity using (pid)
                where locktype = 'advisory' and granted and objsubid = 1 and classid = 0 and objid = ?
                    and pg_locks.database = (select oid from pg_database where datname = current_database())""")) {
            select.setLong(1, lock);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static void name(Connection connection, String name) throws SQLException {
        try (var set = connection.prepareStatement("select set_config('application_name', ?, false)")) {
            set.setString(1, name);
            set.execute();
        }
    }

    /** What is written over this connection is written by who has the turn, or not at all. */
    Connection connection() {
        return connection;
    }

    /** A sign of life; fails if the turn has been taken away. */
    void keep() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    /** Gives it back; a dead connection has given it back already. */
    @Override
    public void close() throws SQLException {
        try (connection; var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + lock + "); reset idle_session_timeout; "
                    + "reset idle_in_transaction_session_timeout; reset synchronous_commit; reset application_name");
        }
    }
}
