package ca.criticalminerals.progress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** How it stands, for programs and on a page. */
@QuarkusTest
class LiveStatusTest {
    private static final String STATUS = "/v1/operations/status";

    @Test
    void an_operator_sees_at_a_glance_who_reads_how_far_and_what_is_held_back() {
        LiveTopics.watermark(LiveStream.SOURCE, "", "2026-05-20T00:00:00.000000Z");
        String topic = "topics.find { it.topic == 'funding-programs.milestones' }.";

        LiveRebuilds.operator().get(STATUS).then().statusCode(200).header("Cache-Control", "no-store").body("database.answers", equalTo(true))
                .body("broker.answers", equalTo(true)).body("reading.here", equalTo(true)).body("instance", notNullValue())
                .body("generation", equalTo((int) LiveRebuilds.generation())).body(topic + "behind", notNullValue()).body(topic + "end", greaterThan(-1))
                .body("services.'funding-programs'.lagSeconds", notNullValue()).body("services.'funding-programs'.silent", notNullValue())
                .body("parked.held", notNullValue()).body("rebuild.state", notNullValue());
        String instance = LiveRebuilds.operator().get(STATUS).jsonPath().getString("instance");
        LiveRebuilds.operator().get(STATUS).then().body("reading.instance", equalTo(instance));
        given().get(STATUS).then().statusCode(401);
        given().auth().oauth2(LiveStack.officer()).get(STATUS).then().statusCode(403);
    }

    @Test
    void the_page_asks_for_a_token_and_shows_the_same_to_operators_only() {
        given().get("/en/operations").then().statusCode(200).header("Cache-Control", "no-store");
        assertThat(Jsoup.parse(given().get("/fr/exploitation").asString()).select("form.operators input[name=token][autocomplete=off]")).hasSize(1);

        var shown = show("/en/operations", LiveStack.operator());
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(shown.asString()).doesNotContain(LiveStack.operator()).contains("funding-programs.milestones", "Last rebuild");
        assertThat(Jsoup.parse(show("/fr/exploitation", LiveStack.operator()).asString()).select("table caption").eachText())
                .startsWith("En un coup d’œil", "Services", "Sujets");

        assertThat(show("/fr/exploitation", LiveStack.officer()).asString()).contains("n’a pas le rôle d’exploitation").doesNotContain("funding-programs.milestones");
        assertThat(show("/en/operations", LiveStack.officer()).statusCode()).isEqualTo(403);
        assertThat(show("/en/operations", "not-a-token").statusCode()).isEqualTo(401);
        assertThat(show("/fr/exploitation", "").statusCode()).isEqualTo(401);
        assertThat(show("/en/operations", "not-a-token").asString()).contains("not valid").doesNotContain("not-a-token", "funding-programs.milestones");
    }

    @Test
    void an_operator_names_an_instant_or_a_place_from_which_a_store_is_published_again() {
        String store = "/v1/operations/store";
        for (String body : new String[] {"{\"from\": \"last Tuesday\"}", "{\"from\": null}", "{\"from\": \"2100-01-01T00:00:00Z\"}"}) {
            LiveRebuilds.operator().contentType("application/json").body(body).post(store + "/republish").then().statusCode(400)
                    .contentType("application/problem+json").body("errors[0].pointer", equalTo("/from")).body("errors[0].details.fr", notNullValue());
        }
        LiveRebuilds.operator().contentType("application/json").body("{\"since\": \"2026-01-01T00:00:00Z\"}").post(store + "/republish").then().statusCode(400)
                .body("errors[0].pointer", equalTo("/since"));
        await().until(() -> LiveRebuilds.operator().get(store).jsonPath().getInt("backlog.events") == 0);
        int events = LiveRebuilds.operator().get(store).jsonPath().getInt("events");
        LiveRebuilds.operator().post(store + "/republish").then().statusCode(202).body("events", equalTo(events)).body("watch", equalTo(store));
    }

    private static Response show(String page, String token) {
        return given().contentType("application/x-www-form-urlencoded").formParam("token", token).post(page);
    }
}
