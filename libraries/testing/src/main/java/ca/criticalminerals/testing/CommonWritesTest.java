package ca.criticalminerals.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A write refuses what it does not understand, and a dry run is the write without the record. */
public abstract class CommonWritesTest {
    @TestHTTPResource("/")
    URL address;

    private final WriteService service;
    private final Desk desk;

    protected CommonWritesTest(WriteService service) {
        this.service = service;
        this.desk = service.desk();
    }

    /** Something that a request asks for beside its body, and what must be named as not understood. */
    private record Unknown(String query, String header, List<String> values, int status, String named) {
        static Unknown parameter(String query, String named) {
            return new Unknown(query, "", List.of(), 400, named);
        }

        static Unknown header(String header, String... values) {
            return new Unknown("", header, List.of(values), 400, header);
        }

        RequestSpecification in(RequestSpecification request) {
            return header.isEmpty() ? request : request.header(header, values.getFirst(), values.subList(1, values.size()).toArray());
        }

        @Override
        public String toString() {
            return query + header + (values.isEmpty() ? "" : ": " + values);
        }
    }

    static List<Unknown> unknown() {
        return List.of(Unknown.parameter("?dryRun=true", "dryRun"), Unknown.parameter("?validate", "validate"), Unknown.parameter("?dry_run=1&x=", "dry_run"),
                Unknown.parameter(";dryRun=true", ";"), Unknown.header("Prefer", "nonsense"), Unknown.header("Prefer", "handling=validte"),
                Unknown.header("Prefer", "respond-async", "handling=\"validate"), Unknown.header("Prefer", "return=minimal; handling=validate"),
                Unknown.header("Prefer", "handling=strict, handling=validate"), Unknown.header("X-Dry-Run", "true"), Unknown.header("dryrun", "1"),
                Unknown.header("X-Validate-Only", "true"), Unknown.header("Preference", "handling=validate"), Unknown.header("If-None-Match", "*"),
                Unknown.header("If-Unmodified-Since", "Mon, 30 Nov 2026 12:00:00 GMT"), Unknown.header("If-Mach", "\"1\""), Unknown.header("X-Idempotency-Key", "k"),
                Unknown.header("Idempotency-Key", "k1", "k2"), Unknown.header("X-HTTP-Method-Override", "GET"), Unknown.header("Content-Range", "bytes 0-1/2"),
                new Unknown("", "Content-Encoding", List.of("gzip"), 415, ""));
    }

