package ca.criticalminerals.progress.operations;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.http.AuditedValues;
import ca.criticalminerals.http.CommandBody;
import ca.criticalminerals.http.Problem;
import ca.criticalminerals.progress.projection.Rebuild;
import ca.criticalminerals.progress.projection.RebuildDecision;
import ca.criticalminerals.progress.projection.RebuildState;
import ca.criticalminerals.progress.projection.Views;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.sql.SQLException;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Rebuilding the view beside the one that is read: read everything again, compare, then switch or discard. */
@Path(RebuildResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@RunOnVirtualThread
class RebuildResource {
    static final String PATH = "/v1/operations/rebuild";

    private final Rebuild rebuild;
    private final JsonWebToken token;
    private final Views views;
    private final AuditedValues audited;

    RebuildResource(Rebuild rebuild, JsonWebToken token, Views views, AuditedValues audited) {
        this.views = views;
        this.audited = audited;
        this.rebuild = rebuild;
        this.token = token;
    }

    @GET
    @Operation(operationId = "getRebuild", summary = "How the last rebuild goes or went: never, reading, comparing, ready, switched, discarded or failed")
    public Response status() throws SQLException {
        return Response.ok(StateAsJson.of(rebuild.status()).toString()).build();
    }

    @POST
    @Operation(operationId = "rebuild", summary = "Reads every topic again from its first record, beside the view that is read, and follows until somebody decides; "
            + "with {\"switch\": \"whenEqual\"} it switches by itself if every number is the same")
    public Response start(InputStream body) throws SQLException {
        var asked = CommandBody.of(body, "switch");
        String when = asked.get("switch").asText("whenDecided");
        if (!when.equals("whenDecided") && !when.equals("whenEqual")) {
            asked.wrong("/switch", "It is whenEqual or whenDecided.", "C’est whenEqual ou whenDecided.");
        }
        asked.check();
        if (!rebuild.start(token.getName(), when.equals("whenEqual"))) {
            throw Problem.of(409, "rebuild-under-way", Text.of("A rebuild is under way", "Une reconstruction est en cours"),
                    Text.of("Switch to it or discard it first.", "Basculez d’abord vers elle, ou abandonnez-la.")).asException();
        }
        Rebuild.Status started = rebuild.status();
        noted(started);
        return Response.accepted(StateAsJson.of(started).toString()).location(URI.create(PATH)).build();
    }

    /** The rebuild, and the generation that is read: after a switch it is the rebuilt one. */
    private void noted(Rebuild.Status status) {
        audited.about("rebuild", status.number());
        audited.about("state", status.state().word);
        audited.about("generation", views.current().generation());
    }

    @GET
    @Path("comparison")
    @Operation(operationId = "getComparison", summary = "The last comparison of the rebuilt view with the one that is read, number by number")
    public Response comparison() throws SQLException {
        return Response.ok(rebuild.status().comparison().orElseThrow(NotFoundException::new)).build();
    }

    @POST
    @Path("comparison")
    @Operation(operationId = "compare", summary = "Compares again, where both views tell of the same records")
    public Response compare() throws SQLException {
        var after = decide(RebuildDecision.COMPARE, null);
        return after.decision().isEmpty() ? Response.ok(after.comparison().orElseThrow(NotFoundException::new)).build() : accepted(after);
    }

    @POST
    @Path("switch")
    @Operation(operationId = "switchToRebuilt", summary = "Compares again and makes the rebuilt view the one that is read, if every number is the same; "
            + "with {\"evenIfDifferent\": true, \"reason\": {\"en\": …, \"fr\": …}} in any case")
    public Response switchTo(InputStream body) throws SQLException {
        var asked = CommandBody.of(body, "evenIfDifferent", "reason");
        boolean even = asked.get("evenIfDifferent").asBoolean(false);
        if (!asked.get("evenIfDifferent").isMissingNode() && !asked.get("evenIfDifferent").isBoolean()) {
            asked.wrong("/evenIfDifferent", "It is true or false.", "C’est true ou false.");
        }
        Text reason = even || !asked.get("reason").isMissingNode() ? asked.reason() : null;
        asked.check();
        var after = decide(even ? RebuildDecision.SWITCH_EVEN_IF_DIFFERENT : RebuildDecision.SWITCH, reason);
        if (after.state() == RebuildState.READY && after.decision().isEmpty()) {
            throw Problem.of(409, "rebuild-differs", Text.of("The rebuilt view differs from the one that is read", "La vue reconstruite diffère de celle qui est lue"),
                    Text.of("Nothing was switched. " + RebuildResource.PATH + "/comparison says number by number what differs.",
                            "Rien n’a été basculé. " + RebuildResource.PATH + "/comparison dit chiffre par chiffre ce qui diffère.")).asException();
        }
        return after.isUnderWay() ? accepted(after) : Response.ok(StateAsJson.of(after).toString()).build();
    }

    @POST
    @Path("discard")
    @Operation(operationId = "discardRebuilt", summary = "Removes the rebuilt view; the one that is read stays as it is")
    public Response discard() throws SQLException {
        var after = decide(RebuildDecision.DISCARD, null);
        return after.isUnderWay() ? accepted(after) : Response.ok(StateAsJson.of(after).toString()).build();
    }

    private Rebuild.Status decide(RebuildDecision decision, @Nullable Text reason) throws SQLException {
        if (!rebuild.decide(decision, token.getName(), reason)) {
            throw Problem.of(409, "nothing-to-decide", Text.of("There is nothing to decide", "Il n’y a rien à décider"),
                    Text.of("No rebuild is under way, or another decision is not carried out yet.",
                            "Aucune reconstruction n’est en cours, ou une autre décision n’est pas encore exécutée.")).asException();
        }
        Rebuild.Status after = rebuild.status();
        noted(after);
        return after;
    }

    private static Response accepted(Rebuild.Status status) {
        return Response.accepted(StateAsJson.of(status).toString()).location(URI.create(PATH)).build();
    }
}
