package ca.criticalminerals.progress.operations;

import ca.criticalminerals.http.Audited;
import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.projection.Views;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What operators have decided about records of an initiative, with who and why, for auditors. */
@Path("/v1/initiatives/{id}/decisions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "operator"})
@RunOnVirtualThread
class DecisionsResource {
    private final Views views;

    DecisionsResource(Views views) {
        this.views = views;
    }

    @GET
    @Audited
    @Operation(operationId = "getDecisions", summary = "What operators have decided about records of an initiative: what, when, who and why")
    public Response decisions(@PathParam("id") String id) {
        ObjectNode json = Json.object();
        ArrayNode all = json.putArray("decisions");
        views.current().decisions(id, Instant.MAX).forEach(decision -> {
            ObjectNode one = all.addObject().put("kind", decision.kind().word).put("topic", decision.topic()).put("offset", decision.offset())
                    .put("at", decision.at().toString()).put("by", decision.why().by());
            decision.milestone().ifPresent(milestone -> one.put("milestone", milestone));
            Json.put(one, "why", decision.why().reason());
            Json.put(one, "what", decision.sentence());
        });
        return Response.ok(json.toString()).build();
    }
}
