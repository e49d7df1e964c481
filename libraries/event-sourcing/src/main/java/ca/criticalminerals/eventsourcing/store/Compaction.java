package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Text;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the tables of a database anew. Whoever comes while a table is asked for waits behind that request, so each request is short, and
 * is made again a moment later for as long as there is patience.
 */
record Compaction(Connection connection, Duration patience) {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";
    /** A request for a table holds up everybody else for so long at most. */
    private static final String REQUEST = "500ms";
    private static final Duration BETWEEN = Duration.ofMillis(500);

    void run() throws SQLException, NotRecoverable, InterruptedException {
        // A large table takes longer to write than any other transaction of a service may last.
        execute("set lock_timeout = '" + REQUEST + "'; set transaction_timeout = 0");
        try {
            for (String table : tables()) {
                write(table);
            }
        } finally {
            execute("reset lock_timeout; reset transaction_timeout");
        }
    }

    private List<String> tables() throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("""
                select quote_ident(relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                and has_table_privilege(oid, 'maintain') order by 1""")) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private void write(String table) throws SQLException, NotRecoverable, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!isWritten(table)) {
            if (System.nanoTime() > until) {
                throw new NotRecoverable(Text.of("The table " + table + " is in use, by a rebuild or a backup for instance. Ask again when that has ended.",
                        "La table " + table + " est utilisée, par une reconstruction ou une sauvegarde par exemple. Redemandez quand elle sera terminée."));
            }
            Thread.sleep(BETWEEN);
        }
    }

    private boolean isWritten(String table) throws SQLException {
        try {
            execute("vacuum (full) public." + table);
            return true;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || DEADLOCK.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
