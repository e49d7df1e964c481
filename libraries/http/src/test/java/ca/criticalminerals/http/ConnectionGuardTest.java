package ca.criticalminerals.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw sockets against a real server of Vert.x, which says how long the body was that it got. */
class ConnectionGuardTest {
    private static final int PER_ADDRESS = 3;
    private static final int MILLIS_BETWEEN_BYTES = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HOST = "Host: localhost\r\n";

    private final AtomicInteger asked = new AtomicInteger();
    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void start() {
        var builder = new VertxBuilder().init();
        builder.findTransport(new GuardedTransport(builder.findTransport(),
                () -> new ConnectionLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), PER_ADDRESS)));
        vertx = builder.vertx();
        listen(false);
    }

    private void listen(boolean http2) {
        var options = new HttpServerOptions().setHost("localhost").setPort(0).setHttp2ClearTextEnabled(http2);
        server = vertx.createHttpServer(options).requestHandler(request -> {
            asked.incrementAndGet();
            if (request.path().equals("/unread")) {
                request.pause();
                request.response().end("unread\n");
                return;
            }
            request.body().onSuccess(body -> request.response().end(request.path() + " " + body.length() + "\n"));
        });
        server.listen().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void requests_one_after_the_other_and_at_once_are_answered() throws IOException {
        try (var connection = connect()) {
            send(connection, "GET /a HTTP/1.1\r\n" + HOST + "\r\n"
                    + "POST /b HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n\r\nabc"
                    + "POST /c HTTP/1.1\r\n" + HOST + "Transfer-Encoding: Chunked\r\n\r\n"
                    + "4;name=value\r\nabcd\r\n1\r\ne\r\n0\r\nTrailer: yes\r\n\r\n"
                    + "\r\nGET /d HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
            assertThat(rest(connection)).contains("/a 0\n", "/b 3\n", "/c 5\n", "/d 0\n");
        }
    }

    @Test
    void a_request_that_comes_byte_by_byte_in_time_is_answered() throws IOException {
        try (var connection = connect()) {
            String request = "POST /b HTTP/1.1\r\n" + HOST
                    + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n";
            for (char one : request.toCharArray()) {
                send(connection, String.valueOf(one));
            }
            assertThat(rest(connection)).startsWith("HTTP/1.1 200").endsWith("/b 2\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400 | GET / HTTP/1.1~Host: a~Host: a~~",
        "400 | GET / HTTP/1.1~Host: a~Host: b~~",
        "400 | GET / HTTP/1.1~~",
        "400 | GET / HTTP/1.1~Host:~~",
        "400 | GET / HTTP/1.1~Host: a@b~~",
        "400 | GET / HTTP/1.1~Host: a b~~",
        "400 | GET http://evil.example/ HTTP/1.1~Host: localhost~~",
        "400 | GET / HTTP/1.1~Host: a~X-Folded: one~ two~~",
        "400 | GET / HTTP/1.1~Host: a~X-Folded: one~\ttwo~~",
        "400 | GET / HTTP/1.1~ Host: a~~",
        "400 | GET / HTTP/1.1~Host : a~~",
        "400 | GET / HTTP/1.1~Host: a~No colon~~",
        "400 | GET / HTTP/1.1~Host: a~: nameless~~",
        "400 | GET / HTTP/1.1~Host: a~X: a\u0000b~~",
        "400 | GET  / HTTP/1.1~Host: a~~",
        "400 | GET /a b HTTP/1.1~Host: a~~",
        "400 | GET /~~",
        "400 | GET / HTTP/1.1^Host: a^^",
        "400 | GET / HTTP/1.1~Host: a~X: a¦b~~",
        "400 | POST / HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 1~~a",
        "400 | POST / HTTP/1.1~Host: a~Content-Length: 1, 1~~a",
        "400 | POST / HTTP/1.1~Host: a~Content-Length: +1~~a",
        "400 | POST / HTTP/1.1~Host: a~Content-Length: -1~~a",
        "400 | POST / HTTP/1.1~Host: a~Content-Length: 0x1~~a",
        "400 | POST / HTTP/1.1~Host: a~Content-Length:~~a",
        "400 | POST / HTTP/1.1~Host: a~Content-Length: 9999999999999999999999~~a",
        "400 | POST / HTTP/1.1~Host: a~Content-Length: 1~Transfer-Encoding: chunked~~1~a~0~~",
        "400 | POST / HTTP/1.1~Host: a~Content-Length: 1~Transfer-Encoding: xchunked~~a",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~1~a~0~~",
        "400 | POST / HTTP/1.0~Host: a~Transfer-Encoding: chunked~~1~a~0~~",
        "501 | POST / HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~a",
        "501 | POST / HTTP/1.1~Host: a~Transfer-Encoding: identity~~a",
        "501 | POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~1~a~0~~",
        "501 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked, chunked~~1~a~0~~",
        "501 | POST / HTTP/1.1~Host: a~Transfer-Encoding:~~1~a~0~~",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~x~a~0~~",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~~a~0~~",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~-1~a~0~~",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~0x1~a~0~~",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~1~ab~0~~",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~1^a^0^^",
        "400 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~fffffffff~a~0~~",
        "505 | GET / HTTP/2.0~Host: a~~",
        "505 | PRI * HTTP/2.0~~SM~~",
        "505 | GET / HTTP/0.9~~"})
    void what_two_programs_could_read_differently_is_refused_and_nothing_behind_it_is_read(int status, String request)
            throws IOException {
        try (var connection = connect()) {
            send(connection, request.replace("~", "\r\n").replace("^", "\n").replace("¦", "\r")
                    + "GET /behind HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(rest(connection)).startsWith("HTTP/1.1 " + status + " ").contains("Connection: close\r\n",
                    "X-Content-Type-Options: nosniff\r\n", "\r\nDate: ", "Content-Type: application/problem+json\r\n", "\"en\":", "\"fr\":")
                    .containsOnlyOnce("Connection: close").doesNotContain("/behind");
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_mistake_behind_a_good_request_is_told_after_the_answer_to_it() throws IOException {
        try (var connection = connect()) {
            send(connection, "POST /good HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\nabGET /bad HTTP/1.1\r\n\r\n");
            String answers = rest(connection);
            assertThat(answers.indexOf("/good 2\n")).isPositive().isLessThan(answers.indexOf("HTTP/1.1 400 "));
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_wrong_chunk_in_the_middle_of_a_body_is_told() throws IOException {
        try (var connection = connect()) {
            send(connection, "POST /chunks HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
            untilAsked(1);
            send(connection, "1\r\na\r\nnonsense\r\n");
            assertThat(rest(connection)).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1 4");
        }
    }

    @Test
    void whoever_sends_a_head_byte_by_byte_is_told_that_it_is_too_late() throws IOException {
        try (var connection = connect()) {
            send(connection, "GET / HTTP/1.1\r\n" + HOST);
            assertThat(trickled(connection, "X-More: 1\r\n")).startsWith("HTTP/1.1 408 ");
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void whoever_sends_empty_lines_for_ever_is_told_too() throws IOException {
        try (var connection = connect()) {
            assertThat(trickled(connection, "\r\n")).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void whoever_sends_a_second_head_byte_by_byte_is_told_too() throws IOException {
        try (var connection = connect()) {
            send(connection, "GET /first HTTP/1.1\r\n" + HOST + "\r\nG");
            assertThat(trickled(connection, "E")).contains("/first 0\n").contains("HTTP/1.1 408 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n3e8\r\n"})
    void whoever_sends_a_body_byte_by_byte_is_told_too(String length) throws IOException {
        try (var connection = connect()) {
            send(connection, "POST / HTTP/1.1\r\n" + HOST + length);
            assertThat(trickled(connection, "a")).startsWith("HTTP/1.1 408 ").containsOnlyOnce("HTTP/1.1 4");
        }
    }

    @Test
    void whoever_is_answered_before_his_body_has_come_is_hung_up_on_when_its_time_is_over() throws IOException {
        try (var connection = connect()) {
            send(connection, "POST /unread HTTP/1.1\r\n" + HOST + "Content-Length: 1000000\r\n\r\n" + "a".repeat(100_000));
            assertThat(rest(connection)).endsWith("unread\n").containsOnlyOnce("HTTP/1.1");
        }
    }

    @Test
    void whoever_sends_nothing_is_hung_up_on() throws IOException {
        try (var connection = connect()) {
            assertThat(rest(connection)).isEmpty();
        }
    }

    @Test
    void one_address_holds_only_so_many_connections_and_gets_another_when_one_is_gone() throws IOException {
        var first = connect();
        try (first; var second = connect(); var third = connect()) {
            for (var one : new Socket[] {first, second, third}) {
                send(one, "GET /in HTTP/1.1\r\n" + HOST + "\r\n");
                assertThat(one.getInputStream().read()).isEqualTo('H');
            }
            try (var fourth = connect()) {
                assertThat(isHungUpOn(fourth)).isTrue();
            }
            first.close();
            String again;
            do {
                again = answered();
            } while (again.isEmpty()); // until the server has seen that it is gone
            assertThat(again).endsWith("/in 0\n");
        }
    }

    @Test
    void a_client_that_prefers_http_2_is_answered_over_http_1() throws Exception {
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + "/two"))
                    .POST(HttpRequest.BodyPublishers.ofString("x".repeat(1_500_000))).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.body()).isEqualTo("/two 1500000\n");
        }
    }

    @Test
    void a_server_that_agrees_to_http_2_is_left_alone() throws Exception {
        listen(true);
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            for (int i = 0; i < 3; i++) {
                var answer = client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + "/two")).build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.body()).isEqualTo("/two 0\n");
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            }
        }
    }

    private String answered() throws IOException {
        try (var connection = connect()) {
            send(connection, "GET /in HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
            return rest(connection);
        } catch (IOException refused) {
            return "";
        }
    }

    private static boolean isHungUpOn(Socket connection) {
        try {
            return connection.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    private void untilAsked(int times) {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (asked.get() < times && System.nanoTime() < latest) {
            Thread.onSpinWait();
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
        return socket;
    }

    private static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static String rest(Socket connection) throws IOException {
        return new String(connection.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /**
     * Sends the text again and again, slower than allowed and never slow from byte to byte, until the server hangs up; what it
     * said.
     */
    private static String trickled(Socket connection, String text) throws IOException {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        var said = new StringBuilder();
        connection.setSoTimeout(MILLIS_BETWEEN_BYTES);
        while (System.nanoTime() < latest) {
            try {
                int character = connection.getInputStream().read();
                if (character < 0) {
                    return said.toString();
                }
                said.append((char) character);
            } catch (java.net.SocketTimeoutException nothingYet) {
                send(connection, text);
            }
        }
        throw new AssertionError("still connected after " + PATIENCE + ", said: " + said);
    }
}
