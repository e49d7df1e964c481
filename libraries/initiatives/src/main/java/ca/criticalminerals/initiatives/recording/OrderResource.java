package ca.criticalminerals.initiatives.recording;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The initiatives of a store that look otherwise in the effective order than in the order of recording, and the milestones that break
 * a rule in their place: for operators who bring a store of before that order to this release.
 */
@Path("/v1/operations/store/order")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed("operator")
class OrderResource {
    private final Instance<InitiativeResource<?>> kinds;

    OrderResource(Instance<InitiativeResource<?>> kinds) {
        this.kinds = kinds;
    }

    @GET
    @Operation(operationId = "compareOrder", summary = "Compares the effective order with that of recording")
    public Response order() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("initiatives", 0).put("impossible", 0);
        answer.putArray("different");
        kinds.forEach(kind -> kind.compareOrder(answer));
        return Response.ok(answer.toString()).build();
    }
}
