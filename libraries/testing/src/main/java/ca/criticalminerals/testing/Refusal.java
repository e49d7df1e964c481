package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;

/** A refused request: a problem that programs of others can read, and people in both languages, and nothing of our insides. */
public record Refusal(JsonNode problem) {
    private static final List<String> PLACES = List.of("pointer", "parameter", "header");
    /** A reader that nobody of this project wrote. */
    private static final ObjectMapper OTHERS = new ObjectMapper().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class);

    public static Refusal of(Response answer, int status) {
        assertThat(answer.statusCode()).as(answer::asString).isEqualTo(status);
        var refusal = of(answer.contentType(), answer.asString(), status);
        String language = answer.header("Content-Language");
        assertThat(language).as("the language of the answer").isIn("en-CA", "fr-CA");
        assertThat(answer.headers().getValues("Vary").toString()).contains("Accept-Language");
        assertThat(refusal.problem.get("title")).isEqualTo(refusal.problem.at("/titles/" + language.substring(0, 2)));
        assertThat(refusal.problem.get("detail")).isEqualTo(refusal.problem.at("/details/" + language.substring(0, 2)));
        return refusal;
    }

    public static Refusal of(String contentType, String body, int status) {
        assertThat(contentType).as(body).isNotNull().startsWith("application/problem+json");
        assertThat(body).doesNotContain("Exception", ".java:", "\tat ", "ca.criticalminerals.", "org.", "jakarta.", "SQL");
        JsonNode problem = Json.read(body);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asText()).startsWith("urn:ca.criticalminerals:problem:");
        bilingual(problem, "title");
        bilingual(problem, "detail");
        problem.path("errors").forEach(Refusal::placed);
        readByOthers(body, problem);
        return new Refusal(problem);
    }

    /** The kind of problem, or the rule that forbids it. */
    public Refusal as(String name) {
        assertThat(problem.get("type").asText()).isEqualTo("urn:ca.criticalminerals:problem:" + name);
        return this;
    }

    /** All places in the request that are wrong, in the order of the answer. */
    public Refusal at(String... places) {
        assertThat(StreamSupport.stream(problem.path("errors").spliterator(), false).map(Refusal::place)).containsExactly(places);
        return this;
    }

    private static String place(JsonNode error) {
        return PLACES.stream().map(error::path).filter(JsonNode::isTextual).map(JsonNode::asText).findFirst().orElseThrow();
    }

    /** A mistake says in exactly one way where it is, and only a JSON pointer is called one. */
    private static void placed(JsonNode error) {
        assertThat(PLACES.stream().filter(error::has)).as(error.toString()).hasSize(1);
        assertThat(error.path("pointer").asText()).as("a JSON pointer (RFC 6901)").matches("(/([^~/]|~[01])*)*");
        assertThat(error.path("parameter").asText() + error.path("header").asText()).doesNotStartWith("/");
        bilingual(error, "detail");
    }

    private static void readByOthers(String body, JsonNode problem) {
        try {
            var read = OTHERS.readValue(body, ProblemDetail.class);
            assertThat(read.getStatus()).isEqualTo(problem.get("status").asInt());
            assertThat(read.getType()).hasToString(problem.get("type").asText());
            assertThat(Stream.of(read.getTitle(), read.getDetail())).containsExactly(problem.get("title").asText(), problem.get("detail").asText());
            assertThat(read.getProperties()).containsKeys("titles", "details");
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("Spring cannot read " + body, e);
        }
    }

    /** Words in one language, and beside them in both. */
    private static void bilingual(JsonNode json, String words) {
        JsonNode both = json.path(words + "s");
        assertThat(both.path("en").asText()).isNotBlank();
        assertThat(both.path("fr").asText()).isNotBlank().isNotEqualTo(both.path("en").asText());
        assertThat(json.path(words).isTextual()).as(words + " is a string").isTrue();
        assertThat(json.path(words)).isIn(both.path("en"), both.path("fr"));
    }
}
