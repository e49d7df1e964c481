package ca.criticalminerals.http;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What went wrong with a request, for programs and for people (RFC 9457), always in both languages.
 *
 * @param status     the HTTP status
 * @param name       the kind of problem, kebab-case
 * @param rule       the rule of the domain that is broken
 * @param milestone  the version of the recorded milestone that is in the way
 * @param violations all mistakes in the body, each with its place
 */
public record Problem(int status, String name, Text title, Text detail, Optional<String> rule, OptionalInt milestone, List<Violation> violations) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem without particular places. */
    public static Problem of(int status, String name, Text title, Text detail) {
        return new Problem(status, name, title, detail, Optional.empty(), OptionalInt.empty(), List.of());
    }

    /** A request that is not as the contract wants it. */
    public static Problem invalid(List<Violation> violations) {
        return new Problem(400, "invalid-request", Text.of("The request is not valid", "La demande n’est pas valide"),
                Text.of("Nothing was recorded. Mistakes: " + violations.size() + ".",
                        "Rien n’a été consigné. Erreurs : " + violations.size() + "."), Optional.empty(), OptionalInt.empty(), violations);
    }

    /** One wrong parameter or header. */
    public static Problem invalid(String place, String en, String fr) {
        return invalid(List.of(new Violation(place, Text.of(en, fr))));
    }

    /** The exception that carries it out of any method. */
    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** The problem document. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("type", "urn:ca.criticalminerals:problem:" + name).put("status", status);
        put(json.putObject("title"), title);
        put(json.putObject("detail"), detail);
        rule.ifPresent(broken -> json.put("rule", broken));
        milestone.ifPresent(version -> json.put("milestone", version));
        if (!violations.isEmpty()) {
            var errors = json.putArray("errors");
            for (var violation : violations) {
                put(errors.addObject().put("pointer", violation.pointer()).putObject("detail"), violation.text());
            }
        }
        return json;
    }

    /** The answer to the request. */
    public Response response() {
        return builder().build();
    }

    Response.ResponseBuilder builder() {
        return Response.status(status).type(MEDIA_TYPE).header("Content-Language", "en-CA, fr-CA")
                .header("Cache-Control", "no-store").entity(json().toString());
    }

    private static void put(ObjectNode node, Text text) {
        node.put("en", text.en()).put("fr", text.fr());
    }
}
