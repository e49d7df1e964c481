package ca.criticalminerals.progress.api;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.http.EntityTags;
import ca.criticalminerals.http.Problem;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Strategy;
import ca.criticalminerals.progress.projection.Answer;
import ca.criticalminerals.progress.projection.View;
import ca.criticalminerals.progress.projection.Views;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What every read shares: the view that a reader must see, and an answer that need not be sent twice. */
@ApplicationScoped
public class Reading {
    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final Pattern TOKEN = Pattern.compile("([a-z0-9-]{1,64}):([1-9][0-9]{0,8})");

    private static final String AUDITOR = "auditor";
    private static final String VARY = "Authorization, Consistency-Token";

    private final Views views;
    private final SecurityIdentity identity;

    Reading(Views views, SecurityIdentity identity) {
        this.views = views;
        this.identity = identity;
    }

    /** The view that the reader may see: all of it for an auditor, for everybody else what is public. A bad token is refused. */
    public View view(HttpHeaders headers) {
        View view = publicView(headers);
        return headers.getHeaderString(HttpHeaders.AUTHORIZATION) != null && identity.hasRole(AUDITOR) ? view.unabridged() : view;
    }

    /**
     * The view that everybody may see; with the {@code Consistency-Token} of a write it waits up to five seconds until that is included. Whether it
     * is, {@link #respond} says in the header {@code Consistency}.
     */
    public View publicView(HttpHeaders headers) {
        String token = headers.getHeaderString("Consistency-Token");
        if (token != null) {
            var parts = TOKEN.matcher(token);
            if (!parts.matches()) {
                throw Problem.invalidQuestion(List.of(Violation.header("Consistency-Token", Text.of("This is not the token of a write, like cmif:5.",
                        "Ce n’est pas le jeton d’une écriture, comme cmif:5.")))).asException();
            }
            views.await(parts.group(1), Integer.parseInt(parts.group(2)), AT_MOST);
        }
        return views.current();
    }

    /** The same for a write that rests on the view: without what the {@code Consistency-Token} names it is refused. */
    public View viewForWrite(HttpHeaders headers) {
        View view = publicView(headers);
        String token = headers.getHeaderString("Consistency-Token");
        if (token != null && !includes(view, token)) {
            throw Problem.of(409, "not-included-yet", Text.of("The view does not include that milestone yet", "La vue ne comprend pas encore ce jalon"),
                    Text.of("Nothing was recorded. Repeat the request in a moment, or leave Consistency-Token out.",
                            "Rien n’a été consigné. Répétez la demande dans un instant, ou retirez Consistency-Token.")).asException();
        }
        return view;
    }

    private static boolean includes(View view, String token) {
        var parts = TOKEN.matcher(token);
        return parts.matches() && view.version(parts.group(1)) >= Integer.parseInt(parts.group(2));
    }

    /** JSON that follows from the milestones and from what was asked alone, computed once for each of them; no parameters are known. */
    public Response json(UriInfo uri, HttpHeaders headers, Record asked, Function<View, ObjectNode> compute) {
        Question.refuseAny(uri);
        View view = view(headers);
        return respond(view, headers, MediaType.APPLICATION_JSON,
                view.lasting(asked, () -> Json.bytes(compute.apply(view)))).build();
    }

    /** The same, where the reader has not said in the address in which language. */
    public static Response.ResponseBuilder byLanguage(Response.ResponseBuilder response) {
        return response.header("Vary", null).header("Vary", "Accept-Language, " + VARY);
    }

    /** The answer with its ETag, or 304 if the reader has it already. */
    public Response.ResponseBuilder respond(View view, HttpHeaders headers, String type, Answer answer) {
        return respond(view, headers, type, answer.etag(), answer.bytes());
    }

    /** The same for an answer that is written while it is sent; the tag names it all the same. */
    public Response.ResponseBuilder respond(View view, HttpHeaders headers, String type, String etag, Object entity) {
        boolean same = !view.isUnabridged() && EntityTags.isKnown(headers, etag);
        var response = same ? Response.notModified() : Response.ok(entity).type(type);
        String token = headers.getHeaderString("Consistency-Token");
        if (token != null) {
            response.header("Consistency", includes(view, token) ? "included" : "not-included");
        }
        response.header("Vary", VARY);
        return view.isUnabridged() ? response.header("Cache-Control", "private, no-store") : response.header("ETag", etag).header("Cache-Control", "no-cache");
    }

    /** All figures: of the initiatives in alphabetical order, of the Strategy's money, and of the places of its projects. */
    public static List<Figure> figures(View view, Question question) {
        var initiatives = view.initiatives(question.asOf(), question.known());
        return Stream.of(initiatives.stream().flatMap(initiative -> initiative.figures().values().stream()),
                Strategy.money(initiatives).values().stream(), Strategy.places(initiatives).values().stream()).flatMap(figures -> figures).toList();
    }

    /** A figure of an initiative, of the Strategy's money or of the places of its projects. */
    public static Optional<Figure> figure(View view, Question question, String id) {
        if (id.startsWith("money.")) {
            return Optional.ofNullable(Strategy.money(view.initiatives(question.asOf(), question.known())).get(id));
        }
        if (id.startsWith("place.")) {
            return Optional.ofNullable(Strategy.places(view.initiatives(question.asOf(), question.known())).get(id));
        }
        int dot = id.indexOf('.');
        return dot < 0 ? Optional.empty() : view.initiative(id.substring(0, dot), question.asOf(), question.known())
                .map(initiative -> initiative.figures().get(id));
    }
}
