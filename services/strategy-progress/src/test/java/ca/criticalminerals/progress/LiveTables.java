package ca.criticalminerals.progress;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the service has stored, seen past the service. */
final class LiveTables {
    static final List<String> ALL = List.of("milestone", "initiative", "held", "consumed", "source");

    private LiveTables() {}

    /** The first column of the rows that the query finds, as text. */
    static List<String> column(String sql, Object... parameters) {
        try (var connection = DriverManager.getConnection(RealPostgresAndKafka.postgres().superuserJdbcUrl("strategy_progress"));
                var select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            var found = new ArrayList<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes rows behind the back of the service. */
    static void update(String sql, Object... parameters) {
        try (var connection = DriverManager.getConnection(RealPostgresAndKafka.postgres().superuserJdbcUrl("strategy_progress"));
                var update = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                update.setObject(i + 1, parameters[i]);
            }
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the turn to read away from the service as another instance would that finds it dead, and gives it back. */
    static void whileAnotherReads(Runnable work) {
        try (var other = DriverManager.getConnection(RealPostgresAndKafka.postgres().superuserJdbcUrl("strategy_progress"));
                var statement = other.createStatement()) {
            String lock = String.valueOf(0x52454144L);
            column("select pg_terminate_backend(pid)::text from pg_locks where locktype = 'advisory' and objid = " + lock);
            statement.execute("select pg_advisory_lock(" + lock + ")");
            work.run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one number that the query finds; 0 if it finds none. */
    static long number(String sql, Object... parameters) {
        return column(sql, parameters).stream().findFirst().map(Long::parseLong).orElse(0L);
    }

    /** From where the generation in use goes on reading the topic. */
    static long nextOffset(String topic) {
        return number("select next_offset from consumed join projection using (generation) where topic = ?", topic);
    }
}
