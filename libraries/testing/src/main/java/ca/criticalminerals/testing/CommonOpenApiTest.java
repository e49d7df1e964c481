package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the service says about itself. */
public abstract class CommonOpenApiTest {
    private static final Path COMMITTED = Path.of("openapi.yaml");
    private static final Path SERVED = Path.of("target/openapi.yaml");

    @Test
    void the_committed_description_of_the_api_is_the_one_that_is_served() throws IOException {
        Files.writeString(SERVED, served());
        assertThat(served()).as("cp %s %s", SERVED.toAbsolutePath(), COMMITTED.toAbsolutePath())
                .isEqualTo(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "");
    }

    @Test
    void the_description_is_whole_and_valid_for_linters_and_generators_of_clients() {
        assertThat(mistakes()).isEmpty();
    }

    @Test
    void the_description_is_kept_for_an_hour_by_caches() {
        Desk.as("").get("/q/openapi").then().statusCode(200).header("Cache-Control", "public, max-age=3600");
    }

    /** The mistakes in the description that the service under test serves. */
    public static List<String> mistakes() {
        return OpenApiRules.mistakes(Json.read(Desk.as("").queryParam("format", "json").get("/q/openapi").asString()));
    }

    private static String served() {
        return Desk.as("").queryParam("format", "yaml").get("/q/openapi").asString();
    }
}
