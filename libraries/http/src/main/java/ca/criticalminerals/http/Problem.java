package ca.criticalminerals.http;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What went wrong with a request, for programs and for people (RFC 9457): in the language that is asked for, and always in both beside it.
 *
 * @param status     the HTTP status
 * @param name       the kind of problem, kebab-case
 * @param rule       the rule of the domain that is broken
 * @param milestone  the version of the recorded milestone that is in the way
 * @param violations all mistakes in the body, each with its place
 */
public record Problem(int status, String name, Text title, Text detail, Optional<String> rule, OptionalInt milestone, List<Violation> violations) {
    public static final String MEDIA_TYPE = "application/problem+json";
    /** Whoever has made more mistakes than that has made one of them again and again. */
    private static final int MOST_VIOLATIONS = 100;

    /** Lists no more mistakes than people read; the detail says how many there are. */
    public Problem {
        violations = List.copyOf(violations.subList(0, Math.min(MOST_VIOLATIONS, violations.size())));
    }

    /** A problem without particular places. */
    public static Problem of(int status, String name, Text title, Text detail) {
        return new Problem(status, name, title, detail, Optional.empty(), OptionalInt.empty(), List.of());
    }

    /** A request to record something that is not as the contract wants it. */
    public static Problem invalid(List<Violation> violations) {
        return invalid(violations, Text.of("Nothing was recorded. ", "Rien n’a été consigné. "));
    }

    /** A mistake at one place in the body. */
    public static Problem invalid(String pointer, String en, String fr) {
        return invalid(List.of(new Violation(pointer, Text.of(en, fr))));
    }

    /** One wrong header of a request to record something. */
    public static Problem invalidHeader(String name, String en, String fr) {
        return invalid(List.of(Violation.header(name, Text.of(en, fr))));
    }

    /** A question that cannot be answered as it is asked: nothing would have been recorded. */
    public static Problem invalidQuestion(List<Violation> violations) {
        return invalid(violations, Text.of("", ""));
    }

    private static Problem invalid(List<Violation> violations, Text outcome) {
        return new Problem(400, "invalid-request", Text.of("The request is not valid", "La demande n’est pas valide"),
                Text.of(outcome.en() + "Mistakes: " + violations.size() + ".", outcome.fr() + "Erreurs\u00a0: " + violations.size() + "."),
                Optional.empty(), OptionalInt.empty(), violations);
    }

    /** The exception that carries it out of any method. */
    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** The problem document in a language, {@code en} or {@code fr}. */
    public ObjectNode json(String language) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "urn:ca.criticalminerals:problem:" + name).put("status", status)
                .put("title", title.in(language)).put("detail", detail.in(language));
        put(json.putObject("titles"), title);
        put(json.putObject("details"), detail);
        rule.ifPresent(broken -> json.put("rule", broken));
        milestone.ifPresent(version -> json.put("milestone", version));
        if (!violations.isEmpty()) {
            var errors = json.putArray("errors");
            for (var violation : violations) {
                put(errors.addObject().put(violation.in().member, violation.place()).put("detail", violation.text().in(language)).putObject("details"),
                        violation.text());
            }
        }
        return json;
    }

    /** The answer to the request. */
    public Response response() {
        return builder().build();
    }

    /** The same, for more headers; {@link ProblemLanguage} writes it in the language of the request. */
    Response.ResponseBuilder builder() {
        return Response.status(status).type(MEDIA_TYPE).header("Cache-Control", "no-store").entity(this);
    }

    /** Answers a request with it that has not come to a resource. */
    void end(RoutingContext context) {
        var request = context.request();
        String language = AskedLanguage.of(request.path(), request.query(), request.headers().getAll(HttpHeaders.ACCEPT_LANGUAGE));
        context.response().headers().add(HttpHeaders.VARY, "Accept-Language");
        context.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE).putHeader(HttpHeaders.CONTENT_LANGUAGE, language + "-CA")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end(json(language).toString());
    }

    private static void put(ObjectNode node, Text text) {
        node.put("en", text.en()).put("fr", text.fr());
    }
}
