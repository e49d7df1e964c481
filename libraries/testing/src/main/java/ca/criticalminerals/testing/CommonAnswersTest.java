package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer of a service carries, and what the audit log says of those that were denied. */
public abstract class CommonAnswersTest {
    @TestHTTPResource(value = "/health/live", management = true)
    URL live;

    private final WriteService service;
    private final Desk desk;

    protected CommonAnswersTest(WriteService service) {
        this.service = service;
        this.desk = service.desk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/openapi", "/contracts/asyncapi.yaml", "/.well-known/security.txt", "/nothing/here"})
    void every_answer_tells_browsers_to_do_nothing_with_it(String address) {
        guarded(Desk.as("").get(address));
    }

    /** As HTTP writes the time (RFC 9110, 5.6.7). */
    private static void dated(String date) {
        assertThat(date).matches("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
        assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date))).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @Test
    void what_operators_watch_is_dated_too() {
        dated(Desk.as("").get(live).header("Date"));
    }

    @Test
    void refusals_tell_it_too() {
        guarded(Desk.as("").get(desk.path()));
        guarded(desk.post("/milestones", "{"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"fr|fr-CA", "en|en-CA", "''|en-CA", "fr;q=0|en-CA", "fr;q=abc|en-CA", "en;q=0.5, fr-CA|fr-CA"})
    void a_problem_is_in_the_language_asked_for_and_in_both_beside_it(String accepted, String language) {
        var answers = List.of(Desk.as("").header("Accept-Language", accepted).get("/nothing/here"),
                Desk.as("").header("Accept-Language", accepted).get(desk.path()),
                desk.officer().header("Accept-Language", accepted).header("If-Match", "*").body("{").post(desk.address("/milestones")));

        for (var answer : answers) {
            Refusal.of(answer, answer.statusCode());
            assertThat(answer.statusCode()).isBetween(400, 499);
            assertThat(answer.header("Content-Language")).isEqualTo(language);
        }
    }

    @Test
    void a_mistake_at_a_property_with_a_slash_has_a_json_pointer() {
        String operator = RealPostgresAndKafka.tokens().token("operator.test", Set.of("operator"), List.of());

        var answer = Desk.as(operator).contentType("application/json").body("{\"a/b~c\": 1, \"confirm\": 0}").post("/v1/operations/store/recovery");

        Refusal.of(answer, 400).at("/a~1b~0c");
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
        String token = RealPostgresAndKafka.tokens().officer("curious", RealPostgresAndKafka.named("another-initiative"));
        var lines = AuditLog.during(() -> {
            Desk.as(token).header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").contentType("application/json").body("{}")
                    .post(desk.address("/milestones")).then().statusCode(403);
            Desk.as("").get(desk.path()).then().statusCode(401);
        });

        JsonNode denied = lines.getFirst();
        assertThat(denied.get("who").asText()).isEqualTo("curious");
        assertThat(denied.get("roles").toString()).isEqualTo("[\"officer\"]");
        assertThat(denied.has("address")).as("who has a name needs no address").isFalse();
        assertThat(denied.get("method").asText()).isEqualTo("POST");
        assertThat(denied.get("path").asText()).isEqualTo(desk.path() + "/{id}/milestones");
        assertThat(denied.get("initiative").asText()).isEqualTo(desk.initiative());
        assertThat(denied.get("outcome").asText()).isEqualTo("denied");
        assertThat(denied.get("status").asInt()).isEqualTo(403);
        assertThat(denied.get("trace").asText()).hasSize(32);
        assertThat(Instant.parse(denied.get("at").asText())).isBefore(Instant.now().plusSeconds(1));
        assertThat(lines.get(1).has("who")).isFalse();
        assertThat(lines.get(1).get("address").asText()).isNotBlank();
        assertThat(lines.get(1).get("status").asInt()).isEqualTo(401);
        assertThat(lines).hasSize(2);
        assertThat(lines.toString()).doesNotContain(token.split("\\.")[2]);
    }

    @Test
    void what_an_operator_does_stands_in_the_audit_log_and_what_he_reads_does_not() {
        String token = RealPostgresAndKafka.tokens().token("operator.test", Set.of("operator", "auditor"), List.of());
        var status = new int[1];
        var lines = AuditLog.during(() -> {
            Desk.as(token).get("/v1/operations/store").then().statusCode(200);
            Desk.as(token).get(desk.path()).then().statusCode(200);
            status[0] = Desk.as(token).contentType("application/json").body("{\"confirm\": 0}").post("/v1/operations/store/recovery").statusCode(); // of a store that has lost nothing
        });

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().get("who").asText()).isEqualTo("operator.test");
        assertThat(lines.getFirst().get("roles").toString()).isEqualTo("[\"auditor\",\"operator\"]");
        assertThat(lines.getFirst().get("path").asText()).isEqualTo("/v1/operations/store/recovery");
        assertThat(lines.getFirst().get("status").asInt()).isEqualTo(status[0]);
        assertThat(lines.getFirst().get("outcome").asText()).isEqualTo(status[0] == 200 ? "done" : "refused");
        assertThat(lines.toString()).doesNotContain(token);
    }

