package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer of a service carries, and what the audit log says of those that were denied. */
public abstract class CommonAnswersTest {
    private final Desk desk;

    protected CommonAnswersTest(WriteService service) {
        this.desk = service.desk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/openapi", "/contracts/asyncapi.yaml", "/.well-known/security.txt", "/nothing/here"})
    void every_answer_tells_browsers_to_do_nothing_with_it(String address) {
        guarded(Desk.as("").get(address));
    }

    @Test
    void refusals_tell_it_too() {
        guarded(Desk.as("").get(desk.path()));
        guarded(desk.post("/milestones", " ".repeat(3 << 20)));
    }

    @Test
    void whoever_finds_a_weakness_reads_where_to_say_so() {
        var answer = Desk.as("").get("/.well-known/security.txt");
        assertThat(answer.contentType()).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(answer.asString()).containsPattern("(?m)^Contact: (mailto|https):").contains("Preferred-Languages: en, fr\n");
        String expires = answer.asString().lines().filter(line -> line.startsWith("Expires: ")).findFirst().orElseThrow().substring(9);
        assertThat(Instant.parse(expires)).isBetween(Instant.now().plus(Duration.ofDays(30)), Instant.now().plus(Duration.ofDays(366)));
    }

    @Test
    void who_is_denied_stands_in_the_audit_log_without_his_token() {
        String token = RealPostgresAndKafka.tokens().officer("curious", "another-initiative");
        var lines = audited(() -> {
            Desk.as(token).header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").contentType("application/json").body("{}")
                    .post(desk.address("/milestones")).then().statusCode(403);
            Desk.as("").get(desk.path()).then().statusCode(401);
        });

        JsonNode denied = lines.getFirst();
        assertThat(denied.get("who").asText()).isEqualTo("curious");
        assertThat(denied.get("method").asText()).isEqualTo("POST");
        assertThat(denied.get("path").asText()).isEqualTo(desk.path() + "/{id}/milestones");
        assertThat(denied.get("initiative").asText()).isEqualTo(desk.initiative());
        assertThat(denied.get("outcome").asText()).isEqualTo("denied");
        assertThat(denied.get("status").asInt()).isEqualTo(403);
        assertThat(denied.get("trace").asText()).hasSize(32);
        assertThat(Instant.parse(denied.get("at").asText())).isBefore(Instant.now().plusSeconds(1));
        assertThat(denied.get("address").asText()).isNotBlank();
        assertThat(lines.get(1).has("who")).isFalse();
        assertThat(lines.get(1).get("status").asInt()).isEqualTo(401);
        assertThat(lines).hasSize(2);
        assertThat(lines.toString()).doesNotContain(token.split("\\.")[2]);
    }

    private static List<JsonNode> audited(Runnable what) {
        var lines = new CopyOnWriteArrayList<JsonNode>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(Json.read(line.getMessage()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger("audit");
        log.addHandler(handler);
        try {
            what.run();
        } finally {
            log.removeHandler(handler);
        }
        return List.copyOf(lines);
    }

    private static void guarded(Response answer) {
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.header("Strict-Transport-Security")).as("without TLS").isNull();
    }
}
