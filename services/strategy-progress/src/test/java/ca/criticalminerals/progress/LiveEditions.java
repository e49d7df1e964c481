package ca.criticalminerals.progress;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Editions as publishers publish them; each knows a minute more than the one before, and more than what other tests record: an edition that
 * would print what was retracted after its point is refused.
 */
final class LiveEditions {
    static final String AS_OF = "2026-01-31";
    private static Instant known = Instant.parse("2026-05-20T12:00:00Z");

    private LiveEditions() {}

    static String publisher() {
        return RealPostgresAndKafka.tokens().token("publisher", Set.of("publisher"), Set.of());
    }

    /** The next instant of which everything is known: nothing is held back, and every service is complete. */
    static String known() {
        LiveTopics.watermark(LiveStream.SOURCE, "", "2026-05-31T00:00:00.000000Z");
        List<Map<String, Object>> held = get("/v1/strategy-progress").jsonPath().getList("held");
        for (var one : held == null ? List.<Map<String, Object>>of() : held) {
            LiveParked.release((String) one.getOrDefault("initiative", "none"));
            LiveParked.setAside((String) one.get("topic"), ((Number) one.get("offset")).longValue());
        }
        assertThat(get("/v1/strategy-progress").jsonPath().getBoolean("provisional")).isFalse();
        known = known.plusSeconds(60);
        return known.toString();
    }

    /** An instant after the point of the last edition, and before that of the next one. */
    static String sinceTheLast() {
        return known.plusSeconds(30).toString();
    }

    static RequestSpecification asked(String asOf, String knownAt) {
        return asked("""
                {"asOf": "%s", "knownAt": "%s", "approvedBy": {"en": "The Minister of Mines", "fr": "La ministre des Mines"}}""".formatted(asOf, knownAt));
    }

    static RequestSpecification asked(String body) {
        return given().auth().oauth2(publisher()).contentType("application/json").header("Idempotency-Key", UUID.randomUUID()).body(body);
    }

    /** Publishes the next edition and waits until it can be read; its number. */
    static int publish() {
        Response answer = asked(AS_OF, known()).post("/v1/editions");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return awaited(answer);
    }

    static int awaited(Response answer) {
        given().header("Consistency-Token", answer.header("Consistency-Token")).get("/v1/editions").then().statusCode(200)
                .header("Consistency", org.hamcrest.Matchers.equalTo("included"));
        return answer.jsonPath().getInt("number");
    }

    static int published() {
        return get("/v1/editions").jsonPath().getList("editions").size();
    }
}
