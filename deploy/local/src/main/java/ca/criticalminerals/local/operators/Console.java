package ca.criticalminerals.local.operators;

import ca.criticalminerals.local.Services;
import ca.criticalminerals.local.Trouble;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Where an operator asks and reads: with a token, in words for people, or with {@code --json} the bytes of the answers and nothing else. */
final class Console {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    /** A decision is answered when it has been carried out, or after a minute. */
    private static final Duration TO_DECIDE = Duration.ofSeconds(90);
    private static final Duration TO_READ_EVERYTHING = Duration.ofMinutes(30);

    private final Services services;
    private final String token;
    private final boolean json;
    private final PrintStream out;
    private final PrintStream err;

    Console(Services services, String token, boolean json, PrintStream out, PrintStream err) {
        this.services = services;
        this.token = token;
        this.json = json;
        this.out = out;
        this.err = err;
    }

    /** What a service answers, whatever its status. */
    HttpResponse<byte[]> send(String service, String method, String path, String body) {
        return path.endsWith("/verification") || path.endsWith("/recovery") || path.endsWith("/compaction") || path.endsWith("/redactions") ? services.send(service, method, path, token, body, TO_READ_EVERYTHING)
                : method.equals("GET") ? services.send(service, method, path, token, body) : services.send(service, method, path, token, body, TO_DECIDE);
    }

    /** What a command would do, and nothing happens; if it is refused, its problem is thrown. */
    HttpResponse<byte[]> preview(String service, String path, String body) {
        return granted(services.preview(service, path, token, body, TO_READ_EVERYTHING));
    }

    /** What a service answers; if it refuses, its problem is thrown, in both languages. */
    HttpResponse<byte[]> ask(String service, String method, String path, String body) {
        return granted(send(service, method, path, body));
    }

    HttpResponse<byte[]> granted(HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= 400) {
            print(answer.body());
            throw problem(answer);
        }
        return answer;
    }

    JsonNode get(String service, String path) {
        return Services.json(ask(service, "GET", path, ""));
    }

    /** What the bytes say; they must not be empty. */
    static JsonNode json(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            if (json.isMissingNode()) {
                throw new Trouble("Nothing is in it.", "Rien ne s’y trouve.");
            }
            return json;
        } catch (IOException e) {
            String where = e instanceof JsonProcessingException wrong ? wrong.getOriginalMessage() : e.getMessage();
            throw new Trouble("This is not JSON: " + where, "Ce n’est pas du JSON\u00a0: " + where);
        }
    }

    /** The problem that an answer tells of. */
    static Trouble problem(HttpResponse<byte[]> answer) {
        if (!answer.headers().firstValue("Content-Type").orElse("").contains("json")) {
            return new Trouble(answer.uri() + " answers " + answer.statusCode() + ".", answer.uri() + " répond " + answer.statusCode() + ".");
        }
        JsonNode problem = Services.json(answer);
        return new Trouble(words(problem, "en"), words(problem, "fr"));
    }

    private static String words(JsonNode problem, String language) {
        var words = new StringBuilder(problem.path("titles").path(language).asText()).append(" (").append(problem.path("status").asText()).append("). ")
                .append(problem.path("details").path(language).asText());
        problem.path("errors").forEach(error -> words.append("\n  ").append(Stream.of("pointer", "parameter", "header").map(error::path)
                .filter(JsonNode::isTextual).map(JsonNode::asText).findFirst().orElse("")).append("  ").append(error.path("details").path(language).asText()));
        return words.toString();
    }

    /** For people: a sentence in both languages. */
    void say(String en, String fr) {
        lines(en + "\n" + fr + "\n");
    }

    /** For people: a table, with an empty line behind it. */
    void show(Columns columns) {
        if (!columns.isEmpty()) {
            lines(columns.text() + "\n");
        }
    }

    /** For people: lines as they are. */
    void lines(String lines) {
        if (!json) {
            out.print(lines);
            out.flush();
        }
    }

    /** Whether the one at the terminal agrees; no, if nobody is there. */
    boolean agrees(String en, String fr) {
        if (json || System.console() == null) {
            return false;
        }
        out.print(en + "\n" + fr + " [y/o/N] ");
        out.flush();
        String answer = System.console().readLine();
        return answer != null && Set.of("y", "yes", "o", "oui").contains(answer.strip().toLowerCase(Locale.ROOT));
    }

    /** What went wrong, where it does not keep the rest from being said. */
    void complain(Trouble trouble) {
        err.println(trouble.getMessage());
    }

    /** For programs: the bytes of an answer. */
    void print(byte[] answer) {
        if (json) {
            bytes(answer);
        }
    }

    /** For both. */
    void bytes(byte[] answer) {
        out.writeBytes(answer);
        if (json) {
            out.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
    }

    /** To the second. */
    static String instant(JsonNode instant) {
        return instant.isTextual() ? instant.asText().replaceFirst("\\.\\d+", "") : "–";
    }

    /** Before it looks again. */
    static void pause() {
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
}
