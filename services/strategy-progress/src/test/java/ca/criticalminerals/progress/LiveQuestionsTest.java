package ca.criticalminerals.progress;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import ca.criticalminerals.testing.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every read can be asked, what it refuses, and how a writer reads what it wrote. */
@QuarkusTest
class LiveQuestionsTest {
    private static LiveStream fund(String initiative) {
        return LiveStream.registered(initiative).countsProjects().approved("mill", "100.00", "2024-06-15")
                .recordedFrom("2026-02-10T12:00:00Z").approved("road", "200.00", "2025-06-16");
    }

    @Test
    void every_endpoint_answers_as_of_a_day() {
        fund("as-of-fund").announce();
        String day = "?asOf=2024-12-31";

        get("/v1/figures/as-of-fund.projects" + day).then().body("value", equalTo(1)).body("asOf", equalTo("2024-12-31"));
        get("/v1/initiatives/as-of-fund" + day).then().body("figures[0].value", equalTo(1));
        get("/v1/initiatives" + day).then().body("initiatives.find { it.id == 'as-of-fund' }.figures[0].value", equalTo(1));
        get("/v1/strategy-progress" + day).then()
                .body("themes.initiatives.flatten().find { it.id == 'as-of-fund' }.figures[0].value", equalTo(1));
        get("/v1/milestones" + day + "&initiative=as-of-fund").then().body("milestones", hasSize(3));
        get("/v1/milestones?initiative=as-of-fund").then().body("milestones", hasSize(4));
        get("/v1/figures/as-of-fund.projects?asOf=2025-06-15").then().body("value", equalTo(1));
        get("/v1/figures/as-of-fund.projects?asOf=2025-06-16").then().body("value", equalTo(2));
    }

    @Test
    void every_endpoint_answers_as_known_at_an_instant() {
        fund("known-at-fund").announce();
        String day = "?knownAt=2026-02-09";

        get("/v1/figures/known-at-fund.projects" + day).then().body("value", equalTo(1)).body("knownAt", notNullValue());
        get("/v1/initiatives/known-at-fund" + day).then().body("figures[0].value", equalTo(1)).body("milestones", hasSize(3));
        get("/v1/initiatives" + day).then().body("initiatives.find { it.id == 'known-at-fund' }.figures[0].value", equalTo(1));
        get("/v1/strategy-progress" + day).then()
                .body("themes.initiatives.flatten().find { it.id == 'known-at-fund' }.figures[0].value", equalTo(1));
        get("/v1/milestones" + day + "&initiative=known-at-fund").then().body("milestones", hasSize(3));
        get("/v1/figures/known-at-fund.projects?knownAt=2026-02-10").then().body("value", equalTo(2));
    }

