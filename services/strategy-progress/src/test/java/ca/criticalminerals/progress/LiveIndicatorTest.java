package ca.criticalminerals.progress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** What report writers record through this service comes back through the topics, like everything. */
@QuarkusTest
class LiveIndicatorTest {
    private static final String TAIL = ", \"occurredOn\": \"%s\", \"evidence\": {\"source\": \"a report\", \"confidence\": \"foundInPublicSource\"}}";
    private static final String OBSERVED = """
            {"type": "count-reported", "figure": "%s.share", "value": 38, "qualifier": "about", "period": {"from": "2020", "to": "2024"},
             "basePeriod": {"from": "2018", "to": "2022"}, "method": {"en": "Mineral by mineral", "fr": "Minéral par minéral"}""";

    /** Report writers record as officers of the indicators that their token names. */
    private static Response post(String path, String id, int expected, String body, String occurredOn) {
        var request = given().auth().oauth2(RealPostgresAndKafka.tokens().officer("writer", RealPostgresAndKafka.named(id))).contentType("application/json")
                .header("Idempotency-Key", id + expected + body.hashCode());
        if (expected > 0) {
            request.header("If-Match", "\"" + expected + "\"");
        }
        return request.body(body.strip() + TAIL.formatted(occurredOn)).post(path + id + "/milestones");
    }

    private static Response indicator(String id, int expected, String body, String occurredOn) {
        return post("/v1/indicators/", id, expected, body, occurredOn);
    }

    private static void registered(String id) {
        indicator(id, 0, """
                {"type": "indicator-registered", "names": {"name": {"en": "Trade", "fr": "Commerce"}}, "theme": "facts",
                 "leadOrganization": {"en": "Statistics Canada", "fr": "Statistique Canada"}, "standing": "active\"""", "2025").then().statusCode(201);
        indicator(id, 1, """
                {"type": "figure-defined", "figure": "%s.share", "label": {"en": "Share", "fr": "Part"}, "unit": "percent",
                 "counts": {"what": "statements"}""".formatted(id), "2025").then().statusCode(201);
    }

    private static Response included(String path, String id, int version) {
        Response answer = given().header("Consistency-Token", id + ":" + version).get(path);
        assertThat(answer.header("Consistency")).isEqualTo("included");
        return answer;
    }

    @Test
    void an_observation_says_its_period_its_base_period_and_its_method() {
        registered("observed");
        indicator("observed", 2, OBSERVED.formatted("observed"), "2024").then().statusCode(201).header("Consistency-Token", "observed:3");
        included("/v1/figures/observed.share", "observed", 3).then().body("value", equalTo(38)).body("unit", equalTo("percent"))
                .body("qualifier", equalTo("about")).body("coverage.period.from", equalTo("2020")).body("coverage.period.to", equalTo("2024"))
                .body("coverage.basePeriod.from", equalTo("2018")).body("coverage.method.fr", equalTo("Minéral par minéral"))
                .body("contributors.recordedByRole", contains("officer"));
        assertThat(LivePage.read("/fr/chiffres/observed.share").select("dl").text()).contains("Période de 2020 à 2024", "Période de comparaison de 2018 à 2022",
                "Méthode Minéral par minéral");
        assertThat(LivePage.read("/en/figures/observed.share").getElementById("value").text()).isEqualTo("about 38%");
        assertThat(LivePage.read("/fr/chiffres/observed.share").getElementById("value").text().replace('\u00a0', ' ')).isEqualTo("environ 38 %");
    }

    @Test
    void a_period_that_ends_before_it_begins_is_refused_and_nothing_is_stored() {
        registered("backwards");
        indicator("backwards", 2, OBSERVED.formatted("backwards").replace("\"to\": \"2024\"", "\"to\": \"2019\""), "2024").then().statusCode(422)
                .body("rule", equalTo("period-ends-before-it-begins"));
        given().auth().oauth2(LiveStack.officer()).get("/v1/indicators/backwards").then().body("version", equalTo(2));
    }

    @Test
    void a_program_cannot_be_counted_through_an_indicator() {
        registered("narrow");
        indicator("narrow", 2, """
                {"type": "figure-defined", "figure": "narrow.projects", "label": {"en": "Projects", "fr": "Projets"}, "unit": "count",
                 "counts": {"what": "projects"}""", "2025").then().statusCode(400);
    }

    @Test
    void only_who_may_write_an_indicator_does() {
        given().auth().oauth2(LiveStack.officer()).contentType("application/json").body("{}").post("/v1/indicators/observed/milestones").then().statusCode(403);
        given().auth().oauth2(LiveStack.operator()).contentType("application/json").body("{}").post("/v1/indicators/observed/milestones").then().statusCode(403);
        given().contentType("application/json").body("{}").post("/v1/indicators/observed/milestones").then().statusCode(401);
    }

    @Test
    void the_list_in_force_is_counted_and_another_one_replaces_it_from_its_day_on() {
        post("/v1/strategies/", "listing", 0, """
                {"type": "strategy-registered", "names": {"name": {"en": "Listing", "fr": "Liste"}}, "theme": "strategy",
                 "leadOrganization": {"en": "Natural Resources Canada", "fr": "Ressources naturelles Canada"}, "standing": "active\"""", "2021-03-11")
                .then().statusCode(201);
        post("/v1/strategies/", "listing", 1, """
                {"type": "figure-defined", "figure": "listing.minerals", "label": {"en": "Minerals", "fr": "Minéraux"}, "unit": "count",
                 "counts": {"what": "listed"}""", "2021-03-11").then().statusCode(201);
        post("/v1/strategies/", "listing", 2, """
                {"type": "mineral-list-published", "title": {"en": "First", "fr": "Première"}, "minerals": ["COPPER", "NICKEL"]""", "2021-03-11")
                .then().statusCode(201);
        post("/v1/strategies/", "listing", 3, """
                {"type": "mineral-list-published", "title": {"en": "Second", "fr": "Deuxième"}, "minerals": ["COPPER", "NICKEL", "PHOSPHORUS"]""", "2024-06-10")
                .then().statusCode(201).body("data.summary.fr", equalTo("Liste publiée : Deuxième (3 minéraux)"));
        included("/v1/figures/listing.minerals", "listing", 4).then().body("value", equalTo(3)).body("names", hasItem("PHOSPHORUS"));
        given().get("/v1/figures/listing.minerals?asOf=2024-06-09").then().body("value", equalTo(2));
    }
}
