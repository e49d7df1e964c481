package ca.criticalminerals.http;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.Agreement;
import ca.criticalminerals.eventsourcing.store.From;
import ca.criticalminerals.eventsourcing.store.NotRecoverable;
import ca.criticalminerals.eventsourcing.store.RecoveryPlan;
import ca.criticalminerals.eventsourcing.store.StoreOperations;
import ca.criticalminerals.eventsourcing.store.StrayRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The store of a service and its topic, as operators see them: how they stand, whether they agree, and what can be done if not. */
@Path("/v1/operations/store")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed("operator")
class StoreResource {
    private static final int MOST_SHOWN = 100;
    private static final int MOST_DIGESTS = 1_000;

    private final StoreOperations store;
    private final JsonWebToken token;
    private final AuditedValues audited;

    StoreResource(StoreOperations store, JsonWebToken token, AuditedValues audited) {
        this.store = store;
        this.token = token;
        this.audited = audited;
    }

    @GET
    @Operation(operationId = "getStore", summary = "What the relay does and how far behind it is")
    public Response status() throws SQLException {
        var status = store.status();
        ObjectNode json = json().put("relay", status.relay().state()).put("problem", status.relay().problem()).put("events", status.events())
                .put("streams", status.streams()).put("checkpoint", status.checkpoint()).put("renewsTopic", status.isRenewed());
        json.putObject("backlog").put("events", status.backlog())
                .put("seconds", status.waiting());
        ArrayNode findings = json.putArray("findings");
        if (status.relay().hasLostMilestones()) {
            findings.addObject().put("kind", "lostMilestones").set("what", text(Text.of("The store has lost milestones that its topic knows.",
                    "Le magasin a perdu des jalons que son sujet connaît.")));
        }
        if (!status.strays().isEmpty()) {
            findings.addObject().put("kind", "strayRecords").put("count", status.strays().size()).set("what", text(Text.of(
                    "On the topic is a record that this service did not write.", "Dans le sujet se trouve un enregistrement que ce service n’a pas écrit.")));
        }
        status.verified().ifPresent(ended -> {
            ObjectNode verified = json.putObject("lastVerification").put("at", ended.at().toString());
            ended.findings().forEach(verified.putObject("findings")::put);
        });
        status.strays().stream().limit(MOST_SHOWN).forEach(one -> stray(json.withArray("strayRecords").addObject(), one));
        return Response.ok(json.put("completeThrough", status.completeThrough().map(Instant::toString).orElse(null)).toString()).build();
    }

    @GET
    @Path("verification")
    @Operation(operationId = "verifyStore", summary = "Compares the store with its topic, event by event and byte by byte")
    public Response verification() throws SQLException {
        Agreement agreement = store.verify();
        ObjectNode json = json().put("agrees", agreement.isWhole() && agreement.strays().count() == 0).put("events", agreement.events()).put("repeats", agreement.repeats())
                .put("backlog", agreement.backlog());
        found(json, "missingOnTopic", agreement.missing());
        found(json, "notInStore", agreement.lost());
        found(json, "different", agreement.different());
        strays(json, agreement.strays());
        return Response.ok(json.toString()).build();
    }

    @GET
    @Path("digests")
    @Operation(operationId = "getStoreDigests", summary = "Digests of what the store has announced, of a thousand initiatives in alphabetical order of their ids, "
            + "to be compared with what is shown: of each, how many milestones, and SHA-256 of the SHA-256 of their documents by version")
    public Response digests(@QueryParam("after") @DefaultValue("") @Parameter(description = "The id behind which to begin") String after) throws SQLException {
        ObjectNode json = json();
        ArrayNode all = json.putArray("digests");
        var digests = store.digests(after, MOST_DIGESTS);
        digests.forEach(one -> all.addObject().put("initiative", one.stream()).put("milestones", one.events()).put("sha256", one.sha256()));
        return Response.ok(json.put("next", digests.size() == MOST_DIGESTS ? digests.getLast().stream() : null).toString()).build();
    }

    @GET
    @Path("digests/{initiative}")
    @Operation(operationId = "getInitiativeStoreDigests", summary = "SHA-256 of each document that the store has announced of an initiative")
    public Response digestsOf(@PathParam("initiative") String initiative) throws SQLException {
        ObjectNode json = json();
        ArrayNode all = json.putArray("digests");
        store.digests(initiative).forEach((version, sha256) -> all.addObject().put("milestone", version).put("sha256", sha256));
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
        from.ifPresent(_ -> audited.about("from", asked.get("from").asText()));
        long events = all ? store.republish() : store.republish(from.orElseThrow());
        if (events == 0 && !all) {
            throw Problem.invalid("/from", "Nothing has been published from there on.", "Rien n’a été publié à partir de là.").asException();
        }
        return publishes(events);
    }

    private Response publishes(long events) {
        audited.about("events", events);
        return Response.accepted(json().put("events", events).put("watch", "/v1/operations/store").toString()).build();
    }

