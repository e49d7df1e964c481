package ca.criticalminerals.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.http.Hosts;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests reach a service: over which connections, in which form, under which name, and with which tokens. */
public abstract class CommonConnectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MILLIS_BETWEEN_BYTES = 200;
    private static final int ONE_AND_A_HALF_MEGABYTES = 1_500_000;

    @TestHTTPResource
    URI address;

    private final WriteService service;
    private final Desk desk;

    protected CommonConnectionsTest(WriteService service) {
        this.service = service;
        this.desk = service.desk();
    }

    @AfterEach
    void any_name() {
        hosts();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_1_1", "HTTP_2"})
    void whoever_prefers_a_version_of_http_gets_the_same_problem_for_a_large_body(HttpClient.Version version) throws Exception {
        try (var client = HttpClient.newBuilder().version(version).build()) {
            var large = BodyPublishers.ofByteArray(new byte[ONE_AND_A_HALF_MEGABYTES]);
            var answer = client.send(request(desk.address("/milestones/batch")).POST(large).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.version()).as("HTTP/2 ends at the gateway").isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(Json.read(answer.body()).at("/type").asText()).endsWith("body-too-large");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "505 | PRI * HTTP/2.0~~SM~~",
        "400 | GET /contracts/asyncapi.yaml HTTP/1.1~Host: a~Host: b~~",
        "400 | GET /contracts/asyncapi.yaml HTTP/1.1~~",
        "400 | GET /contracts/asyncapi.yaml HTTP/1.1~Host: a~X-Folded: a~ b~~",
        "400 | POST /v1/nothing HTTP/1.1~Host: a~Transfer-Encoding: xchunked~Content-Length: 2~~{}",
        "501 | POST /v1/nothing HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~{}",
        "400 | POST /v1/nothing HTTP/1.1~Host: a~Transfer-Encoding: chunked~~zz~{}~0~~"})
    void what_a_proxy_could_read_otherwise_is_refused_without_an_error_in_the_log(int status, String request) throws IOException {
        var errors = new CopyOnWriteArrayList<String>();
        var handler = new StreamHandler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
                    errors.add(line.getMessage());
                }
            }
        };
        Logger.getLogger("").addHandler(handler);
        try (var connection = connect()) {
            send(connection, request.replace("~", "\r\n") + "GET /contracts/asyncapi.yaml HTTP/1.1\r\nHost: a\r\n\r\n");
            String answer = new String(connection.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ")
                    .contains("Connection: close\r\n", "application/problem+json")
                    .doesNotContain("asyncapi");
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /contracts/asyncapi.yaml HTTP/1.1\r\nHost: a\r\nX: ",
            "POST /v1/nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n"})
    void whoever_sends_byte_by_byte_is_hung_up_on(String begin) throws IOException {
        try (var connection = connect()) {
            send(connection, begin);
            connection.setSoTimeout(MILLIS_BETWEEN_BYTES);
            long latest = System.nanoTime() + PATIENCE.toNanos();
            boolean isOpen = true;
            while (isOpen) {
                assertThat(System.nanoTime()).as("still connected").isLessThan(latest);
                try {
                    isOpen = connection.getInputStream().read() >= 0;
                } catch (SocketTimeoutException nothingYet) {
                    isOpen = isStillSent(connection);
                }
            }
        }
    }

    private static boolean isStillSent(Socket connection) {
        try {
            send(connection, "a");
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void a_body_in_another_encoding_is_refused() throws Exception {
        desk.with(service.registered());
        try (var client = HttpClient.newHttpClient()) {
            for (var headers : List.of(List.of("Content-Type", "application/json; charset=utf-16"),
                    List.of("Content-Type", "application/json;Charset=\"UTF-16\""))) {
                var body = BodyPublishers.ofByteArray(service.next().getBytes(UTF_16));
                var answer = client.send(request(desk.address("/milestones")).header("If-Match", "*")
                        .headers(headers.toArray(String[]::new)).POST(body).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(headers.toString()).isEqualTo(415);
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            }
        }
        assertThat(desk.recorded()).isEqualTo(1);
    }

    @Test
    void one_milestone_may_be_a_quarter_of_a_megabyte_and_not_more() {
        desk.with(service.registered());
        String spaces = " ".repeat(300 * 1024);
        Refusal.of(desk.record(spaces + service.next()), 413).as("body-too-large");
        assertThat(desk.record(" ".repeat(200 * 1024) + service.next()).statusCode()).isEqualTo(201);
    }

    @Test
    void where_a_milestone_can_be_read_is_a_path_whatever_the_caller_calls_us() {
        Response answer = desk.post("/milestones", service.registered(), "If-Match", "*", "Host", "evil.example");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(desk.address("/milestones/1"));
    }

    @Test
    void under_another_name_than_its_own_a_service_does_nothing() {
        hosts("localhost", "Tracker.Example.");
        desk.with(service.registered());
        Response led = desk.post("/milestones", service.next(), "If-Match", "*", "Host", "evil.example");
        Refusal.of(led, 421).as("misdirected");
        assertThat(desk.recorded()).isEqualTo(1);
        for (String own : List.of("localhost:1234", "tracker.example", "TRACKER.example:443")) {
            assertThat(Desk.as("").header("Host", own).get("/contracts/asyncapi.yaml").statusCode()).as(own).isEqualTo(200);
        }
    }

    @Test
    void a_token_of_a_working_day_for_access_is_believed() {
        desk.with(service.registered());
        for (String type : List.of("JWT", "jwt", "at+jwt", "application/at+jwt")) {
            assertThat(answered(type, Map.of("typ", "Bearer"))).as(type).isEqualTo(200);
        }
        assertThat(answered("JWT", Map.of("iat", Instant.now().minusSeconds(60).getEpochSecond()))).isEqualTo(200);
    }

    @Test
    void a_token_for_something_else_or_for_ever_is_not() {
        desk.with(service.registered());
        long now = Instant.now().getEpochSecond();
        for (String type : List.of("logout+jwt", "id+jwt", "dpop+jwt", "JOSE")) {
            assertThat(answered(type, Map.of())).as(type).isEqualTo(401);
        }
        for (var claims : List.<Map<String, Object>>of(Map.of("typ", "Refresh"), Map.of("typ", "ID"),
                Map.of("typ", "Offline"), Map.of("typ", "Logout"),
                Map.of("token_use", "id"), Map.of("events", Map.of()), Map.of("typ", List.of("Bearer")),
                Map.of("exp", now + Duration.ofDays(3_650).toSeconds()), Map.of("exp", 10_000_000_000_000L),
                Map.of("exp", now + Duration.ofHours(30).toSeconds()),
                Map.of("iat", now + Duration.ofHours(2).toSeconds(), "exp", now + Duration.ofHours(3).toSeconds()),
                Map.of("iat", now - Duration.ofDays(90).toSeconds(), "exp", now + 60))) {
            assertThat(answered("JWT", claims)).as(claims.toString()).isEqualTo(401);
        }
    }

    private int answered(String type, Map<String, Object> claims) {
        String token = RealPostgresAndKafka.tokens().officer(type, claims, RealPostgresAndKafka.named(desk.initiative()));
        return Desk.as(token).get(desk.address("")).statusCode();
    }

    private static void hosts(String... names) {
        CDI.current().select(Hosts.class).get().set(List.of(names));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Authorization",
                "Bearer " + RealPostgresAndKafka.tokens().officer("officer.test", RealPostgresAndKafka.named(desk.initiative())));
    }

    private Socket connect() throws IOException {
        var socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(ISO_8859_1));
    }
}