    @Test
    void a_recovery_is_shown_first_and_needs_the_confirmation_of_what_was_shown() {
        String operator = RealPostgresAndKafka.tokens().token("operator.test", Set.of("operator"), List.of());
        String path = "/v1/operations/store/recovery";

        var preview = Desk.as(operator).header("Prefer", "handling=validate").post(path);

        assertThat(preview.statusCode()).as(preview.asString()).isEqualTo(200);
        assertThat(preview.header("Preference-Applied")).isEqualTo("handling=validate");
        assertThat(Json.read(preview.asString()).at("/events/count").asInt(-1)).isZero();
        assertThat(Json.read(preview.asString()).at("/confirm").asText()).hasSize(64);
        assertThat(Refusal.of(Desk.as(operator).contentType("application/json").body("{}").post(path), 400).problem().at("/errors/0/pointer").asText()).isEqualTo("/confirm");
        Refusal.of(Desk.as(operator).contentType("application/json").body("{\"confirm\": 99}").post(path), 409).as("not-recoverable");
    }

    @Test
    void whoever_goes_on_without_a_record_names_one_that_is_there_and_says_why() {
        String operator = RealPostgresAndKafka.tokens().token("operator.test", Set.of("operator"), List.of());
        String path = "/v1/operations/store/records/999999999/without";

        Refusal.of(Desk.as(operator).contentType("application/json").body("{\"reason\": {\"en\": \"why\", \"fr\": \"pourquoi\"}}").post(path), 404);
        assertThat(Refusal.of(Desk.as(operator).contentType("application/json").body("{}").post(path), 400).problem().at("/errors/0/pointer").asText()).isEqualTo("/reason");
    }

    @Test
    void a_flood_of_denied_requests_is_two_lines_and_nothing_of_what_a_stranger_wrote() {
        String operator = RealPostgresAndKafka.tokens().token("operator.test", Set.of("operator"), List.of());
        var lines = AuditLog.during(() -> {
            Desk.as(operator).contentType("application/json").body("{\"confirm\": 0}").post("/v1/operations/store/recovery");
            for (int i = 0; i < 500; i++) {
                Desk.as("").get(desk.path() + "/made-up-by-a-stranger-" + i).then().statusCode(401);
            }
        });

        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst().get("action").asText()).isEqualTo("recoverStore");
        assertThat(lines.getFirst().get("sub").asText()).isEqualTo("operator.test");
        assertThat(lines.getLast().get("count").asInt()).isEqualTo(499);
        assertThat(lines.toString()).doesNotContain("made-up");
    }

    @Test
    void what_officers_record_stands_in_the_events_and_not_in_the_audit_log() {
        assertThat(AuditLog.during(() -> desk.record(service.registered()).then().statusCode(201))).isEmpty();
    }

    @Test
    void a_line_about_a_command_names_actor_initiative_and_trace() {
        Desk registered = service.desk().with(service.registered());
        String token = RealPostgresAndKafka.tokens().officer("logged", RealPostgresAndKafka.named(registered.initiative()));
        var lines = new CopyOnWriteArrayList<String>();
        var handler = new StreamHandler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(MDC.get("actor") + " " + MDC.get("initiative") + " " + MDC.get("traceId") + " " + line.getMessage());
            }
        };
        Logger log = Logger.getLogger("ca.criticalminerals.initiatives.recording.Recording");
        log.addHandler(handler);
        try {
            Desk.as(token).header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").header("If-Match", "*").contentType("application/json")
                    .body(service.registered()).post(registered.address("/milestones"));
        } finally {
            log.removeHandler(handler);
        }
        assertThat(lines).hasSize(1).first().asString().startsWith("logged " + registered.initiative() + " 0af7651916cd43dd8448eb211c80319c refused");
    }

    private static void guarded(Response answer) {
        dated(answer.header("Date"));
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo(answer.header("Access-Control-Allow-Origin") == null ? "same-origin" : "cross-origin");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.header("Strict-Transport-Security")).as("without TLS").isNull();
    }
}
