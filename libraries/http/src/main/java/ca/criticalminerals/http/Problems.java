package ca.criticalminerals.http;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.NotPermitted;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.KeyReused;
import ca.criticalminerals.eventsourcing.store.StaleVersion;
import ca.criticalminerals.eventsourcing.store.StoreIsBehind;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure into a {@link Problem}; needs {@code quarkus.http.auth.proactive=false} to see failed tokens. */
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    /** PostgreSQL on a NUL in a text. It can hold none, so nothing has a name with one in it. */
    private static final String NOT_A_TEXT = "22021";
    private static final String CHALLENGE = "WWW-Authenticate";
    /** As RFC 6750 has it; who has sent no token is not told of an error. */
    private static final String INVALID_TOKEN = "Bearer error=\"invalid_token\"";
    private static final List<String> AWAY_STATES = List.of("08", "28", "53", "57P", "58");
    private static final Outage AWAY = new Outage(LOG, "the database");
    private static final Outage BROKER_AWAY = new Outage(LOG, "the broker");

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        // Of a body that is too large the rest was not read: nothing else can follow on that connection.
        return e.problem().status() == 413 ? e.problem().builder().header("Connection", "close").build() : e.problem().response();
    }

    @ServerExceptionMapper
    Response rejection(Rejection e) {
        var each = e.all().stream().map(one -> new Violation(one.pointer(), one.text())).toList();
        var detail = each.size() == 1 ? e.text() : Text.of("Nothing was recorded. Broken rules: " + each.size() + ". The first: " + e.text().en(),
                "Rien n’a été consigné. Règles enfreintes\u00a0: " + each.size() + ". La première\u00a0: " + e.text().fr());
        return new Problem(422, e.rule(), Text.of("A rule forbids it", "Une règle l’interdit"), detail, Optional.of(e.rule()), e.milestone(), each).response();
    }

    @ServerExceptionMapper
    Response stale(StaleVersion e) {
        return Problem.of(412, "stale-version", Text.of("The initiative has changed", "L’initiative a changé"),
                Text.of("It is at version " + e.current() + " now. Read it again before you record.",
                        "Elle en est à la version " + e.current() + ". Relisez-la avant de consigner."))
                .builder().header("ETag", "\"" + e.current() + "\"").build();
    }

    @ServerExceptionMapper
    Response reused(KeyReused e) {
        return Problem.of(422, "idempotency-key-reused",
                Text.of("The idempotency key belongs to another request", "La clé d’idempotence appartient à une autre demande"),
                Text.of("Use a new key for a new request; the same key only repeats the same one.",
                        "Utilisez une nouvelle clé pour une nouvelle demande; la même clé ne fait que répéter la même.")).response();
    }

    @ServerExceptionMapper
    Response behind(StoreIsBehind e) {
        return Problem.of(503, "store-is-behind", Text.of("The store has lost milestones", "Le magasin a perdu des jalons"),
                Text.of("Nothing was recorded. Milestones were published that the store does not have any more: an operator must recover them first.",
                        "Rien n’a été consigné. Des jalons ont été publiés que le magasin n’a plus : une personne doit d’abord les rétablir."))
                .builder().header("Retry-After", "60").build();
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthorized(Exception e, ContainerRequestContext request) {
        var improper = causes(e).filter(ImproperHolder.class::isInstance).map(ImproperHolder.class::cast).findFirst();
        if (improper.isPresent()) {
            var corrected = Text.of("Ask the identity provider to correct the claims that are listed.",
                    "Demandez au fournisseur d’identité de corriger les revendications indiquées.");
            return new Problem(401, "improper-holder", Text.of("The token names its holder improperly", "Le jeton nomme mal son titulaire"),
                    isRead(request) ? corrected : Text.of("Nothing was recorded. " + corrected.en(), "Rien n’a été consigné. " + corrected.fr()),
                    Optional.empty(), OptionalInt.empty(), improper.get().violations()).builder().header(CHALLENGE, INVALID_TOKEN).build();
        }
        if (causes(e).anyMatch(ProviderAway.class::isInstance)) {
            return Problem.of(503, "cannot-verify-now", Text.of("The identity provider does not answer", "Le fournisseur d’identité ne répond pas"),
                    Text.of("Your token cannot be verified now. Repeat the request after the seconds in Retry-After.",
                            "Votre jeton ne peut être vérifié pour l’instant. Répétez la demande après les secondes indiquées par Retry-After."))
                    .builder().header("Retry-After", "60").build();
        }
        return Problem.of(401, "no-valid-token", Text.of("A valid token is needed", "Un jeton valide est nécessaire"),
                Text.of("Send a bearer token that has not expired, from the provider and for the audience of this system.",
                        "Envoyez un jeton porteur non expiré, du fournisseur et pour le public de ce système."))
                .builder().header(CHALLENGE, sentToken(request) ? INVALID_TOKEN : "Bearer").build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return Problem.of(403, "not-allowed", Text.of("Your token does not allow this", "Votre jeton ne permet pas cette action"),
                Text.of("It needs another role, or the initiative is not among those it names.",
                        "Il faut un autre rôle, ou l’initiative n’est pas parmi celles qu’il nomme.")).response();
    }

    @ServerExceptionMapper
    Response notPermitted(NotPermitted e) {
        return Problem.of(403, "role-needed", Text.of("Your token does not allow this", "Votre jeton ne permet pas cette action"), e.text()).response();
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e) {
        return ofStatus(e.getResponse().getStatus()).response();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, ContainerRequestContext request) {
        if (databaseIsAway(e)) {
            AWAY.warn(e);
            return Problem.of(503, "cannot-record-now", Text.of("The database does not answer", "La base de données ne répond pas"),
                    isRead(request) ? Text.of("Repeat the request in a moment.", "Répétez la demande dans un instant.")
                            : Text.of("Nothing was recorded, or the answer was lost: repeat with the same Idempotency-Key in a moment.",
                                    "Rien n’a été consigné, ou la réponse s’est perdue\u00a0: répétez avec la même clé d’idempotence dans un instant."))
                    .builder().header("Retry-After", "5").build();
        }
        if (causes(e).anyMatch(KafkaException.class::isInstance)) {
            BROKER_AWAY.warn(e);
            return Problem.of(503, "topics-not-readable", Text.of("The topics cannot be read now", "Les sujets ne peuvent pas être lus en ce moment"),
                    Text.of("The broker does not answer, or a topic is being made anew. Nothing was changed: repeat the request in a moment.",
                            "Le courtier ne répond pas, ou un sujet est en train d’être refait. Rien n’a été modifié\u00a0: répétez la demande dans un instant."))
                    .builder().header("Retry-After", "5").build();
        }
        if (sqlStates(e).anyMatch(NOT_A_TEXT::equals)) {
            return ofStatus(404).response();
        }
        String incident = UUID.randomUUID().toString();
        if (e instanceof Error) {
            // A full stack has a thousand lines, all of them the same.
            LOG.errorf("incident %s: %s at %s", incident, e, Stream.of(e.getStackTrace()).findFirst().map(Object::toString).orElse("an unknown place"));
        } else {
            LOG.error("incident " + incident, e);
        }
        return Problem.of(500, "our-mistake", Text.of("Something went wrong on our side", "Une erreur s’est produite de notre côté"),
                Text.of("Report incident " + incident + ".", "Signalez l’incident " + incident + ".")).response();
    }

    private static boolean sentToken(ContainerRequestContext request) {
        String sent = request.getHeaderString("Authorization");
        return sent != null && sent.regionMatches(true, 0, "Bearer ", 0, 7);
    }

    private static boolean isRead(ContainerRequestContext request) {
        return SafeMethods.contain(request.getMethod());
    }

    /** A body that has more bytes than are read there. */
    static Problem tooLarge(int most) {
        return Problem.of(413, "body-too-large", Text.of("The request is too large", "La demande est trop volumineuse"),
                Text.of("At most " + most / 1024 + " KiB. Nothing was recorded.", "Au plus " + most / 1024 + " Kio. Rien n’a été consigné."));
    }

    /** The problem of a bare HTTP status. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.of(404, "not-found", Text.of("There is nothing here", "Il n’y a rien ici"),
                    Text.of("No such address, or no such thing at it.", "Cette adresse n’existe pas, ou rien ne s’y trouve."));
            case 405 -> Problem.of(405, "method-not-allowed", Text.of("Not possible here", "Impossible ici"),
                    Text.of("This address does not understand the method.", "Cette adresse ne comprend pas la méthode."));
            case 406 -> Problem.of(406, "not-acceptable", Text.of("No such representation", "Pas de telle représentation"),
                    Text.of("What Accept asks for is not available.", "Ce que demande Accept n’est pas offert."));
            case 415 -> Problem.of(415, "unsupported-media-type", Text.of("The content type is not JSON", "Le type de contenu n’est pas JSON"),
                    Text.of("Send Content-Type: application/json, in UTF-8 and not compressed.",
                            "Envoyez Content-Type: application/json, en UTF-8 et sans compression."));
            default -> Problem.of(status, "http-" + status, Text.of("The request failed", "La demande a échoué"),
                    Text.of("HTTP status " + status + ".", "État HTTP " + status + "."));
        };
    }

    /** Connection or login refused or lost, server starting, stopping or full: states in which the same request may succeed later. */
    private static boolean databaseIsAway(Throwable e) {
        return sqlStates(e).anyMatch(state -> state.isEmpty() || AWAY_STATES.stream().anyMatch(state::startsWith))
                || causes(e).anyMatch(cause -> cause instanceof jakarta.transaction.RollbackException || cause instanceof java.net.ConnectException);
    }

    /** The SQL states among the causes; empty for one without. */
    private static Stream<String> sqlStates(Throwable e) {
        return causes(e).filter(SQLException.class::isInstance).map(cause -> Objects.requireNonNullElse(((SQLException) cause).getSQLState(), ""));
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, cause -> cause == cause.getCause() ? null : cause.getCause());
    }
}
