package ca.criticalminerals.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The real milestones of the Strategy, recorded through the API as the officers of each initiative would. Each has an
 * idempotency key of its own, so recording them again changes nothing.
 */
final class RealData {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FILES = List.of("strategy", "funding", "security", "partnerships");

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final UnaryOperator<String> tokens;
    private final Function<String, URI> services;
    private final Consumer<String> say;
    private final Duration answer;
    private final Duration patience;

    /**
     * @param tokens   the token of an officer of the initiative
     * @param services where a service listens, by its name
     */
    RealData(UnaryOperator<String> tokens, Function<String, URI> services, Consumer<String> say) {
        this(tokens, services, say, Duration.ofSeconds(30), Duration.ofMinutes(5));
    }

    /**
     * @param answer   how long one answer may take; then the request is repeated
     * @param patience how long a milestone is repeated before recording ends
     */
    RealData(UnaryOperator<String> tokens, Function<String, URI> services, Consumer<String> say, Duration answer,
            Duration patience) {
        this.tokens = tokens;
        this.services = services;
        this.say = say;
        this.answer = answer;
        this.patience = patience;
    }

    /** The service of each initiative in the data. */
    static Map<String, String> initiatives() {
        var services = new TreeMap<String, String>();
        read().forEach(one -> services.put(one.get("id").asText(), one.get("service").asText()));
        return services;
    }

    /** Records everything; answers with the consistency tokens of the last write to each initiative. */
    Map<String, String> record() {
        var initiatives = read();
        int all = initiatives.stream().mapToInt(one -> one.path("milestones").size()).sum();
        var done = new AtomicInteger();
        var last = new TreeMap<String, String>();
        try (var officers = Executors.newFixedThreadPool(4)) {
            var futures = new ArrayList<Future<Map.Entry<String, String>>>();
            for (JsonNode initiative : initiatives) {
                futures.add(officers.submit(() -> Map.entry(initiative.get("id").asText(), record(initiative, done, all))));
            }
            for (var future : futures) {
                var entry = future.get();
                last.put(entry.getKey(), entry.getValue());
            }
            return last;
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof Trouble trouble ? trouble : new IllegalStateException(e.getCause());
        }
    }

    /** Records everything and returns when the consolidated view has it. */
    void recordVisibly() {
        record().values().stream().filter(token -> !token.isEmpty()).forEach(token -> Tracker.awaitVisible(services.apply("strategy-progress"), token));
    }

    private String record(JsonNode initiative, AtomicInteger done, int all) throws InterruptedException {
        String id = initiative.get("id").asText();
        String bearer = "Bearer " + tokens.apply(id);
        URI address = services.apply(initiative.get("service").asText()).resolve("/v1/" + initiative.get("aggregate").asText() + "/" + id + "/milestones");
        String token = "";
        int version = 0;
        for (JsonNode milestone : initiative.get("milestones")) {
            String body = milestone.toString();
            var request = HttpRequest.newBuilder(address).timeout(answer)
                    .header("Authorization", bearer).header("Content-Type", "application/json")
                    .header("Idempotency-Key", "real-data:" + id + ":" + (version + 1) + ":" + digest(body));
            if (version > 0) {
                request.header("If-Match", "\"" + version + "\"");
            }
            version++;
            var answer = send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    "milestone " + version + " of " + id, "jalon " + version + " de " + id);
            if (answer.statusCode() == 412 || answer.statusCode() == 428) {
                say.accept("The record of " + id + " goes on differently from milestone " + version + "; the rest of its data is left out.");
                done.addAndGet(initiative.get("milestones").size() - version + 1);
                return token;
            }
            if (answer.statusCode() != 201) {
                throw new Trouble("Milestone " + version + " of " + id + " was refused: " + answer.body(),
                        "Le jalon " + version + " de " + id + " a été refusé.");
            }
            token = answer.headers().firstValue("Consistency-Token").orElse("");
            int count = done.incrementAndGet();
            if (count % 25 == 0 || count == all) {
                say.accept("Recorded " + count + " of " + all + " milestones.");
            }
        }
        return token;
    }

    /** Sends the request until it is answered. Its key makes a repeat safe: what was recorded already is only answered again. */
    private HttpResponse<String> send(HttpRequest request, String what, String quoi) throws InterruptedException {
        Instant latest = Instant.now().plus(patience);
        for (Duration wait = Duration.ofSeconds(1); ; wait = wait.multipliedBy(2)) {
            String why;
            try {
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 503 && answer.statusCode() != 429) {
                    return answer;
                }
                why = answer.statusCode() + " " + answer.body();
            } catch (IOException e) {
                why = e.toString();
            }
            if (Instant.now().isAfter(latest)) {
                throw new Trouble("For " + patience.toSeconds() + " seconds there was no answer to " + what + " (" + why
                        + "). What is recorded stays recorded; start again when the service answers, and the rest is recorded.",
                        "Pendant " + patience.toSeconds() + " secondes, aucune réponse pour le " + quoi + " (" + why
                        + "). Ce qui est enregistré le reste; recommencez quand le service répondra, pour enregistrer la suite.");
            }
            say.accept("No answer to " + what + " (" + why + "); asking again with the same key.");
            Thread.sleep(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        }
    }

    private static String digest(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The initiatives of all services. */
    static List<JsonNode> read() {
        var initiatives = new ArrayList<JsonNode>();
        for (String name : FILES) {
            try (var file = RealData.class.getResourceAsStream("/data/" + name + ".json")) {
                JSON.readTree(file).path("initiatives").forEach(initiatives::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return initiatives;
    }
}
