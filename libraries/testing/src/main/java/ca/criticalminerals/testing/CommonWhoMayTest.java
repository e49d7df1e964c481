package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.contracts.ReservedIds;
import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.embedded.Tokens;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only officers record, only about the initiatives that their token names, and only with a token that can be believed. */
public abstract class CommonWhoMayTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Tokens tokens = RealPostgresAndKafka.tokens();
    private final WriteService service;
    private final Desk desk;

    @Inject
    Routes routes;

    @TestHTTPResource(value = "/health/live", management = true)
    URL live;

    protected CommonWhoMayTest(WriteService service) {
        this.service = service;
        this.desk = service.desk();
    }

    @Test
    void without_a_token_nothing_is_recorded() {
        notBelieved(registering(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a.b.c", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA"})
    void a_token_that_is_none_is_not_believed(String token) {
        notBelieved(registering(token));
    }

    @Test
    void an_expired_token_is_not_believed() {
        notBelieved(registering(officer(Duration.ofHours(-1), Tokens.ISSUER, Tokens.AUDIENCE)));
    }

    @Test
    void a_token_signed_by_another_key_is_not_believed(@TempDir Path elsewhere) {
        notBelieved(registering(Tokens.create(elsewhere).officer("officer.test", RealPostgresAndKafka.named(desk.initiative()))));
    }

    @Test
    void a_token_for_another_audience_is_not_believed() {
        notBelieved(registering(officer(AN_HOUR, Tokens.ISSUER, "another-system")));
    }

    @Test
    void a_token_of_another_issuer_is_not_believed() {
        notBelieved(registering(officer(AN_HOUR, "https://elsewhere.example", Tokens.AUDIENCE)));
    }

    @Test
    void an_unsigned_token_is_not_believed() {
        String[] parts = officer(AN_HOUR, Tokens.ISSUER, Tokens.AUDIENCE).split("\\.");
        String header = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        notBelieved(registering(header + "." + parts[1] + "."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"progress-update", "money", "place", "total", "milestones", "batch", "funding-programs"})
    void no_initiative_has_an_id_that_means_something_else(String id) {
        String token = tokens.officer("officer.test", RealPostgresAndKafka.named(id));
        var refusal = Refusal.of(Desk.as(token).contentType("application/json").header("If-Match", "*").body(service.registered())
                .post(desk.path() + "/" + id + "/milestones"), 409).as("reserved-id");
        assertThat(refusal.problem().at("/details/en").asText()).contains(id, "Choose another id.");
    }

    @Test
    void every_word_of_an_address_is_reserved() {
        var words = routes.all().stream().filter(route -> !route.contains(Routes.OPERATORS)).flatMap(route -> Stream.of(route.split("[ /]")))
                .filter(Contract::isInitiative).distinct().toList();
        assertThat(words).hasSizeGreaterThan(10).allMatch(word -> ReservedIds.reason(word).isPresent());
    }

    /** Not the initiative alone, not another service, not another spelling. */
    @ParameterizedTest
    @ValueSource(strings = {"~", "elsewhere/~", "@/~-z", "/@/~", "@//~", "@/~/", "@/*", "*", "*/~", "@ /~", "@%2F~"})
    void a_token_that_does_not_name_the_service_and_the_initiative_records_nothing(String named) {
        String claim = named.replace("@", service.name()).replace("~", desk.initiative());
        notAllowed(registering(tokens.officer("officer.test", claim)));
        String upper = RealPostgresAndKafka.named(desk.initiative()).toUpperCase(Locale.ROOT);
        notAllowed(registering(tokens.officer("officer.test", upper)));
    }

    @Test
    void an_id_in_another_spelling_is_no_initiative() {
        String token = tokens.officer("officer.test", RealPostgresAndKafka.named(desk.initiative()), RealPostgresAndKafka.named(desk.initiative().toUpperCase(Locale.ROOT)));
        for (String spelling : List.of(desk.initiative().toUpperCase(Locale.ROOT), desk.initiative() + "%20", "-" + desk.initiative(), "%2A", "*")) {
            Refusal.of(Desk.as(token).urlEncodingEnabled(false).contentType("application/json").body(service.registered())
                    .post(desk.path() + "/" + spelling + "/milestones"), 404);
        }
        assertThat(desk.recorded()).isZero();
    }

    /** In every way of recording: nothing is recorded, and only who may record there learns to whom it belongs. */
    @Test
    void an_initiative_of_another_service_is_refused_with_its_owner() {
        String token = tokens.officer("officer.test", RealPostgresAndKafka.named(RealPostgresAndKafka.TAKEN));
        String address = desk.path() + "/" + RealPostgresAndKafka.TAKEN + "/milestones";
        for (String below : List.of("", "/batch", "/1/correction", "/1/retraction")) {
            for (String prefer : List.of("handling=lenient", "handling=validate")) {
                var refusal = Refusal.of(Desk.as(token).contentType("application/json").header("If-Match", "*").header("Prefer", prefer)
                        .body(service.registered()).post(address + below), 409).as("assigned-to-another-service");
                assertThat(refusal.problem().at("/details/fr").asText()).contains(RealPostgresAndKafka.TAKEN, "elsewhere");
            }
            Refusal.of(Desk.as(tokens.officer("officer.test", RealPostgresAndKafka.TAKEN)).contentType("application/json").header("If-Match", "*")
                    .body(service.registered()).post(address + below), 403).as("not-allowed");
        }
        Desk.as(token).get(desk.path() + "/" + RealPostgresAndKafka.TAKEN).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auditor", "publisher", "operator"})
    void another_role_may_read_and_not_record(String role) {
        String token = tokens.token("somebody", Set.of(role), List.of(RealPostgresAndKafka.named(desk.initiative())));
        notAllowed(registering(token));
        Desk.as(token).get(desk.path()).then().statusCode(200);
    }

    @Test
    void the_officer_of_another_initiative_may_not_record() {
        notAllowed(registering(tokens.officer("officer.test", RealPostgresAndKafka.named("another-initiative"))));
    }

    @Test
    void an_officer_without_initiatives_may_not_record() {
        notAllowed(registering(tokens.officer("officer.test")));
    }

    @Test
    void corrections_and_retractions_are_guarded_like_recordings() {
        desk.with(service.registered(), service.next());
        String token = tokens.officer("officer.test", RealPostgresAndKafka.named("another-initiative"));
        for (String change : List.of("correction", "retraction")) {
            Refusal.of(Desk.as(token).contentType("application/json").header("If-Match", "*").body("{}")
                    .post(desk.address("/milestones/2/" + change)), 403).as("not-allowed");
        }
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void a_dry_run_is_guarded_like_a_recording() {
        Refusal.of(Desk.as("").contentType("application/json").header("Prefer", "handling=validate").body(service.registered())
                .post(desk.address("/milestones")), 401);
    }

    static Stream<Map<String, Object>> holders_that_cannot_be_recorded() {
        return Stream.concat(Stream.of("x".repeat(301), "a\0b", "a\nb", "officer\n", "\u202eofficer", "\u200b", "offi\u2060cer", "a\u2028b", "", " ").flatMap(text -> Stream.<Map<String, Object>>of(
                Map.of("upn", text, "sub", "s-1"), Map.of("upn", "officer.test", "sub", text),
                Map.of("upn", "officer.test", "sub", "s-1", "organization", Map.of("en", "Wells Canada", "fr", text)))),
                Stream.of(Map.of("upn", "officer.test", "sub", "s-1", "organization", Map.of("en", "Wells Canada")),
                        Map.of("upn", "officer.test", "sub", "s-1", "organization", "Wells Canada")));
    }

    @ParameterizedTest
    @MethodSource("holders_that_cannot_be_recorded")
    void a_token_whose_holder_cannot_be_announced_records_nothing_anywhere(Map<String, Object> holder) {
        desk.with(service.registered(), service.next());
        String token = tokens.token(Set.of("officer"), List.of(RealPostgresAndKafka.named(desk.initiative())), holder);
        Map.of("/milestones", service.next(), "/milestones/batch", "{\"milestones\": [" + service.next() + "]}",
                "/milestones/2/correction", "{\"reason\": {\"en\": \"a\", \"fr\": \"b\"}, \"replacement\": " + service.next() + "}",
                "/milestones/2/retraction", "{\"reason\": {\"en\": \"a\", \"fr\": \"b\"}}").forEach((below, body) -> {
            for (String prefer : List.of("handling=strict", "handling=validate")) {
                Refusal.of(Desk.as(token).contentType("application/json").header("If-Match", "*").header("Prefer", prefer).body(body).post(desk.address(below)), 401);
            }
        });
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void any_name_that_can_be_announced_records() {
        String token = tokens.token(Set.of("officer"), List.of(RealPostgresAndKafka.named(desk.initiative())), Map.of("upn", "ᐃᓄᒃᑎᑐᑦ 🪨 é", "sub", "s-1",
                "organization", Map.of("en", "Wells Canada", "fr", "Puits Canada")));
        var answer = registering(token);
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode document = Json.read(answer.asString());
        assertThat(Contract.announced(service.context(), Json.kind(document)).violations(document)).isEmpty();
        assertThat(document.get("recordedby").asText() + document.get("recordedbysub").asText() + document.get("recordedbyrole").asText()
                + document.get("recordedbyorgfr").asText()).isEqualTo("ᐃᓄᒃᑎᑐᑦ 🪨 és-1officerPuits Canada");
    }

    @Test
    void the_person_is_for_auditors_and_everybody_else_reads_role_and_organization() {
        registering(tokens.token(Set.of("officer"), List.of(RealPostgresAndKafka.named(desk.initiative())), Map.of("upn", "Zebulon", "sub", "zebulon-sub")));
        String auditor = tokens.token("auditor.test", Set.of("auditor"), List.of());
        for (String below : List.of("/milestones", "/milestones/1")) {
            assertThat(Desk.as(auditor).get(desk.address(below)).asString()).contains("Zebulon", "zebulon-sub");
            for (String role : List.of("officer", "publisher", "operator")) {
                var answer = Desk.as(tokens.token("somebody", Set.of(role), List.of(RealPostgresAndKafka.named(desk.initiative())))).get(desk.address(below));
                assertThat(answer.asString()).contains("officer").doesNotContain("Zebulon", "zebulon-sub");
                assertThat(answer.header("Cache-Control")).isEqualTo(below.endsWith("1") ? "private, no-store" : "private, no-cache");
                assertThat(answer.header("Vary")).contains("Authorization");
            }
        }
    }

    @Test
    void first_paragraphs_and_other_sections_are_for_writers() {
        Desk officer = new Desk(desk.path(), desk.initiative(), Set.of("officer")).with(service.registered());
        officer.record(sentence("own", "")).then().statusCode(201);
        officer.record(sentence("own", ", \"section\": \"" + theme() + "\", \"form\": \"point\"")).then().statusCode(201);
        int recorded = officer.recorded();
        for (String place : List.of(", \"section\": \"facts\", \"form\": \"paragraph\"", ", \"section\": \"wayForward\"", ", \"form\": \"paragraph\"")) {
            Refusal.of(officer.record(sentence("intruder", place)), 403).as("role-needed");
            Refusal.of(officer.tryOut(sentence("intruder", place)), 403).as("role-needed");
            Refusal.of(officer.correct(2, sentence("own", place)), 403).as("role-needed");
            Refusal.of(officer.post("/milestones/batch", "{\"milestones\": [" + sentence("own", "") + "," + sentence("intruder", place) + "]}", "If-Match", "*"), 403)
                    .as("role-needed");
        }
        assertThat(officer.recorded()).isEqualTo(recorded);
    }

    @Test
    void what_a_writer_wrote_there_no_officer_replaces_corrects_or_retracts() {
        Desk officer = new Desk(desk.path(), desk.initiative(), Set.of("officer")).with(service.registered());
        officer.asWriter().record(sentence("lead", ", \"section\": \"facts\", \"form\": \"paragraph\"")).then().statusCode(201);

        Refusal.of(officer.record(sentence("lead", "")), 403).as("role-needed");
        Refusal.of(officer.correct(2, sentence("lead", "")), 403).as("role-needed");
        Refusal.of(officer.retract(2), 403).as("role-needed");

        assertThat(officer.recorded()).isEqualTo(2);
        officer.asWriter().retract(2).then().statusCode(201);
    }

    @Test
    void no_officer_moves_the_sentences_of_an_initiative_by_correcting_its_theme() {
        Desk officer = new Desk(desk.path(), desk.initiative(), Set.of("officer")).with(service.registered());
        String moved = ((ObjectNode) Json.read(service.registered())).put("theme", theme().equals("facts") ? "outlook" : "facts").toString();
        Refusal.of(officer.correct(1, moved), 403).as("role-needed");
        officer.asWriter().correct(1, moved).then().statusCode(201);
    }

    private String theme() {
        return Json.read(service.registered()).get("theme").asText();
    }

    private static String sentence(String key, String place) {
        return """
                {"type": "sentence-written", "sentence": "%s", "order": 0%s, "text": {"en": "Words of %s", "fr": "Paroles de %s"}, "occurredOn": "2024-01-10",
                 "evidence": {"source": "file 12", "confidence": "internalRecord"}}""".formatted(key, place, key, key);
    }

    @Test
    void internal_evidence_is_for_officers_and_auditors() {
        Desk officer = new Desk(desk.path(), desk.initiative(), Set.of("officer")).with(service.registered());
        officer.record(sentence("own", "").replace("file 12", "Inside4711")).then().statusCode(201);
        for (String role : List.of("officer", "auditor")) {
            assertThat(Desk.as(tokens.token("somebody", Set.of(role), List.of())).get(desk.address("/milestones/2")).asString()).contains("Inside4711");
        }
        for (String role : List.of("publisher", "operator", "privacy")) {
            assertThat(Desk.as(tokens.token("somebody", Set.of(role), List.of())).get(desk.address("/milestones/2")).asString()).doesNotContain("Inside4711");
        }
    }

    @Test
    void reading_needs_a_token_too() {
        desk.with(service.registered());
        for (String address : List.of(desk.path(), desk.address(""), desk.address("/milestones"))) {
            var answer = Desk.as("").get(address);
            Refusal.of(answer, 401).as("no-valid-token");
            assertThat(answer.header("WWW-Authenticate")).as("nothing is wrong with a token that was not sent").isEqualTo("Bearer");
            assertThat(Desk.as("nonsense").get(address).header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        }
    }

    @Test
    void reading_needs_a_role_too() {
        desk.with(service.registered());
        for (var roles : List.of(Set.<String>of(), Set.of("nothing"), Set.of("loader"), Set.of("writer"))) {
            for (String address : List.of(desk.path(), desk.address(""), desk.address("/milestones"), desk.address("/milestones/1"))) {
                Refusal.of(Desk.as(tokens.token("somebody", roles, List.of(RealPostgresAndKafka.named(desk.initiative())))).get(address), 403).as("not-allowed");
            }
        }
    }

    @Test
    void a_token_comes_before_the_body() {
        Refusal.of(Desk.as("").contentType("application/json").body("{").post(desk.address("/milestones")), 401);
    }

    @Test
    void the_schemas_are_public_and_the_health_is_on_a_port_of_its_own() {
        String schema = service.context() + "/" + Json.read(service.next()).get("type").asText() + ".v1.schema.json";
        var answer = Desk.as("").get("/contracts/" + schema);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.read(answer.asString())).isEqualTo(Json.read(Json.contract(schema)));
        Desk.as("").get(live).then().statusCode(200);
        Desk.as("").get("/q/health/live").then().statusCode(404);
    }

    private String officer(Duration validity, String issuer, String audience) {
        return tokens.token("officer.test", Set.of("officer"), List.of(RealPostgresAndKafka.named(desk.initiative())), validity, issuer, audience);
    }

    private Response registering(String token) {
        return Desk.as(token).contentType("application/json").body(service.registered()).post(desk.address("/milestones"));
    }

    private void notBelieved(Response answer) {
        Refusal.of(answer, 401).as("no-valid-token");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(desk.recorded()).isZero();
    }

    private void notAllowed(Response answer) {
        Refusal.of(answer, 403).as("not-allowed");
        assertThat(desk.recorded()).isZero();
    }
}
