package ca.criticalminerals.http;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.Agreement;
import ca.criticalminerals.eventsourcing.store.From;
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
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The store of a service and its topic, as operators see them: how they stand, whether they agree, and what can be done if not. */
@Path("/v1/operations/store")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed("operator")
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
                .put("seconds", status.waiting());
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
    @Operation(operationId = "republishStore", summary = "Publishes every event again, from the first one or with {\"from\": …} from a later one; consumers know repeats")
    @RequestBody(required = false, content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT,
            properties = @SchemaProperty(name = "from", type = SchemaType.STRING,
                    description = "From what was recorded at that instant in UTC or later, or from the place that is the sequence of a milestone"))))
    @APIResponse(responseCode = "202", description = "It has begun; the address watch says how much waits")
    public Response republish(InputStream body) throws SQLException {
        var asked = CommandBody.of(body, "from");
        boolean all = asked.get("from").isMissingNode();
        Optional<From> from = From.parse(asked.get("from").asText());
        if (!all && from.isEmpty()) {
            asked.wrong("/from", "It is an instant in UTC, like 2026-01-31T15:00:00Z, or the sequence of a milestone.",
                    "C’est un instant UTC, comme 2026-01-31T15:00:00Z, ou la séquence (sequence) d’un jalon.");
        }
        asked.check();
        long events = all ? store.republish() : store.republish(from.orElseThrow());
        if (events == 0 && !all) {
            throw Problem.invalid("/from", "Nothing has been published from there on.", "Rien n’a été publié à partir de là.").asException();
        }
        return Response.accepted(json().put("events", events).put("watch", "/v1/operations/store").toString()).build();
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
