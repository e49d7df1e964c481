package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import io.restassured.response.Response;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** While the database cannot be reached nothing is acknowledged, and the same request succeeds afterwards, once. */
public abstract class CommonOutageTest {
    private final WriteService service;

    protected CommonOutageTest(WriteService service) {
        this.service = service;
    }

    @Test
    void a_command_is_refused_while_the_database_is_away_and_recorded_once_when_it_is_back() throws SQLException {
        Desk desk = service.desk().with(service.registered());
        Response refused;
        Response unread;
        asSuperuser("alter role " + service.database() + " nologin",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + service.database() + "'");
        try {
            refused = recordNext(desk);
            unread = desk.officer().get(desk.address(""));
        } finally {
            asSuperuser("alter role " + service.database() + " login");
        }
        Refusal.of(refused, 503).as("cannot-record-now");
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(Refusal.of(unread, 503).problem().toString()).as("who reads is not told of recording").doesNotContain("recorded", "consigné");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> recordNext(desk).statusCode() == 201);
        assertThat(recordNext(desk).header("ETag")).isEqualTo("\"2\"");
        assertThat(desk.recorded()).isEqualTo(2);
    }

    private Response recordNext(Desk desk) {
        return desk.post("/milestones", service.next(), "If-Match", "*", "Idempotency-Key", "next-" + desk.initiative());
    }

    private void asSuperuser(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(RealPostgresAndKafka.postgres().superuserJdbcUrl(service.database()));
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
