package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
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
    void every_schema_that_it_refers_to_is_served() {
        var reference = Pattern.compile("\\$ref: \"?(/contracts/[^\"#\\s]+)").matcher(served());
        int found = 0;
        while (reference.find()) {
            Desk.as("").get(reference.group(1)).then().statusCode(200);
            found++;
        }
        assertThat(found).isGreaterThan(25);
    }

    private static String served() {
        return Desk.as("").queryParam("format", "yaml").get("/q/openapi").asString();
    }
}
