package ca.criticalminerals.progress.projection;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first words of a reason said before records had a status. */
class StatusMigrationTest {
    private static final String NAME = "strategy_progress";

    @Test
    void records_on_file_get_the_status_that_their_reasons_stood_for(@TempDir Path folder) throws SQLException {
        try (var postgres = LocalPostgres.start(folder, 0)) {
            postgres.createDatabase(NAME);
            migrate(postgres, "6");
            try (var connection = DriverManager.getConnection(postgres.superuserJdbcUrl(NAME)); var statement = connection.createStatement()) {
                statement.execute("""
                        insert into held (generation, topic, partition, "offset", initiative, version, reason) values
                        (1, 'a.milestones', 0, 1, 'gold', 3, 'waits for version 2'),
                        (1, 'a.milestones', 0, 2, 'gold', 4, 'waits: the initiative is parked'),
                        (1, 'a.milestones', 0, 3, 'gold', 2, 'the kind ''dreamt'' is unknown'),
                        (1, 'a.milestones', 0, 4, 'gold', null, 'another milestone has version 1 of gold'),
                        (1, 'a.milestones', 0, 5, 'gold', 1, 'the initiative belongs to /a, not to /b'),
                        (1, 'a.milestones', 0, 6, 'gold', null, 'set aside: the record is not JSON'),
                        (1, 'a.milestones', 0, 7, 'gold', null, 'set aside: another record was applied as version 2; waits'),
                        (1, 'a.watermarks', 0, 8, null, null, 'the watermark cannot be read: source is missing')""");
                statement.execute("""
                        insert into initiative (generation, initiative, source, applied, parked) values
                        (1, 'gold', '/a', 1, 'the initiative belongs to /a, not to /b'), (1, 'iron', '/a', 1, 'the record is not JSON')""");
                statement.execute("""
                        insert into source (generation, source, received, waiting_sequence, waiting_through) values
                        (1, '/a', '', '00000000000000001000-0000000000000000001', '2026-01-05T15:00:00.5Z'), (1, '/b', '', null, null)""");

                migrate(postgres, "7");

                assertThat(column(connection, "select status from held order by \"offset\"")).containsExactly("pending", "pending", "unreadable", "conflicting",
                        "foreign", "skipped", "superseded", "unbelieved");
                assertThat(column(connection, "select initiative from initiative where parked is not null")).containsExactly("iron");
                migrate(postgres, "latest"); // which is what the code reads
                var applied = new SqlTables(connection, 1).load();
                assertThat(applied.sources.get("/a").waiting).hasToString("{00000000000000001000-0000000000000000001=2026-01-05T15:00:00.500Z}");
                assertThat(applied.sources.get("/b").waiting).isEmpty();
                assertThat(applied.withheld).containsExactly("gold");
                // The release before goes on writing what it knows until it is replaced.
                statement.execute("insert into initiative (generation, initiative, source, applied) values (1, 'lead', '/a', 1)");
                statement.execute("insert into held (generation, topic, partition, \"offset\", reason) values (1, 'a.milestones', 0, 9, 'the record is empty')");
                assertThat(column(connection, "select status from held where \"offset\" = 9")).containsExactly("unreadable");
            }
        }
    }

    private static void migrate(LocalPostgres postgres, String version) {
        Flyway.configure().dataSource(postgres.jdbcUrl(NAME), NAME + "_owner", NAME + "_owner").placeholders(Map.of("role", NAME))
                .locations("classpath:db/migration").target(version).load().migrate();
    }

    private static ArrayList<String> column(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
