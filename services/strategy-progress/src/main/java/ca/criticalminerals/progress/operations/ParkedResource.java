package ca.criticalminerals.progress.operations;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.http.Audited;
import ca.criticalminerals.http.AuditedValues;
import ca.criticalminerals.http.CommandBody;
import ca.criticalminerals.http.Problem;
import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.projection.Parked;
import ca.criticalminerals.progress.projection.Unreadable;
import ca.criticalminerals.progress.projection.Why;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The records that cannot be applied: seen, tried again, repaired or set aside. */
@Path("/v1/operations/parked")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@RunOnVirtualThread
class ParkedResource {
    private static final String RECORD = "{topic}/{offset:[0-9]{1,18}}";
    private static final Pattern TYPE = Pattern.compile("ca\\.criticalminerals\\.([a-z]+)\\.([a-z-]+)\\.v1");
    private static final Set<String> CONTEXTS = Set.of("funding", "security", "partnerships", "strategy");
    private static final int EXCERPT = 200;
    private static final int MOST = 1_000;

    private final Parked parked;
    private final JsonWebToken token;
    private final AuditedValues audited;

    ParkedResource(Parked parked, JsonWebToken token, AuditedValues audited) {
        this.audited = audited;
        this.parked = parked;
        this.token = token;
    }

    @GET
    @Operation(operationId = "getParked", summary = "The initiatives that stand still and why, the records that are held, foreign, not believed, set aside and repaired")
    public Response list() throws SQLException {
        ObjectNode answer = Json.object();
        List<Parked.Kept> held = parked.held();
        ArrayNode initiatives = answer.putArray("initiatives");
        for (var one : parked.standing()) {
            ObjectNode json = initiatives.addObject().put("initiative", one.initiative()).put("appliedThrough", one.applied()).put("reason", one.reason());
            records(json.putArray("records"), held.stream().filter(kept -> kept.held().initiative().filter(one.initiative()::equals).isPresent()).toList());
        }
        records(answer.putArray("held"), held);
        records(answer.putArray("foreign"), parked.foreign(MOST));
        records(answer.putArray("refused"), parked.refused(MOST));
        ArrayNode setAside = answer.putArray("setAside");
        for (var one : parked.setAside(MOST)) {
            ObjectNode json = Json.held(setAside, one.held()); // its reason says what is wrong with it
            one.decided().ifPresent(decided -> decided(json, "setAside", "why", decided));
        }
        ArrayNode repaired = answer.putArray("repaired");
        for (var one : parked.repaired(MOST)) {
            decided(repaired.addObject().put("topic", one.topic()).put("offset", one.offset()).put("initiative", one.initiative())
                    .put("milestone", one.version()), "repaired", "reason", one.decided());
        }
        return Response.ok(answer.toString()).build();
    }

    private static void decided(ObjectNode json, String what, String why, Parked.Decided decided) {
        Json.put(json.put(what + "By", decided.why().by()).put(what + "At", decided.at().toString()), why, decided.why().reason());
    }

    private static void records(ArrayNode list, List<Parked.Kept> kept) {
        kept.forEach(one -> Json.held(list, one.held()).put("excerpt", excerpt(one.record())));
    }

    private static String excerpt(byte[] record) {
        String text = record == null ? "" : new String(record, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
        return text.substring(0, Math.min(EXCERPT, text.length()));
    }

    @GET
    @Path(RECORD)
    @Audited
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "getParkedRecord", summary = "The bytes of a record that is held, was set aside or was repaired, as they are in the topic")
    public Response record(@PathParam("topic") String topic, @PathParam("offset") long offset) throws SQLException {
        var kept = parked.record(topic, offset).orElseThrow(NotFoundException::new);
        return Response.ok(Objects.requireNonNullElse(kept.record(), new byte[0])).header("Content-Disposition", "attachment").build();
    }

    @POST
    @Path("{initiative}/release")
    @Operation(operationId = "releaseInitiative", summary = "Lets a parked initiative go on with what can be read now, in order")
    public Response release(@PathParam("initiative") String initiative) throws SQLException {
        if (!parked.release(initiative, token.getName())) {
            throw new NotFoundException();
        }
        return Response.ok(Json.object().put("released", initiative).toString()).build();
    }

    @POST
    @Path(RECORD + "/set-aside")
    @Operation(operationId = "setRecordAside", summary = "Lets a record that nobody can read say nothing any more; it stays on file, with who did it, when "
            + "and why: {\"reason\": {\"en\": …, \"fr\": …}}")
    public Response setAside(@PathParam("topic") String topic, @PathParam("offset") long offset, InputStream body) throws SQLException {
        var asked = CommandBody.of(body, "reason");
        Text reason = asked.reason();
        asked.check();
        if (!parked.setAside(topic, offset, new Why(token.getName(), reason))) {
            throw new NotFoundException();
        }
        return Response.ok(Json.object().put("topic", topic).put("offset", offset).put("setAside", true).toString()).build();
    }

    @POST
    @Path(RECORD + "/repair")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "repairRecord", summary = "Puts a document in the place of a record that cannot be read, for good: {\"document\": a CloudEvent "
            + "as its contract wants it, \"reason\": {\"en\": …, \"fr\": …}}")
    public Response repair(@PathParam("topic") String topic, @PathParam("offset") long offset, InputStream body) throws SQLException {
        var asked = CommandBody.of(body, "document", "reason");
        JsonNode document = asked.get("document");
        check(document, asked);
        Text reason = asked.reason();
        asked.check();
        audited.about("initiative", document.path("subject").asText());
        audited.about("milestone", document.path("streamversion").asInt());
        try {
            byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
            switch (parked.repair(topic, offset, bytes, new Why(token.getName(), reason))) {
                case REPAIRED -> { }
                case NOT_HELD -> throw new NotFoundException();
                case OF_ANOTHER_INITIATIVE -> throw another("/document/subject", "The record is about another initiative.", "L’enregistrement porte sur une autre initiative.");
                case OF_ANOTHER_VERSION -> throw another("/document/streamversion", "The record has another version, or the initiative another next one.",
                        "L’enregistrement a une autre version, ou l’initiative en attend une autre.");
                case OF_ANOTHER_SERVICE -> throw another("/document/source", "The initiative belongs to another service.", "L’initiative appartient à un autre service.");
            }
        } catch (Unreadable e) {
            throw another("/document", "It cannot be read either: " + e.getMessage() + ".", "Il est illisible lui aussi\u00a0: " + e.getMessage() + ".");
        }
        return Response.ok(Json.object().put("topic", topic).put("offset", offset).put("initiative", document.path("subject").asText())
                .put("milestone", document.path("streamversion").asInt()).put("repaired", true).toString()).build();
    }

    private static void check(JsonNode document, CommandBody asked) {
        var type = TYPE.matcher(document.path("type").asText());
        if (!type.matches() || !CONTEXTS.contains(type.group(1)) || !Contract.kinds(type.group(1)).contains(type.group(2))) {
            asked.wrong("/document/type", "A document names a kind of milestone as its type.", "Un document indique un type de jalon dans « type ».");
            return;
        }
        for (Violation violation : Contract.announced(type.group(1), type.group(2)).violations(document)) {
            asked.wrong(new Violation("/document" + violation.place(), violation.text()));
        }
    }

    private static RuntimeException another(String pointer, String en, String fr) {
        return Problem.invalid(pointer, en, fr).asException();
    }
}
