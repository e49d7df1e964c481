package ca.criticalminerals.progress.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ca.criticalminerals.embedded.LocalPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What is shown, in one number for each initiative, and what operators have decided about it: on a real PostgreSQL, as the role of the service. */
class ShownDigestsTest {
    private static final String NAME = "strategy_progress";
    private static final PGSimpleDataSource DATABASE = new PGSimpleDataSource();
    private static LocalPostgres postgres;

    @BeforeAll
    static void three_milestones_are_shown(@TempDir Path folder) throws Exception {
        postgres = LocalPostgres.start(folder.resolve("data"), 0);
        postgres.createDatabase(NAME);
        Flyway.configure().dataSource(postgres.jdbcUrl(NAME), NAME + "_owner", NAME + "_owner").placeholders(Map.of("role", NAME)).load().migrate();
        DATABASE.setUrl(postgres.jdbcUrl(NAME));
        DATABASE.setUser(NAME);
        DATABASE.setPassword(NAME);
        try (var connection = DriverManager.getConnection(postgres.superuserJdbcUrl(NAME)); var statement = connection.createStatement()) {
            statement.execute("""
                    insert into milestone (generation, initiative, version, document) values
                    (1, 'zinc', 1, '{"source":"/a","n":"é"}'), (1, 'gold', 2, '{"source":"/b"}'), (1, 'gold', 1, '{"source":"/a"}'), (2, 'gold', 1, '{}')""");
            statement.execute("""
                    insert into held (generation, topic, partition, "offset", initiative, version, reason, status, aside_by, aside_at, aside_en, aside_fr) values
                    (1, 'a.milestones', 0, 7, 'gold', 3, 'set aside: damaged', 'skipped', 'operator', '2026-01-05T15:00:00Z', 'why', 'pourquoi'),
                    (1, 'a.milestones', 0, 8, 'gold', 4, 'waits', 'pending', null, null, null, null)""");
            statement.execute("""
                    insert into repair (topic, partition, "offset", initiative, version, document, repaired_by, repaired_at, reason_en, reason_fr) values
                    ('a.milestones', 0, 9, 'zinc', 1, '{}', 'operator', '2026-01-06T15:00:00Z', 'why', 'pourquoi')""");
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void an_initiative_has_the_digest_of_the_digests_of_its_documents_by_version() throws Exception {
        var shown = new ShownDigests(DATABASE);

        assertThat(shown.after("", 10)).containsExactly(
                new ShownDigests.Digest("gold", "/a", 2, digest("{\"source\":\"/a\"}", "{\"source\":\"/b\"}")),
                new ShownDigests.Digest("zinc", "/a", 1, digest("{\"source\":\"/a\",\"n\":\"é\"}")));
        assertThat(shown.after("gold", 10)).extracting(ShownDigests.Digest::initiative).containsExactly("zinc");
        assertThat(shown.after("", 1)).extracting(ShownDigests.Digest::initiative).containsExactly("gold");
        assertThat(shown.of("gold")).isEqualTo(Map.of(1, hex(sha256("{\"source\":\"/a\"}".getBytes(StandardCharsets.UTF_8))),
                2, hex(sha256("{\"source\":\"/b\"}".getBytes(StandardCharsets.UTF_8)))));
    }

    @Test
    void what_operators_decided_is_part_of_the_view_the_last_first() throws Exception {
        try (var snapshot = Snapshot.of(DATABASE)) {
            var decisions = Views.decisions(snapshot.connection(), snapshot.generation());

            assertThat(decisions).extracting(OperatorDecision::kind, OperatorDecision::initiative, OperatorDecision::offset, OperatorDecision::at).containsExactly(
                    tuple(OperatorDecision.Kind.REPAIRED, "zinc", 9L, Instant.parse("2026-01-06T15:00:00Z")),
                    tuple(OperatorDecision.Kind.SET_ASIDE, "gold", 7L, Instant.parse("2026-01-05T15:00:00Z")));
            assertThat(decisions.getLast().sentence().en()).isEqualTo(
                    "A record of this initiative was set aside by the operators on January 5, 2026; the number may be incomplete.");
            assertThat(decisions.getFirst().sentence().fr()).isEqualTo("Un enregistrement de cette initiative a été réparé par l’exploitation le 6 janvier 2026.");
        }
    }

    private static String digest(String... documents) throws Exception {
        var all = MessageDigest.getInstance("SHA-256");
        for (String document : List.of(documents)) {
            all.update(sha256(document.getBytes(StandardCharsets.UTF_8)));
        }
        return hex(all.digest());
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
