package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong before anyone looks at the milestone in them. */
public abstract class CommonRequestTest {
    private static final int FIFTY_MEGABYTES = 50 * 1024 * 1024;

    @TestHTTPResource
    URI address;

    private final WriteService service;
    private final Desk desk;

    protected CommonRequestTest(WriteService service) {
        this.service = service;
        this.desk = service.desk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[1, 2", "{} trailing", "{\"type\": \"a\", \"type\": \"a\"}", "nonsense"})
    void what_is_not_one_json_document_is_refused(String body) {
        desk.with(service.registered());
        Refusal.of(desk.record(body), 400).as("malformed-json");
        assertThat(desk.recorded()).isEqualTo(1);
    }

    @Test
    void other_encodings_than_utf_8_are_refused() throws Exception {
        desk.with(service.registered());
        refused(send(BodyPublishers.ofByteArray("{\"é\": 1}".getBytes(StandardCharsets.ISO_8859_1)), "application/json"), 400);
    }

    @Test
    void nesting_without_end_is_refused() {
        desk.with(service.registered());
        Refusal.of(desk.record("{\"a\":".repeat(1_000)), 400).as("malformed-json");
        assertThat(desk.recorded()).isEqualTo(1);
    }

    @Test
    void fifty_megabytes_that_announce_themselves_are_refused() throws Exception {
        desk.with(service.registered());
        refused(send(BodyPublishers.ofByteArray(new byte[FIFTY_MEGABYTES]), "application/json"), 413);
    }

    @Test
    void fifty_megabytes_of_unknown_length_are_refused() throws Exception {
        desk.with(service.registered());
        refused(send(BodyPublishers.ofInputStream(Blanks::new), "application/json"), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
    void another_content_type_is_refused(String type) throws Exception {
        desk.with(service.registered());
        refused(send(BodyPublishers.ofString(service.next()), type), 415);
    }

    @ParameterizedTest
    @CsvSource({"If-Match, 5", "If-Match, W/5", "If-Match, w/\"5\"", "If-Match, \"five\"", "Idempotency-Key, two words"})
    void a_malformed_condition_is_refused_by_its_name(String header, String value) {
        desk.with(service.registered());
        var answer = header.equals("If-Match") ? desk.post("/milestones", service.next(), header, value)
                : desk.post("/milestones", service.next(), "If-Match", "*", header, value);
        Refusal.of(answer, 400).at(header);
        assertThat(desk.recorded()).isEqualTo(1);
    }

    @Test
    void a_version_that_a_proxy_made_a_weak_tag_of_is_the_same_version() {
        desk.with(service.registered());
        Refusal.of(desk.post("/milestones", service.next(), "If-Match", "W/\"7\""), 412).as("stale-version");
        desk.post("/milestones", service.next(), "If-Match", "W/\"1\"").then().statusCode(201);
    }

    @Test
    void a_key_of_three_hundred_characters_is_refused() {
        desk.with(service.registered());
        Refusal.of(desk.post("/milestones", service.next(), "If-Match", "*", "Idempotency-Key", "k".repeat(300)), 400).at("Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s/NOT-AN-ID/milestones", "%s/a--b/milestones", "/v1/nothing"})
    void an_address_that_cannot_be_is_not_found(String path) {
        Refusal.of(desk.officer().body(service.registered()).post(path.formatted(desk.path())), 404);
        Refusal.of(desk.officer().get(path.formatted(desk.path())), 404);
    }

    @Test
    void a_method_that_an_address_does_not_have_is_refused_with_those_that_it_has() {
        var state = desk.officer().delete(desk.address(""));
        Refusal.of(state, 405);
        assertThat(state.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        var milestones = desk.officer().body(service.next()).put(desk.address("/milestones"));
        Refusal.of(milestones, 405);
        assertThat(milestones.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        var batch = desk.officer().get(desk.address("/milestones/1/correction"));
        Refusal.of(batch, 405);
        assertThat(batch.header("Allow")).isEqualTo("OPTIONS, POST");
        assertThat(desk.officer().options(desk.address("")).header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/v1/%", "/q/openapi?format=%4", "/contracts/%C3%28", "/nothing?asOf=%zz", "/v1/operations/%ff", "/v1/figures?asOf=a|b", "/<script>"})
    void an_address_that_is_not_encoded_as_utf_8_is_refused_as_a_problem(String path) throws Exception {
        String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Language: fr\r\nConnection: close\r\n\r\n";
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("Content-Language: fr-CA").containsIgnoringCase("X-Content-Type-Options: nosniff");
            Refusal.of("application/problem+json", answer.substring(answer.indexOf('{')), 400).as("malformed-address");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "99999999999999999999"})
    void a_milestone_number_that_cannot_be_is_not_found(String version) {
        desk.with(service.registered());
        Refusal.of(desk.post("/milestones/" + version + "/retraction", "{\"reason\": {\"en\": \"a\", \"fr\": \"b\"}}", "If-Match", "*"),
                version.equals("0") ? 422 : 404);
    }

    private void refused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer::body).isEqualTo(status);
        Refusal.of(answer.headers().firstValue("Content-Type").orElse(null), answer.body(), status);
        assertThat(desk.recorded()).isEqualTo(1);
    }

    private HttpResponse<String> send(BodyPublisher body, String type) throws Exception {
        var request = HttpRequest.newBuilder(address.resolve(desk.address("/milestones")))
                .header("Authorization", "Bearer " + RealPostgresAndKafka.tokens().officer("officer.test", RealPostgresAndKafka.named(desk.initiative())))
                .header("Content-Type", type).header("If-Match", "*").POST(body).build();
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Fifty megabytes of blanks that nobody has to hold. */
    private static final class Blanks extends InputStream {
        private int left = FIFTY_MEGABYTES;

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }
    }
}
