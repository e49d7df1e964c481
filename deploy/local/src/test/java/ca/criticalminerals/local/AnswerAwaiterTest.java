package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnswerAwaiterTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void a_server_that_comes_later_and_is_not_ready_at_once_is_waited_for() throws Exception {
        int port = freePort();
        var address = URI.create("http://localhost:" + port + "/realm");
        var waiting = CompletableFuture.runAsync(() -> new AnswerAwaiter(HTTP, Duration.ofMinutes(1)).await(address), waits -> Thread.ofVirtual().start(waits));
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(10)).until(() -> !waiting.isDone());

        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/realm", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() < 2 ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(waiting::isDone);
            assertThat(waiting).isCompleted();
            assertThat(asked).hasValue(2);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_server_that_does_not_come_is_named_after_the_time_limit() throws Exception {
        var address = URI.create("http://localhost:" + freePort() + "/realm");

        assertThatThrownBy(() -> new AnswerAwaiter(HTTP, Duration.ofMillis(100)).await(address)).isInstanceOf(Trouble.class)
                .hasMessageContaining(address + " has not answered").hasMessageContaining("n’a pas répondu").hasMessageContaining("ConnectException");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
