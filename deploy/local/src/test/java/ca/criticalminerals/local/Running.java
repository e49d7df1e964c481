package ca.criticalminerals.local;

import ca.criticalminerals.local.faults.Faults;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** The whole system with the real data, on free ports, as its users meet it. */
final class Running implements AutoCloseable {
    static final Path HOME = Path.of(System.getProperty("tracker.home")).toAbsolutePath();
    /** Who uses the shared system has it alone for as long. */
    static final String REAL_DATA = "real data";
    private static final int FUZZ_REQUESTS = 1_000;
    private static final String FIRST_TIER = "-XX:TieredStopAtLevel=1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static @Nullable Running shared;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, List<String>> options = shortLived();
    private final Collector collector = new Collector();
    private LocalSystem system;
    private Instant started = Instant.MAX;

    Running(Path data) {
        this.data = data;
        ports.putAll(LocalSystem.freePorts());
    }

    /** One system with the real data for all tests that only add initiatives of their own to it; it ends with the tests. */
    static synchronized Running withRealData() {
        if (shared == null) {
            Path data = Path.of("target/journey").toAbsolutePath();
            delete(data);
            shared = new Running(data);
            shared.options.putAll(shortLived(shared.collector.settings()));
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
            shared.start();
            shared.recordRealData();
        }
        return shared;
    }

    /**
     * Options of Java machines that live for a test: they start sooner because they never get as fast as they could.
     *
     * @param more of the services
     */
    static Map<String, List<String>> shortLived(String... more) {
        var options = new HashMap<>(Map.of("kafka", List.of("-Xmx512m", "-XX:+UseSerialGC", FIRST_TIER)));
        LocalSystem.SERVICES.keySet().forEach(service -> options.put(service,
                Stream.concat(LocalSystem.small(FIRST_TIER).stream(), Stream.of(more)).toList()));
        return options;
    }

    /** The catalogue of faults, done to systems of these services that keep their data in the folder. */
    static Faults faults(Path folder, Set<String> services, Consumer<String> say) {
        return new Faults(folder, data -> {
            var ports = LocalSystem.freePorts();
            ports.keySet().retainAll(services);
            return new LocalSystem(HOME, data, ports, shortLived(), _ -> { }).assigning("*", "funding-programs");
        }, FUZZ_REQUESTS, say);
    }

    void start() {
        started = Instant.now();
        system = new LocalSystem(HOME, data, ports, options, _ -> { }).assigning("*", "funding-programs");
        system.start();
    }

    /** Records the real data as {@code ./tracker run} does, and waits until all of it shows. */
    void recordRealData() {
        system.realData(_ -> { }).recordVisibly();
    }

    /** Before anything was recorded. */
    Instant started() {
        return started;
    }

    /** What takes the traces of the shared system. */
    Collector collector() {
        return collector;
    }

    LocalSystem system() {
        return system;
    }

    int port(String service) {
        return ports.get(service);
    }

    /** What the consolidated view answers. */
    JsonNode json(String path) {
        var answer = read(path);
        return answer.statusCode() == 200 ? parsed(answer.body()) : JSON.createObjectNode().put("status", answer.statusCode());
    }

    Document page(String path) {
        return Jsoup.parse(read(path).body());
    }

    HttpResponse<String> read(String path) {
        return send(HttpRequest.newBuilder(system.address("strategy-progress").resolve(path)));
    }

    /** Records something as the officer of the initiative, and waits until it shows; the answer of the service. */
    JsonNode record(String initiative, String path, String body) {
        var answer = send(write(initiative, path, body));
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        Tracker.awaitVisible(system.address("strategy-progress"), answer.headers().firstValue("Consistency-Token").orElseThrow());
        return parsed(answer.body());
    }

    /** The token of an operator. */
    String operator() {
        return system.tokens().token("operator", Set.of("operator"), List.of());
    }

    /** What the consolidated view answers to somebody who sends it something. */
    JsonNode post(String path, String token, String body) {
        return parsed(send(HttpRequest.newBuilder(system.address("strategy-progress").resolve(path)).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body))).body());
    }

    /** What the service would record of it. */
    JsonNode tryOut(String initiative, String body) {
        return parsed(send(write(initiative, "/milestones", body).header("Prefer", "handling=validate")).body());
    }

    @Override
    public void close() {
        system.close();
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder write(String initiative, String path, String body) {
        return HttpRequest.newBuilder(system.address("funding-programs").resolve("/v1/funding-programs/" + initiative + path))
                .header("Authorization", "Bearer " + system.officer("officer." + initiative, initiative))
                .header("Content-Type", "application/json").header("If-Match", "*").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
