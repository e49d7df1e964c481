package ca.criticalminerals.security;

import static ca.criticalminerals.security.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** While the database cannot be reached nothing is acknowledged, and the same request succeeds afterwards, once. */
@QuarkusTest
class OutageTest {
    @Test
    void a_command_is_refused_while_the_database_is_away_and_recorded_once_when_it_is_back() throws SQLException {
        Desk desk = Desk.measure().with(LEGISLATION);
        Response refused;
        asSuperuser("alter role security_measures nologin",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'security_measures'");
        try {
            refused = propose(desk);
        } finally {
            asSuperuser("alter role security_measures login");
        }
        Refusal.of(refused, 503).as("cannot-record-now");
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> propose(desk).statusCode() == 201);
        assertThat(propose(desk).header("ETag")).isEqualTo("\"2\"");
        assertThat(desk.recorded()).isEqualTo(2);
    }

    private static Response propose(Desk desk) {
        return desk.post("/milestones", PROPOSED, "If-Match", "*", "Idempotency-Key", "propose-" + desk.initiative());
    }

    private static void asSuperuser(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(RealPostgresAndKafka.postgres().superuserJdbcUrl("security_measures"));
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
