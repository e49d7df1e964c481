package ca.criticalminerals.progress;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import ca.criticalminerals.testing.CommonOpenApiTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the service says about itself. */
@QuarkusTest
class LiveDescriptionTest {
    private static final Path COMMITTED = Path.of("openapi.yaml");
    private static final Path SERVED = Path.of("target/openapi.yaml");

    @TestHTTPResource(value = "/health/ready", management = true)
    URL ready;

    @Test
    void the_committed_description_of_the_api_is_the_one_that_is_served() throws IOException {
        String served = given().queryParam("format", "yaml").get("/q/openapi").then().statusCode(200).extract().asString();
        Files.writeString(SERVED, served);

        assertThat(served).as("cp %s %s", SERVED.toAbsolutePath(), COMMITTED.toAbsolutePath())
                .isEqualTo(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "");
    }

    @Test
    void the_description_is_whole_and_valid_for_linters_and_generators_of_clients() {
        assertThat(CommonOpenApiTest.mistakes()).isEmpty();
    }

    @Test
    void the_service_is_ready_once_the_view_is_loaded() {
        LiveStream.registered("ready-fund").announce();

        await().atMost(Duration.ofSeconds(30)).until(() -> get(ready).statusCode() == 200);

        get(ready).then().body("status", equalTo("UP")).body("checks.find { it.name == 'view' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'view' }.data.initiatives", greaterThanOrEqualTo(1));
    }
}
