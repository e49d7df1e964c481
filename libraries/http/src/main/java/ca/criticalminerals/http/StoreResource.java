package ca.criticalminerals.http;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.Agreement;
import ca.criticalminerals.eventsourcing.store.NotRecoverable;
import ca.criticalminerals.eventsourcing.store.StoreOperations;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** The store of a service and its topic, as operators see them: how they stand, whether they agree, and what can be done if not. */
@Path("/v1/operations/store")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed("operator")
@SecurityRequirement(name = "bearer", scopes = "operator")
class StoreResource {
    private final StoreOperations store;

    StoreResource(StoreOperations store) {
        this.store = store;
    }

    @GET
    @Operation(operationId = "getStore", summary = "What the relay does and how far behind it is")
    public Response status() throws SQLException {
        var status = store.status();
        ObjectNode json = json().put("relay", status.relay().state()).put("problem", status.relay().problem()).put("events", status.events())
                .put("streams", status.streams()).put("checkpoint", status.checkpoint());
        json.putObject("backlog").put("events", status.backlog())
                .put("seconds", status.oldest().map(oldest -> Math.max(0, Duration.between(oldest, Instant.now()).toMillis()) / 1e3).orElse(0.0));
        return Response.ok(json.put("completeThrough", status.completeThrough().map(Instant::toString).orElse(null)).toString()).build();
    }

    @GET
    @Path("verification")
    @Operation(operationId = "verifyStore", summary = "Compares the store with its topic, event by event and byte by byte")
    public Response verification() throws SQLException {
        Agreement agreement = store.verify();
        ObjectNode json = json().put("agrees", agreement.isWhole()).put("events", agreement.events()).put("repeats", agreement.repeats())
                .put("backlog", agreement.backlog());
        found(json, "missingOnTopic", agreement.missing());
        found(json, "notInStore", agreement.lost());
        found(json, "different", agreement.different());
        return Response.ok(json.toString()).build();
    }

    @POST
    @Path("republish")
    @Operation(operationId = "republishStore", summary = "Publishes every event again, from the first one; consumers know repeats")
    public Response republish() throws SQLException {
        store.republish();
        return Response.accepted(json().put("events", store.status().events()).put("watch", "/v1/operations/store").toString()).build();
    }

    @POST
    @Path("recover")
    @Operation(operationId = "recoverStore", summary = "Brings back from the topic the events that a store has lost that was restored to an earlier point")
    public Response recover() throws SQLException, InterruptedException {
        try {
            return Response.ok(json().put("recovered", store.recover()).toString()).build();
        } catch (NotRecoverable e) {
            return Problem.of(409, "not-recoverable", Text.of("Nothing was brought back", "Rien n’a été rétabli"), e.why()).response();
        }
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void found(ObjectNode json, String name, Agreement.Found found) {
        ObjectNode shown = json.putObject(name).put("count", found.count());
        found.names().forEach(shown.withArray("milestones")::add);
    }
}
