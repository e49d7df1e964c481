package ca.criticalminerals.progress;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PostgreSQL is killed and comes back: readers go on reading what was complete a moment ago (decision 0064). */
@QuarkusTest
class LiveDatabaseOutageTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TestHTTPResource(value = "/health/ready", management = true)
    URL ready;

    @Test
    void readers_are_served_from_memory_and_told_how_old_it_is_while_the_database_is_away() {
        var stream = LiveStream.registered("kept-fund").approved("mill", "100.00", "2025-03-01").announce();
        String initiative = "/v1/initiatives/" + stream.initiative;
        await().atMost(SOON).until(() -> get(ready).statusCode() == 200 && !behind().contains("strategy-progress"));

        RealPostgresAndKafka.postgres().kill();
        try {
            await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> get(ready).statusCode() == 200);
            get(initiative).then().statusCode(200).body("milestones", hasSize(2));
            get("/fr/mise-a-jour").then().statusCode(200);
            await().atMost(SOON).until(() -> behind().contains("strategy-progress"));
            assertThat(LivePage.read("/en/progress-update").select(".when p.provisional strong.name").eachText()).contains("strategy-progress");
            assertThat(get(ready).statusCode()).as("also when everything is silent").isEqualTo(200);
        } finally {
            RealPostgresAndKafka.postgres().restart();
        }

        stream.approved("road", "200.00", "2025-04-01").announce();
        get(initiative).then().statusCode(200).body("milestones", hasSize(3));
        await().atMost(SOON).until(() -> !behind().contains("strategy-progress"));
    }

    private static List<String> behind() {
        List<String> behind = get("/v1/figures").jsonPath().get("behind");
        return behind == null ? List.of() : behind;
    }
}