    @Test
    void no_write_of_the_service_does_anything_if_it_is_asked_for_something_unknown() {
        var wrong = new ArrayList<String>();
        int asked = 0;
        for (WhoMay row : WhoMay.of(service.name())) {
            if (row.method().equals("GET") || !row.path().startsWith("/v1/")) {
                continue;
            }
            String caller = WhoMay.CALLERS.stream().filter(one -> !row.cell(one).equals("no")).findFirst().orElseThrow();
            String address = row.path().replace("{id}", WhoMay.INITIATIVE).replaceAll("\\{(version|number|offset)}", "999999").replaceAll("\\{[a-z]+}", WhoMay.INITIATIVE);
            for (Unknown unknown : unknown()) {
                var request = unknown.in(Desk.as(WhoMay.token(caller)).urlEncodingEnabled(false).contentType("application/json").body("{}"));
                var answer = request.request(row.method(), address + unknown.query());
                asked++;
                if (answer.statusCode() != unknown.status() || !unknown.named().isEmpty() && !named(answer).contains(unknown.named())) {
                    wrong.add(row.endpoint() + " with " + unknown + " gets " + answer.statusCode() + " " + named(answer));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(200);
        assertThat(new Desk(desk.path(), WhoMay.INITIATIVE, Set.of("officer")).recorded()).isZero();
    }

    @Test
    void operations_without_a_dry_run_a_version_or_a_key_refuse_to_be_asked_for_one() {
        String operator = RealPostgresAndKafka.tokens().token("operator.test", Set.of("operator"), List.of());
        for (String below : List.of("topic", "republish", "compaction", "records/999999/without")) {
            for (var unknown : List.of(Unknown.header("Prefer", "handling=validate"), Unknown.header("If-Match", "\"1\""), Unknown.header("Idempotency-Key", "k"))) {
                var answer = unknown.in(Desk.as(operator).contentType("application/json").body("{}")).post("/v1/operations/store/" + below);
                assertThat(answer.statusCode()).as(below + " with " + unknown).isEqualTo(400);
                assertThat(named(answer)).contains(unknown.named());
            }
        }
    }

    @Test
    void operations_that_read_no_body_refuse_one() {
        String operator = RealPostgresAndKafka.tokens().token("operator.test", Set.of("operator"), List.of());
        for (String below : List.of("topic", "compaction")) {
            var answer = Desk.as(operator).contentType("application/json").body("{\"dryRun\": true}").post("/v1/operations/store/" + below);
            assertThat(Refusal.of(answer, 400).problem().at("/errors/0/pointer").asText("none")).as(below).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void a_milestone_that_could_be_recorded_is_not_if_something_unknown_is_asked_for_with_it(Unknown unknown) {
        desk.with(service.registered());
        var answer = unknown.in(desk.officer().urlEncodingEnabled(false).header("If-Match", "*").body(service.next())).post(desk.address("/milestones") + unknown.query());
        Refusal.of(answer, unknown.status());
        assertThat(desk.recorded()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"handling=\"validate\"", "Handling = validate", "respond-async, handling=validate", "handling=validate; a=\"b, c\""})
    void every_spelling_of_a_dry_run_records_nothing(String prefer) {
        desk.with(service.registered());
        var answer = desk.post("/milestones", service.next(), "If-Match", "*", "Prefer", prefer);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEqualTo("handling=validate");
        assertThat(desk.recorded()).isEqualTo(1);
    }

    @Test
    void a_preference_about_the_answer_changes_nothing_and_strict_handling_is_said_to_be_followed() {
        desk.with(service.registered());
        var answer = desk.post("/milestones", service.next(), "If-Match", "*", "Prefer", "return=minimal, handling=strict");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.header("Preference-Applied")).isEqualTo("handling=strict");
    }

    /** The same milestone as other programs write it: members in another order, blanks, escapes. */
    static Stream<UnaryOperator<String>> spellings() {
        return Stream.of(CommonWritesTest::reversed, body -> Json.read(body).toPrettyString(), body -> body.replace("\"type\"", "\"\\u0074ype\""));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void a_retry_that_is_written_anew_gets_the_first_answer(UnaryOperator<String> anew) {
        desk.with(service.registered());
        var first = desk.post("/milestones", service.next(), "If-Match", "*", "Idempotency-Key", desk.initiative());
        var again = desk.post("/milestones", anew.apply(service.next()), "If-Match", "*", "Idempotency-Key", desk.initiative());
        assertThat(again.statusCode()).as(again.asString()).isEqualTo(201).isEqualTo(first.statusCode());
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void a_key_is_of_one_kind_of_write_about_one_milestone() {
        desk.with(service.registered(), service.next());
        String reason = "{\"reason\": {\"en\": \"a\", \"fr\": \"b\"}}";
        desk.post("/milestones/2/retraction", reason, "If-Match", "*", "Idempotency-Key", desk.initiative()).then().statusCode(201);
        for (String prefer : List.of("handling=strict", "handling=validate")) {
            Refusal.of(desk.post("/milestones/1/retraction", reason, "If-Match", "*", "Idempotency-Key", desk.initiative(), "Prefer", prefer), 422).as("idempotency-key-reused");
        }
    }

    @Test
    void a_dry_run_knows_the_key_that_the_write_would_know() {
        desk.with(service.registered());
        desk.post("/milestones", service.next(), "If-Match", "*", "Idempotency-Key", desk.initiative()).then().statusCode(201);

        var other = ((ObjectNode) Json.read(service.next())).put("occurredOn", "2023").toString();
        Refusal.of(desk.post("/milestones", other, "If-Match", "*", "Idempotency-Key", desk.initiative(), "Prefer", "handling=validate"), 422).as("idempotency-key-reused");
        Refusal.of(desk.post("/milestones/batch", "{\"milestones\": [" + service.next() + "]}", "If-Match", "*", "Idempotency-Key", desk.initiative(), "Prefer", "handling=validate"), 422)
                .as("idempotency-key-reused");

        var repeat = desk.post("/milestones", reversed(service.next()), "If-Match", "\"1\"", "Idempotency-Key", desk.initiative(), "Prefer", "handling=validate");
        assertThat(repeat.statusCode()).as(repeat.asString()).isEqualTo(200);
        JsonNode said = Json.read(repeat.asString());
        assertThat(said.get("recorded").asBoolean()).isFalse();
        assertThat(said.get("wouldRecord")).isEmpty();
        assertThat(said.at("/recordedBefore/firstMilestone").asInt()).isEqualTo(2);
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void a_dry_run_leaves_its_key_to_the_write() {
        desk.with(service.registered());
        desk.post("/milestones", service.next(), "If-Match", "*", "Idempotency-Key", desk.initiative(), "Prefer", "handling=validate").then().statusCode(200);
        desk.post("/milestones", service.next(), "If-Match", "*", "Idempotency-Key", desk.initiative()).then().statusCode(201);
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void an_unknown_expectation_is_not_met() throws IOException {
        desk.with(service.registered());
        String token = RealPostgresAndKafka.tokens().officer("officer.test", RealPostgresAndKafka.named(desk.initiative()));
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(("POST " + desk.address("/milestones") + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: application/json\r\nIf-Match: *\r\nExpect: the-best\r\nConnection: close\r\nContent-Length: "
                    + service.next().getBytes(UTF_8).length + "\r\n\r\n" + service.next()).getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 417 ");
        }
        assertThat(desk.recorded()).isEqualTo(1);
    }

    private static List<String> named(Response answer) {
        JsonNode errors = Json.read(answer.asString()).path("errors");
        return Stream.of("pointer", "parameter", "header").flatMap(member -> errors.findValuesAsText(member).stream()).toList();
    }

    /** With the members of every object in the reverse order. */
    private static String reversed(String body) {
        return reversed(Json.read(body)).toString();
    }

    private static JsonNode reversed(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode turned = object.objectNode();
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::addFirst);
        names.forEach(name -> turned.set(name, reversed(object.get(name))));
        return turned;
    }
}
