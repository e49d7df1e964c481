package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LiveEditions.AS_OF;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.progress.domain.Frozen;
import ca.criticalminerals.testing.AuditLog;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may publish what, and what is refused. */
@QuarkusTest
class LivePublishingTest {
    @Test
    void a_dry_run_says_the_number_and_the_digests_and_publishes_nothing() {
        int before = LiveEditions.published();
        String known = LiveEditions.known();
        var tried = LiveEditions.asked(AS_OF, known).header("Prefer", "handling=validate").post("/v1/editions").then().statusCode(200)
                .header("Preference-Applied", "handling=validate").body("recorded", equalTo(false)).body("number", equalTo(before + 1)).extract().jsonPath();
        assertThat(LiveEditions.published()).isEqualTo(before);
        for (String language : List.of("en", "fr")) {
            byte[] shown = tried.getString("pages." + language + ".html").getBytes(StandardCharsets.UTF_8);
            assertThat(Frozen.digest(shown)).as("the page that would be frozen").isEqualTo(tried.getString("pages." + language + ".sha256"));
        }

        var answer = LiveEditions.asked(AS_OF, known).post("/v1/editions");
        answer.then().statusCode(201).header("Location", "/v1/editions/" + (before + 1)).header("Consistency-Token", startsWith("progress-update:"))
                .body("pages.en.sha256", equalTo(tried.getString("pages.en.sha256"))).body("pages.fr.sha256", equalTo(tried.getString("pages.fr.sha256")))
                .body("pages.fr.address", equalTo("/fr/editions/" + (before + 1))).body("approvedBy.fr", equalTo("La ministre des Mines"));
        assertThat(LiveEditions.awaited(answer)).isEqualTo(before + 1);
        assertThat(LiveEditions.published()).isEqualTo(before + 1);
        get("/v1/editions/" + (before + 1)).then().body("recordedBy.en", equalTo("Publisher")).body("recordedByPerson", nullValue()).body("knownAt", equalTo(known)).body("asOf", equalTo(AS_OF));
    }

    @Test
    void who_publishes_and_who_only_tries_stands_in_the_audit_log() {
        String known = LiveEditions.known();
        var published = new Response[1];

        var lines = AuditLog.during(() -> {
            LiveEditions.asked(AS_OF, known).header("Prefer", "handling=validate").post("/v1/editions").then().statusCode(200);
            published[0] = LiveEditions.asked(AS_OF, known).post("/v1/editions").then().statusCode(201).extract().response();
        });

        LiveEditions.awaited(published[0]);
        assertThat(lines).extracting(line -> line.path("who").asText() + " " + line.path("roles") + " " + line.path("method").asText() + " " + line.path("path").asText() + " "
                + line.path("outcome").asText() + " " + line.path("status").asInt())
                .containsExactly("publisher [\"publisher\"] POST /v1/editions tried 200", "publisher [\"publisher\"] POST /v1/editions done 201");
        assertThat(lines).extracting(line -> line.path("action").asText() + " " + line.path("edition").asText() + " " + line.path("knownAt").asText())
                .containsOnly("publishEdition " + published[0].path("number") + " " + known);
    }

    @Test
    void without_a_knownAt_it_is_the_last_second_of_which_everything_is_known() {
        LiveEditions.known();
        Instant through = Instant.parse(get("/v1/strategy-progress").jsonPath().getString("completeThrough.funding-programs"));
        LiveEditions.asked("{\"asOf\": \"2026-01-31\", \"approvedBy\": {\"en\": \"The Minister of Mines\", \"fr\": \"La ministre des Mines\"}}")
                .header("Prefer", "handling=validate").post("/v1/editions").then().statusCode(200)
                .body("knownAt", equalTo(through.minusSeconds(1).toString()));
    }

    @Test
    void what_is_not_complete_is_refused_and_the_service_is_named() {
        int before = LiveEditions.published();
        LiveEditions.known();
        LiveEditions.asked("2026-01-31", "2026-07-01T00:00:00Z").post("/v1/editions").then().statusCode(409).contentType("application/problem+json")
                .body("rule", equalTo("not-complete")).body("errors.details.en", contains(containsString("The service funding-programs is complete through 2026")))
                .body("errors.details.fr", contains(containsString("Le service funding-programs est complet jusqu’à")));
        assertThat(LiveEditions.published()).isEqualTo(before);
    }

    @Test
    void while_something_is_held_back_nothing_is_published() {
        String known = LiveEditions.known();
        LiveTopics.consumed(LiveTopics.MILESTONES, LiveTopics.send(LiveTopics.MILESTONES, "held-edition-fund", "nonsense".getBytes(StandardCharsets.UTF_8)));
        org.awaitility.Awaitility.await().until(() -> get("/v1/strategy-progress").jsonPath().getBoolean("provisional"));
        LiveEditions.asked(AS_OF, known).post("/v1/editions").then().statusCode(409).body("rule", equalTo("not-complete"))
                .body("errors.details.fr", hasItem(containsString("held-edition-fund")));
        assertThat(LiveEditions.publish()).isPositive();
    }

    @Test
    void the_same_request_twice_is_one_edition_and_its_key_is_good_for_no_other() {
        String known = LiveEditions.known();
        String body = "{\"asOf\": \"%s\", \"knownAt\": \"%s\", \"approvedBy\": {\"en\": \"%s\", \"fr\": \"Z\"}}";
        var first = publish(known, body.formatted(AS_OF, known, "X"));
        int number = LiveEditions.awaited(first);
        var again = publish(known, body.formatted(AS_OF, known, "X"));
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(LiveEditions.published()).isEqualTo(number);
        publish(known, body.formatted(AS_OF, known, "Y")).then().statusCode(422)
                .body("type", containsString("idempotency-key-reused"));
    }

