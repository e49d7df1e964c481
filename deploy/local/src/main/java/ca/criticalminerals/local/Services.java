package ca.criticalminerals.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The services of a tracker over HTTP, wherever it runs. What does not answer is said in both languages, with its address. */
public final class Services {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_LOOK = Duration.ofSeconds(15);
    private static final String FILE = "addresses";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TO_CONNECT).build();
    private final Function<String, URI> addresses;
    private final Duration patience;

    /**
     * @param addresses where a service listens, by its name
     * @param patience  how long an answer may take, if nothing else is said
     */
    public Services(Function<String, URI> addresses, Duration patience) {
        this.addresses = addresses;
        this.patience = patience;
    }

    /**
     * Those that {@code --funding-programs URL} and its like name, or {@code TRACKER_URL_FUNDING_PROGRAMS} in the environment; any others are
     * where {@code otherwise} says.
     */
    static Services of(Words words, Map<String, String> environment, Function<String, URI> otherwise) {
        var addresses = new HashMap<String, URI>();
        for (String service : LocalSystem.SERVICES.keySet()) {
            String variable = "TRACKER_URL_" + Ports.variable(service);
            addresses.put(service, words.value("--" + service).map(url -> address("--" + service, url))
                    .orElseGet(() -> environment.containsKey(variable) ? address(variable, environment.get(variable)) : otherwise.apply(service)));
        }
        return new Services(addresses::get, TO_LOOK);
    }

    private static URI address(String name, String url) {
        try {
            URI address = URI.create(url);
            if (address.getHost() != null && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw Trouble.ofWords(name + " must be an address such as http://localhost:8081, not " + url + ".",
                name + " doit être une adresse telle que http://localhost:8081, pas " + url + ".");
    }

    /** Writes down beside the data where the services listen, for those who look for them there later. */
    static void remember(Path data, Collection<String> services, Function<String, URI> addresses) {
        try {
            Files.writeString(data.resolve(FILE), services.stream().map(service -> service + "=" + addresses.apply(service) + "\n").collect(Collectors.joining()));
        } catch (IOException e) {
            throw new Trouble("Cannot write to " + data + ": " + e.getMessage() + ".", "Impossible d’écrire dans " + data + ".");
        }
    }

    /** Where the services of the system with this data listen; if that was never written down, at the ports of the environment or the usual ones. */
    static Function<String, URI> remembered(Path data, Map<String, String> environment) {
        var written = new Properties();
        if (Files.exists(data.resolve(FILE))) {
            try (var file = Files.newBufferedReader(data.resolve(FILE))) {
                written.load(file);
            } catch (IOException e) {
                throw new Trouble("Cannot read " + data.resolve(FILE) + ": " + e.getMessage() + ".", "Impossible de lire " + data.resolve(FILE) + ".");
            }
        }
        var ports = Ports.of(environment);
        return service -> URI.create(written.getProperty(service, "http://localhost:" + ports.get(service)));
    }

    /** The answer of a service, whatever its status; without a token or a body where they are empty. */
    public HttpResponse<byte[]> send(String service, String method, String path, String token, String body) {
        return send(service, method, path, token, body, patience);
    }

    /** The same, for an answer that may take as long. */
    public HttpResponse<byte[]> send(String service, String method, String path, String token, String body, Duration patience) {
        return send(service, method, path, token, body, patience, false);
    }

    /** What a command would do, and nothing happens. */
    public HttpResponse<byte[]> preview(String service, String path, String token, String body, Duration patience) {
        return send(service, "POST", path, token, body, patience, true);
    }

    private HttpResponse<byte[]> send(String service, String method, String path, String token, String body, Duration patience, boolean preview) {
        URI address = addresses.apply(service);
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(patience).header("If-Match", "*")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (preview) {
            request.header("Prefer", "handling=validate");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new Trouble("Nothing answers at " + address + ", where " + service + " should be.",
                    "Rien ne répond à " + address + ", où devrait se trouver " + service + ".");
        } catch (HttpTimeoutException e) {
            throw new Trouble(service + " at " + address + " has not answered within " + patience.toSeconds() + " s.",
                    service + " à " + address + " n’a pas répondu en " + patience.toSeconds() + "\u00a0s.");
        } catch (IOException e) {
            throw new Trouble("The connection to " + service + " at " + address + " broke: " + e.getMessage() + ".",
                    "La connexion à " + service + " (" + address + ") a été rompue\u00a0: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }

    /** What the answer says; an object without properties if it says nothing. */
    public static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new Trouble(answer.uri() + " does not answer in JSON (" + answer.statusCode() + ").",
                    answer.uri() + " ne répond pas en JSON (" + answer.statusCode() + ").");
        }
    }

    /** The answer as it is written. */
    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
