package ca.criticalminerals.progress.operations;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.http.Problem;
import ca.criticalminerals.progress.projection.Verification;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How it stands, and whether what is shown is what the topics tell. */
@Path("/v1/operations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@RunOnVirtualThread
class StatusResource {
    private final States states;
    private final Verification verification;

    StatusResource(States states, Verification verification) {
        this.states = states;
        this.verification = verification;
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
}