    private static Response publish(String key, String body) {
        return given().auth().oauth2(LiveEditions.publisher()).contentType("application/json").header("Idempotency-Key", key).body(body).post("/v1/editions");
    }

    @Test
    void a_dry_run_of_an_edition_knows_keys_and_asks_for_nothing_that_is_not_understood() {
        String known = LiveEditions.known();
        String body = "{\"asOf\": \"%s\", \"knownAt\": \"%s\", \"approvedBy\": {\"en\": \"%s\", \"fr\": \"La ministre\"}}";
        int number = LiveEditions.awaited(publish("keyed-" + known.hashCode(), body.formatted(AS_OF, known, "X")));
        tried("keyed-" + known.hashCode(), body.formatted(AS_OF, known, "X")).then().statusCode(200).body("number", equalTo(number)).body("recorded", equalTo(false));
        tried("keyed-" + known.hashCode(), body.formatted(AS_OF, known, "Y")).then().statusCode(422).body("type", containsString("idempotency-key-reused"));
        LiveEditions.asked(AS_OF, LiveEditions.known()).queryParam("dryRun", "true").post("/v1/editions").then().statusCode(400).body("errors[0].parameter", equalTo("dryRun"));
        assertThat(LiveEditions.published()).isEqualTo(number);
    }

    private static Response tried(String key, String body) {
        return given().auth().oauth2(LiveEditions.publisher()).contentType("application/json").header("Idempotency-Key", key)
                .header("Prefer", "handling=\"validate\"").body(body).post("/v1/editions");
    }

    @Test
    void an_edition_is_not_published_without_a_milestone_that_it_must_include() {
        int number = LiveEditions.published();
        LiveEditions.asked(AS_OF, LiveEditions.known()).header("Consistency-Token", "progress-update:999999").post("/v1/editions").then().statusCode(409)
                .body("type", containsString("not-included-yet"));
        assertThat(LiveEditions.published()).isEqualTo(number);
    }

    @Test
    void a_broken_rule_is_named_and_nothing_is_published() {
        int number = LiveEditions.publish();
        LiveEditions.asked("2026-01-30", LiveEditions.known()).post("/v1/editions").then().statusCode(422).body("rule", equalTo("as-of-before-the-last-edition"));
        LiveEditions.asked("2199-01-01", LiveEditions.known()).post("/v1/editions").then().statusCode(422).body("rule", equalTo("as-of-in-the-future"));
        LiveEditions.asked(AS_OF, "2026-03-01T00:00:00Z").post("/v1/editions").then().statusCode(422).body("rule", equalTo("known-at-not-after-the-last-edition"));
        assertThat(LiveEditions.published()).isEqualTo(number);
    }

    @Test
    void all_mistakes_in_the_request_are_said_at_once_in_both_languages() {
        LiveEditions.asked("{\"asOf\": \"2026-02-30\", \"knownAt\": \"2026-13-01T00:00:00Z\", \"approvedBy\": {\"en\": \"X\"}, \"number\": 7}").post("/v1/editions").then().statusCode(400)
                .body("errors.pointer", contains("/approvedBy/fr", "/asOf", "/knownAt", "/number")).body("errors.details.en", hasItem(containsString("Not a day of the form YYYY-MM-DD")))
                .body("errors.details.fr", hasItem(containsString("Pas un instant UTC"))).body("errors.details.fr", everyItem(not(equalTo(""))));
        LiveEditions.asked("{\"asOf\": \"2026-02\"}").post("/v1/editions").then().statusCode(400).body("errors.pointer", contains("/approvedBy", "/asOf"));
        LiveEditions.asked("[]").post("/v1/editions").then().statusCode(400);
    }

    @Test
    void only_publishers_publish() {
        String body = "{\"asOf\": \"2026-01-31\", \"approvedBy\": {\"en\": \"The Minister of Mines\", \"fr\": \"La ministre des Mines\"}}";
        given().contentType("application/json").body(body).post("/v1/editions").then().statusCode(401);
        for (String token : new String[] {LiveStack.operator(), LiveStack.officer()}) {
            given().auth().oauth2(token).contentType("application/json").body(body).post("/v1/editions").then().statusCode(403);
        }
    }

    @Test
    void an_edition_is_neither_recorded_nor_corrected_nor_retracted_like_a_milestone() {
        int number = LiveEditions.publish();
        var officer = RealPostgresAndKafka.tokens().officer("writer", RealPostgresAndKafka.named("progress-update"), RealPostgresAndKafka.named("narrow"));
        for (String kind : new String[] {"indicators", "strategies"}) {
            given().auth().oauth2(officer).contentType("application/json").body("{\"type\": \"edition-published\", \"number\": 1}")
                    .post("/v1/" + kind + "/narrow/milestones").then().statusCode(400).body("errors[0].details.en", containsString("There is no kind of milestone"));
            given().auth().oauth2(officer).contentType("application/json").header("If-Match", "*").body("{\"reason\": {\"en\": \"wrong\", \"fr\": \"faux\"}}")
                    .post("/v1/" + kind + "/progress-update/milestones/1/retraction").then().statusCode(409).body("type", endsWith("reserved-id"));
        }
        assertThat(LiveEditions.published()).isEqualTo(number);
    }
}
