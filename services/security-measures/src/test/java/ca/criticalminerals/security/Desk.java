package ca.criticalminerals.security;

import static io.restassured.RestAssured.given;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The desk of an officer who records about one initiative; every test has an initiative of its own. */
record Desk(String path, String initiative) {
    private static final AtomicInteger INITIATIVES = new AtomicInteger();

    /** A desk for a security measure that is not registered yet. */
    static Desk measure() {
        return new Desk("/v1/security-measures", "measure-" + INITIATIVES.incrementAndGet());
    }

    /** The same desk after these milestones were recorded. */
    Desk with(String... milestones) {
        return with(List.of(milestones));
    }

    Desk with(List<String> milestones) {
        milestones.forEach(milestone -> record(milestone).then().statusCode(201));
        return this;
    }

    /** Records for any version. */
    Response record(String milestone) {
        return post("/milestones", milestone, "If-Match", "*");
    }

    Response correct(int version, String replacement) {
        return post("/milestones/" + version + "/correction", """
                {"reason": {"en": "misread", "fr": "mal lu"}, "replacement": %s}""".formatted(replacement), "If-Match", "*");
    }

    Response retract(int version) {
        return post("/milestones/" + version + "/retraction", """
                {"reason": {"en": "never happened", "fr": "jamais arrivé"}}""", "If-Match", "*");
    }

    Response tryOut(String milestone) {
        return post("/milestones", milestone, "If-Match", "*", "Prefer", "handling=validate");
    }

    /** Sends a body with headers, given as names and values. */
    Response post(String address, String body, String... headers) {
        RequestSpecification request = officer().body(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.post(path + "/" + initiative + address);
    }

    RequestSpecification officer() {
        return as(RealPostgresAndKafka.tokens().officer("officer.test", initiative)).contentType("application/json");
    }

    /** A request with a token, or with none if it is empty. */
    static RequestSpecification as(String token) {
        var config = RestAssured.config().encoderConfig(
                EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false).defaultContentCharset("UTF-8"));
        var request = given(new RequestSpecBuilder().setConfig(config).build());
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    Response state() {
        return officer().get(path + "/" + initiative);
    }

    Response history() {
        return officer().get(path + "/" + initiative + "/milestones");
    }

    /** How many events there are about the initiative. */
    int recorded() {
        Response history = history();
        return history.statusCode() == 404 ? 0 : history.path("milestones.size()");
    }

    /** The summaries of all milestones in English. */
    List<String> summaries() {
        return history().path("milestones.summary.en");
    }
}
