package ca.criticalminerals.progress.projection;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The tables as they are at one moment, however long somebody looks at them. */
final class Snapshot implements AutoCloseable {
    private final Connection connection;
    private final int generation;

    private Snapshot(Connection connection, int generation) {
        this.connection = connection;
        this.generation = generation;
    }

    /** What has been committed by now. */
    static Snapshot of(DataSource database) throws SQLException {
        var connection = database.getConnection();
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (var statement = connection.createStatement(); var rows = statement.executeQuery("select generation from projection")) {
                rows.next();
                return new Snapshot(connection, rows.getInt(1));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** The generation that is read. */
    int generation() {
        return generation;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(true);
        }
    }
}
