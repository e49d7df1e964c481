package ca.criticalminerals.testing;

import static io.restassured.RestAssured.given;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The desk of an officer who records about one initiative; every test has an initiative of its own. */
public record Desk(String path, String initiative, Set<String> roles) {
    private static final AtomicInteger INITIATIVES = new AtomicInteger();

    /** A desk for an initiative that is not registered yet, whose id begins with the word. */
    public static Desk of(String path, String word) {
        return new Desk(path, word + "-" + INITIATIVES.incrementAndGet(), Set.of("officer"));
    }

    /** The same desk with a report writer at it. */
    public Desk asWriter() {
        return new Desk(path, initiative, Set.of("officer", "writer"));
    }

    /** The same desk after these milestones were recorded. */
    public Desk with(String... milestones) {
        return with(List.of(milestones));
    }

    /** The same desk after these milestones were recorded. */
    public Desk with(List<String> milestones) {
        milestones.forEach(milestone -> record(milestone).then().statusCode(201));
        return this;
    }

    /** The address of the initiative, or of something below it. */
    public String address(String below) {
        return path + "/" + initiative + below;
    }

    /** Records for any version. */
    public Response record(String milestone) {
        return post("/milestones", milestone, "If-Match", "*");
    }

    public Response correct(int version, String replacement) {
        return post("/milestones/" + version + "/correction", """
                {"reason": {"en": "misread", "fr": "mal lu"}, "replacement": %s}""".formatted(replacement), "If-Match", "*");
    }

    public Response retract(int version) {
        return post("/milestones/" + version + "/retraction", """
                {"reason": {"en": "never happened", "fr": "jamais arrivé"}}""", "If-Match", "*");
    }

    public Response tryOut(String milestone) {
        return post("/milestones", milestone, "If-Match", "*", "Prefer", "handling=validate");
    }

    /** Sends a body with headers, given as names and values. */
    public Response post(String below, String body, String... headers) {
        RequestSpecification request = officer().body(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.post(address(below));
    }

    public RequestSpecification officer() {
        return as(RealPostgresAndKafka.tokens().token("officer.test", roles, List.of(RealPostgresAndKafka.named(initiative)))).contentType("application/json");
    }

    /** A request with a token, or with none if it is empty. */
    public static RequestSpecification as(String token) {
        var config = RestAssured.config().encoderConfig(
                EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false).defaultContentCharset("UTF-8"));
        var request = given(new RequestSpecBuilder().setConfig(config).build());
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    public Response state() {
        return officer().get(address(""));
    }

    public Response history() {
        return officer().get(address("/milestones"));
    }

    /** How many events there are about the initiative. */
    public int recorded() {
        Response history = history();
        return history.statusCode() == 404 ? 0 : history.path("version");
    }

    /** The summaries of all milestones in English. */
    public List<String> summaries() {
        return history().path("milestones.summary.en");
    }
}
