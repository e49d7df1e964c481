package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.bench.Load.Request;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The limit of reading: a process that answers {@code /} with a few bytes of JSON, and {@code /n} with n bytes, and does nothing else. */
final class RawHello implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final URI address;
    private final Duration ready;

    private RawHello(Process process, URI address, Duration ready) {
        this.process = process;
        this.address = address;
        this.ready = ready;
    }

    /** The server; its only argument is the port. It ends when its input does: with the process that started it. */
    public static void main(String[] arguments) throws IOException {
        var vertx = Vertx.vertx();
        var hello = Buffer.buffer("{\"hello\":\"world\"}");
        var bodies = new ConcurrentHashMap<String, Buffer>(Map.of("/", hello));
        vertx.createHttpServer().requestHandler(request -> request.response().putHeader("Content-Type", "application/json")
                .end(bodies.computeIfAbsent(request.path(), path -> Buffer.buffer(new byte[Integer.parseInt(path.substring(1))]))))
                .listen(Integer.parseInt(arguments[0]), "localhost");
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    /** Starts it, as the services are started, and waits for its first answer. */
    static RawHello start() {
        int port = freePort();
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), RawHello.class.getName(), String.valueOf(port))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        var address = URI.create("http://localhost:" + port);
        try (var http = HttpClient.newHttpClient()) {
            long began = System.nanoTime();
            Process process = builder.start();
            while (!answers(http, address)) {
                if (System.nanoTime() - began > PATIENCE_SECONDS * 1_000_000_000L) {
                    process.destroy();
                    throw new Trouble("The raw HTTP server does not start.", "Le serveur HTTP brut ne démarre pas.");
                }
                LockSupport.parkNanos(20_000_000);
            }
            return new RawHello(process, address, Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the start of the process to its first answer. */
    Duration ready() {
        return ready;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    Request hello() {
        return new Request(address, "/", Map.of(), Optional.empty());
    }

    Request bytes(long number) {
        return new Request(address, "/" + number, Map.of(), Optional.empty());
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static boolean answers(HttpClient http, URI address) {
        try {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