    @POST
    @Path("topic")
    @Operation(operationId = "renewTopic", summary = "Deletes the topic of the milestones and publishes every event of the store to a new one: after a redaction, "
            + "or to give up what a restored store has lost")
    @APIResponse(responseCode = "202", description = "The topic is new; the address watch says how much is still to be published")
    @APIResponse(responseCode = "409", description = "The service may not delete its topic: the administrator of Kafka must")
    public Response renewTopic() throws SQLException {
        audited.about("topic", store.topic());
        try {
            return publishes(store.renewTopic());
        } catch (NotRecoverable e) {
            return Problem.of(409, "topic-not-renewed", Text.of("The topic is what it was", "Le sujet est ce qu’il était"), e.why()).response();
        }
    }

    @POST
    @Path("recovery")
    @Understands(dryRun = true)
    @Operation(operationId = "recoverStore", summary = "Brings back from the topic the events that a store has lost that was restored to an earlier point, "
            + "ten thousand at most; with Prefer: handling=validate it only says which")
    @RequestBody(required = false, content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT,
            properties = @SchemaProperty(name = "confirm", description = "What the preview says under confirm, or how many events it lists"))))
    @APIResponse(responseCode = "200", description = "What the recovery would bring back, or how many events came back and how many are left")
    @APIResponse(responseCode = "409", description = "Nothing was brought back: something else was recorded, or the preview is another one now")
    public Response recover(InputStream body, @Context HttpHeaders headers) throws SQLException, InterruptedException {
        var asked = CommandBody.of(body, "confirm");
        if (Conditions.dryRun(headers)) {
            asked.check();
            return Response.ok(plan(store.planRecovery()).toString()).header("Preference-Applied", "handling=validate").build();
        }
        JsonNode confirm = asked.get("confirm");
        if (!confirm.isTextual() && !confirm.canConvertToLong()) {
            asked.wrong("/confirm", "Look at the preview first (Prefer: handling=validate), and confirm what it says under confirm.",
                    "Consultez d’abord l’aperçu (Prefer: handling=validate) et confirmez ce qu’il indique sous confirm.");
        }
        asked.check();
        try {
            var recovered = store.recover(plan -> confirm.isTextual() ? plan.confirm().equals(confirm.asText()) : plan.events().count() == confirm.asLong());
            audited.about("events", recovered.events());
            return Response.ok(json().put("recovered", recovered.events()).put("left", recovered.left()).toString()).build();
        } catch (NotRecoverable e) {
            return refused(e);
        }
    }

    @POST
    @Path("records/{offset:[0-9]{1,18}}/without")
    @Operation(operationId = "goOnWithoutRecord", summary = "Goes on without a record of the topic that this service did not write, for good; it stays on file, "
            + "with who decided it, when and why: {\"reason\": {\"en\": …, \"fr\": …}}")
    @APIResponse(responseCode = "404", description = "There is no record at the offset")
    @APIResponse(responseCode = "409", description = "The store holds the milestone of the record")
    public Response without(@PathParam("offset") long offset, InputStream body) throws SQLException {
        var asked = CommandBody.of(body, "reason");
        Text reason = asked.reason();
        asked.check();
        audited.about("topic", store.topic());
        audited.about("offset", offset);
        try {
            return Response.ok(stray(json(), store.goOnWithout(offset, token.getName(), reason).orElseThrow(NotFoundException::new)).toString()).build();
        } catch (NotRecoverable e) {
            return refused(e);
        }
    }

    private static Response refused(NotRecoverable e) {
        return Problem.of(409, "not-recoverable", Text.of("Nothing was brought back", "Rien n’a été rétabli"), e.why()).response();
    }

    private static ObjectNode plan(RecoveryPlan plan) {
        ObjectNode json = json();
        found(json, "events", plan.events());
        ObjectNode initiatives = json.putObject("initiatives");
        plan.initiatives().entrySet().stream().limit(MOST_SHOWN).forEach(one -> initiatives.put(one.getKey(), one.getValue()));
        json.put("firstRecordedAt", plan.first().map(Instant::toString).orElse(null)).put("lastRecordedAt", plan.last().map(Instant::toString).orElse(null));
        strays(json, plan.leftOut());
        json.set("obstacle", plan.obstacle().<JsonNode>map(StoreResource::text).orElse(null));
        return json.put("confirm", plan.confirm());
    }

    private static void strays(ObjectNode json, Agreement.Strays strays) {
        ObjectNode shown = json.putObject("strayRecords").put("count", strays.count()).put("undecided", strays.undecided());
        ObjectNode reasons = shown.putObject("reasons");
        new TreeMap<>(strays.reasons()).forEach((reason, count) -> reasons.put(reason.word(), count));
        strays.records().forEach(one -> stray(shown.withArray("records").addObject(), one));
    }

    private static ObjectNode stray(ObjectNode json, StrayRecord stray) {
        json.put("offset", stray.offset()).put("milestone", stray.milestone()).put("reason", stray.reason().word()).put("sha256", stray.sha256());
        json.set("what", text(stray.reason().text()));
        stray.decision().ifPresent(decision -> json.putObject("decision").put("by", decision.by()).put("at", decision.at().toString())
                .set("why", text(decision.why())));
        return json;
    }

    private static ObjectNode text(Text text) {
        return json().put("en", text.en()).put("fr", text.fr());
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void found(ObjectNode json, String name, Agreement.Found found) {
        ObjectNode shown = json.putObject(name).put("count", found.count());
        found.names().forEach(shown.withArray("milestones")::add);
    }
}
