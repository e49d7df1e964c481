package ca.criticalminerals.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request that somebody who means no good could send, and what is wrong with the answer to it. */
record Asked(String method, URI address, Map<String, String> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_IN_A_SHELL = 2_000;
    private static final List<String> INSIDES = List.of("Exception", ".java", "jakarta.", "quarkus", "SQL", "ca.criticalminerals.");

    Asked {
        headers = new TreeMap<>(headers);
    }

    HttpResponse<String> send(HttpClient http) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(40));
        headers.forEach(request::header);
        request.method(method, body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What is wrong with an answer, whatever was asked; empty if nothing is. */
    Optional<String> wrong(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status >= 500) {
            return Optional.of("answered with " + status);
        }
        if (status == 201 && answer.headers().firstValue("Consistency-Token").isEmpty()) {
            return Optional.of("answered with 201 and no Consistency-Token");
        }
        if (status < 400 || method.equals("HEAD") || isTheServers(answer)) {
            return Optional.empty();
        }
        return isPage(answer) ? Optional.empty() : refusal(answer);
    }

    /** An address or a head that is too long the HTTP server refuses by itself, before any of our code, and without a word. */
    private static boolean isTheServers(HttpResponse<String> answer) {
        return (answer.statusCode() == 414 || answer.statusCode() == 431) && answer.body().isEmpty();
    }

    /** Pages refuse with a page, in the language of their address. */
    private boolean isPage(HttpResponse<String> answer) {
        String path = address.getPath();
        return path.length() > 4 && answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")
                && answer.headers().firstValue("Content-Language").orElse("").startsWith(path.substring(1, 3))
                && answer.headers().firstValue("Content-Security-Policy").isPresent();
    }

    /** What is wrong with a refusal that is for programs; empty if nothing is. */
    static Optional<String> refusal(HttpResponse<String> answer) {
        int status = answer.statusCode();
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("application/problem+json")) {
            return Optional.of("answered with " + status + " of the type '" + type + "'");
        }
        try {
            JsonNode problem = JSON.readTree(answer.body());
            if (problem.path("status").asInt() != status || !isBilingual(problem, "title") || !isBilingual(problem, "detail")) {
                return Optional.of("answered with " + status + " that does not say in both languages what is wrong");
            }
            for (JsonNode error : problem.path("errors")) {
                if (!isBilingual(error, "detail")) {
                    return Optional.of("answered with " + status + " and a mistake that is not named in both languages");
                }
            }
            String said = problem.path("titles").toString() + problem.path("details") + problem.path("type");
            return INSIDES.stream().filter(inside -> said.replace("urn:ca.criticalminerals:", "").contains(inside)).findFirst()
                    .map(inside -> "answered with " + status + " that shows the inside: " + inside);
        } catch (IOException e) {
            return Optional.of("answered with " + status + " that is no JSON");
        }
    }

    /** Whether words are a text in one language, and beside it in both. */
    private static boolean isBilingual(JsonNode json, String words) {
        JsonNode both = json.path(words + "s");
        return json.path(words).isTextual() && !both.path("en").asText().isBlank() && !both.path("fr").asText().isBlank();
    }

    /** The request for a shell; tokens are left out, a very long body is cut. */
    String curl() {
        var line = new StringBuilder("curl -i -X " + method + " " + quoted(address.toString()));
        headers.forEach((name, value) -> line.append(" -H ").append(quoted(name + ": " + (value.startsWith("Bearer ey") ? "Bearer $TOKEN" : value))));
        if (body.length > 0) {
            line.append(" --data-binary ").append(quoted(new String(body, StandardCharsets.ISO_8859_1)));
        }
        return line.length() > LONGEST_IN_A_SHELL ? line.substring(0, LONGEST_IN_A_SHELL) + " ... (cut)" : line.toString();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("$'");
        text.chars().limit(LONGEST_IN_A_SHELL).forEach(c -> quoted.append(c == '\'' || c == '\\' ? "\\" + (char) c
                : c < 0x20 || c > 0x7e ? String.format(Locale.ROOT, "\\x%02x", c & 0xff) : String.valueOf((char) c)));
        return quoted.append('\'').toString();
    }
}
