package ca.criticalminerals.progress;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Set;

/** Rebuilds as operators ask for them. */
final class LiveRebuilds {
    private static final String REBUILD = "/v1/operations/rebuild";

    private LiveRebuilds() {}

    static RequestSpecification operator() {
        return given().auth().oauth2(LiveStack.operator());
    }

    /** Rebuilds, compares, finds everything equal and switches. */
    static void rebuildAndSwitch() {
        operator().contentType("application/json").body("{\"switch\": \"whenEqual\"}").post(REBUILD).then().statusCode(202);
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(() -> !Set.of("reading", "comparing").contains(state()));
        if (!state().equals("switched")) {
            String why = operator().get(REBUILD).asString() + operator().get(REBUILD + "/comparison").asString();
            operator().post(REBUILD + "/discard");
            throw new AssertionError(why);
        }
    }

    /** Makes the view what the topics tell, whatever became of either in other tests. */
    static void readAgain() {
        rebuild();
        switchEvenIfDifferent().then().statusCode(200).body("state", equalTo("switched"));
    }

    /** Rebuilds, and waits for a decision. */
    static void rebuild() {
        begin();
        awaitReady();
    }

    static void begin() {
        operator().post(REBUILD).then().statusCode(202);
    }

    /** Waits until it needs a decision. */
    static void awaitReady() {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(() -> !Set.of("reading", "comparing").contains(state()));
        operator().get(REBUILD).then().body("state", equalTo("ready"));
    }

    /** The comparison as it is now. */
    static Response compare() {
        return operator().post(REBUILD + "/comparison");
    }

    static Response switchTo() {
        return operator().post(REBUILD + "/switch");
    }

    static Response switchEvenIfDifferent() {
        return operator().contentType("application/json").body("""
                {"evenIfDifferent": true, "reason": {"en": "The live one is wrong", "fr": "La vue en place est fausse"}}""").post(REBUILD + "/switch");
    }

    static Response discard() {
        return operator().post(REBUILD + "/discard");
    }

    static String state() {
        return operator().get(REBUILD).jsonPath().getString("state");
    }

    /** How many records it has read, a second ago. */
    static int read() {
        return operator().get(REBUILD).jsonPath().getInt("records");
    }

    static long generation() {
        return LiveTables.number("select generation from projection");
    }
}