    @Test
    void before_anything_was_recorded_nothing_is_known() {
        fund("unknown-then-fund").announce();
        String before = "?knownAt=2000-01-01";

        get("/v1/strategy-progress" + before).then().statusCode(200).body("themes", hasSize(0)).body("money", hasSize(0));
        get("/v1/initiatives" + before).then().statusCode(200).body("initiatives", hasSize(0));
        get("/v1/milestones" + before).then().statusCode(200).body("milestones", hasSize(0));
        get("/v1/initiatives/unknown-then-fund" + before).then().statusCode(404);
        get("/v1/figures/unknown-then-fund.projects" + before).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"strategy-progress", "initiatives", "initiatives/any-fund", "milestones", "figures/any-fund.projects", "milestones.csv", "milestones.ndjson",
        "milestones.xlsx", "figures", "figures.csv", "totals", "totals.csv"})
    void all_mistakes_in_a_question_are_said_at_once_and_in_both_languages(String endpoint) {
        var answer = get("/v1/" + endpoint + "?asOf=yesterday&knownAt=x&colour=red&asOf=today");
        assertThat(Refusal.of(answer, 400).problem().get("details").toString()).as("who asks is not told of recording").doesNotContain("recorded", "consigné");
        answer.then().body("errors.parameter", containsInAnyOrder("asOf", "asOf", "knownAt", "colour"))
                .body("errors.details.en", hasItem("This parameter is given twice."))
                .body("errors.details.fr", hasItem("Ce paramètre est donné deux fois."))
                .body("errors.details.en", everyItem(notNullValue())).body("errors.details.fr", everyItem(notNullValue()));
    }

    @ParameterizedTest
    @CsvSource({"/fr/fil.atom?asOf=yesterday, en, fr-CA", "/en/feed.atom?asOf=yesterday, fr, en-CA", "/v1/milestones.csv?lang=fr&asOf=yesterday, en, fr-CA",
        "/v1/milestones.csv?asOf=yesterday, fr, fr-CA", "/v1/figures?asOf=yesterday, 'fr;q=0, *', en-CA"})
    void a_mistake_is_named_in_the_language_of_the_page_or_the_file(String address, String accepted, String language) {
        var answer = given().header("Accept-Language", accepted).get(address);

        Refusal.of(answer, 400).at("asOf");
        assertThat(answer.header("Content-Language")).isEqualTo(language);
    }

    @Test
    void mistakes_in_the_filters_are_said_together_with_the_others() {
        get("/v1/milestones?from=soon&to=2025-02-30&cursor=%25&asOf=now").then().statusCode(400)
                .body("errors.parameter", containsInAnyOrder("asOf", "from", "to", "cursor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asOf=2025-02-30", "asOf=2025-1-1", "knownAt=2025-01-01T00:00:00", "knownAt=2025-13-01",
        "asOf=+999999999-12-31", "asOf=-999999999-01-01", "knownAt=+1000000000-12-31T23:59:59.999999999Z", "knownAt=%00"})
    void a_day_that_the_calendar_or_the_tracker_does_not_have_is_refused(String question) {
        String encoded = question.replace("+", "%2B");

        given().urlEncodingEnabled(false).get("/v1/strategy-progress?" + encoded).then().statusCode(400);
        given().urlEncodingEnabled(false).get("/fr/mise-a-jour?" + encoded).then().statusCode(400).contentType("text/html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"initiatives/nobody", "figures/nobody.projects", "figures/nobody", "figures/money.nothing", "nothing"})
    void what_is_not_there_is_a_problem_document(String endpoint) {
        get("/v1/" + endpoint).then().statusCode(404).contentType("application/problem+json")
                .body("titles.en", equalTo("There is nothing here")).body("titles.fr", equalTo("Il n’y a rien ici"));
    }

    @Test
    void a_reader_who_has_the_answer_gets_it_only_once() {
        fund("etag-fund").announce();
        for (String endpoint : new String[] {"strategy-progress", "initiatives", "initiatives/etag-fund", "milestones?initiative=etag-fund",
            "figures/etag-fund.projects"}) {
            String question = "/v1/" + endpoint + (endpoint.contains("?") ? "&" : "?") + "asOf=2025-01-31";
            String etag = get(question).then().statusCode(200).header("ETag", matchesPattern("(W/)?\"[0-9a-f]{32}\"")).extract().header("ETag");

            given().header("If-None-Match", "\"other\", " + etag).get(question).then().statusCode(304).header("ETag", equalTo(etag));
            given().header("If-None-Match", "\"other\"").get(question).then().statusCode(200);
        }
    }

    @Test
    void an_answer_that_has_only_become_more_complete_is_the_same_answer() {
        fund("lasting-fund").announce();
        for (String address : new String[] {"/v1/figures/lasting-fund.projects", "/en/figures/lasting-fund.projects", "/fr/initiatives/lasting-fund"}) {
            var first = get(address).then().statusCode(200).header("ETag", matchesPattern("W/\"[0-9a-f]{32}\"")).extract();
            // The watermark of this service itself moves every second.
            await().atMost(Duration.ofSeconds(10)).until(() -> !get(address).asString().equals(first.asString()));
            given().header("If-None-Match", first.header("ETag")).get(address).then().statusCode(304);
        }
    }

    @Test
    void a_change_changes_the_etag() {
        var fund = fund("changing-fund").announce();
        String before = get("/v1/figures/changing-fund.projects").header("ETag");

        fund.approved("port", "1.00", "2025-07-01").announce();

        given().header("If-None-Match", before).get("/v1/figures/changing-fund.projects").then().statusCode(200).body("value", equalTo(3));
    }

    @Test
    void a_read_with_the_token_of_a_write_waits_for_it() {
        var fund = fund("awaited-fund");
        fund.send(1);
        fund.included(1);

        var read = CompletableFuture.supplyAsync(() -> given().header("Consistency-Token", "awaited-fund:4").get("/v1/figures/awaited-fund.projects"));
        fund.send();

        read.join().then().statusCode(200).header("Consistency", equalTo("included")).body("value", equalTo(2));
    }

    @Test
    void a_write_that_never_comes_is_waited_for_no_longer_than_five_seconds() {
        fund("overdue-fund").announce();
        long began = System.nanoTime();

        given().header("Consistency-Token", "overdue-fund:5").get("/v1/initiatives/overdue-fund").then().statusCode(200)
                .header("Consistency", equalTo("not-included")).body("milestones", hasSize(4));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(8));
    }

    @Test
    void a_read_without_a_token_says_nothing_about_consistency() {
        get("/v1/initiatives").then().header("Consistency", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"five", "fund", "fund:0", "fund:-1", "fund:99999999999", "Fund:1", "fund:1,fund:2"})
    void what_is_not_the_token_of_a_write_is_refused(String token) {
        given().header("Consistency-Token", token).get("/v1/initiatives").then().statusCode(400).contentType("application/problem+json")
                .body("errors[0].header", equalTo("Consistency-Token"));
    }
}
