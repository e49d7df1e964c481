package ca.criticalminerals.progress.operations;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.http.Problem;
import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.projection.ShownDigests;
import ca.criticalminerals.progress.projection.Verification;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How it stands, and whether what is shown is what the topics tell. */
@Path("/v1/operations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@RunOnVirtualThread
class StatusResource {
    private static final int MOST_DIGESTS = 1_000;

    private final States states;
    private final Verification verification;
    private final ShownDigests shown;

    StatusResource(States states, Verification verification, ShownDigests shown) {
        this.states = states;
        this.verification = verification;
        this.shown = shown;
    }

    @GET
    @Path("status")
    @Operation(operationId = "getStatus", summary = "Who reads, how far, how far behind; what is held back; the last rebuild and the newest edition")
    public Response status() {
        return Response.ok(StateAsJson.of(states.now()).toString()).build();
    }

    @GET
    @Path("verification")
    @Operation(operationId = "verifyView", summary = "Reads every topic again from its first record and compares it, milestone by milestone and byte by byte, with the view")
    public Response verification() throws SQLException {
        return Response.ok(verification.verify().orElseThrow(() -> Problem.of(409, "verification-under-way",
                Text.of("A verification is under way", "Une vérification est en cours"),
                Text.of("Wait until it ends: each reads every topic.", "Attendez qu’elle se termine\u00a0: chacune lit tous les sujets.")).asException()).toString()).build();
    }

    @GET
    @Path("digests")
    @Operation(operationId = "getShownDigests", summary = "Digests of what is shown, of a thousand initiatives in alphabetical order of their ids, to be compared with "
            + "what the services have stored: of each, how many milestones, and SHA-256 of the SHA-256 of their documents by version")
    public Response digests(@QueryParam("after") @DefaultValue("") @Parameter(description = "The id behind which to begin") String after) throws SQLException {
        ObjectNode json = Json.object();
        ArrayNode all = json.putArray("digests");
        var digests = shown.after(after, MOST_DIGESTS);
        digests.forEach(one -> all.addObject().put("initiative", one.initiative()).put("source", one.source()).put("milestones", one.milestones())
                .put("sha256", one.sha256()));
        return Response.ok(json.put("next", digests.size() == MOST_DIGESTS ? digests.getLast().initiative() : null).toString()).build();
    }

    @GET
    @Path("digests/{initiative}")
    @Operation(operationId = "getInitiativeShownDigests", summary = "SHA-256 of each document of an initiative that is shown")
    public Response digestsOf(@PathParam("initiative") String initiative) throws SQLException {
        ObjectNode json = Json.object();
        ArrayNode all = json.putArray("digests");
        shown.of(initiative).forEach((version, sha256) -> all.addObject().put("milestone", version).put("sha256", sha256));
        return Response.ok(json.toString()).build();
    }
}
