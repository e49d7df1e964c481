package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.util.List;

/** A refused request: a problem that people can read in both languages, and nothing of our insides. */
public record Refusal(JsonNode problem) {
    public static Refusal of(Response answer, int status) {
        assertThat(answer.statusCode()).as(answer::asString).isEqualTo(status);
        return of(answer.contentType(), answer.asString(), status);
    }

    public static Refusal of(String contentType, String body, int status) {
        assertThat(contentType).as(body).isNotNull().startsWith("application/problem+json");
        assertThat(body).doesNotContain("Exception", ".java:", "\tat ", "ca.criticalminerals.", "org.", "jakarta.", "SQL");
        JsonNode problem = Json.read(body);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asText()).startsWith("urn:ca.criticalminerals:problem:");
        bilingual(problem.get("title"));
        bilingual(problem.get("detail"));
        problem.path("errors").forEach(error -> bilingual(error.get("detail")));
        return new Refusal(problem);
    }

    /** The kind of problem, or the rule that forbids it. */
    public Refusal as(String name) {
        assertThat(problem.get("type").asText()).isEqualTo("urn:ca.criticalminerals:problem:" + name);
        return this;
    }

    /** All places in the request that are wrong, in alphabetical order. */
    public Refusal at(String... pointers) {
        assertThat(problem.path("errors").findValuesAsText("pointer")).isEqualTo(List.of(pointers));
        return this;
    }

    private static void bilingual(JsonNode text) {
        assertThat(text.get("en").asText()).isNotBlank();
        assertThat(text.get("fr").asText()).isNotBlank().isNotEqualTo(text.get("en").asText());
    }
}
