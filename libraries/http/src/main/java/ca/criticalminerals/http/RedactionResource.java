package ca.criticalminerals.http;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.eventsourcing.Redaction;
import ca.criticalminerals.eventsourcing.Redaction.Ground;
import ca.criticalminerals.eventsourcing.Redaction.Span;
import ca.criticalminerals.eventsourcing.Redaction.Taken;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.Announcements;
import ca.criticalminerals.eventsourcing.store.NotRecoverable;
import ca.criticalminerals.eventsourcing.store.Redactions;
import ca.criticalminerals.eventsourcing.store.Redactions.What;
import ca.criticalminerals.eventsourcing.store.StoreOperations;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Texts and personal data that a privacy officer takes out of a store on a legal ground. */
@Path("/v1/operations/store")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RedactionResource {
    static final String PRIVACY = "privacy";
    private static final Map<String, Ground> GROUNDS = Map.of("privacy", Ground.PRIVACY, "security", Ground.SECURITY, "courtOrder", Ground.COURT_ORDER,
            "copyright", Ground.COPYRIGHT);
    private static final int MOST_TEXTS = 20;
    private static final int LONGEST = 5_000;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern POINTER = Pattern.compile("(?:/[A-Za-z0-9]++){1,32}+");

    private final Redactions redactions;
    private final StoreOperations store;
    private final Announcements announcements;
    private final ZoneId zone;
    private final JsonWebToken token;
    private final AuditedValues audited;

    RedactionResource(Redactions redactions, StoreOperations store, Announcements announcements,
            @ConfigProperty(name = "tracker.time-zone", defaultValue = "America/Toronto") ZoneId zone, JsonWebToken token, AuditedValues audited) {
        this.redactions = redactions;
        this.store = store;
        this.announcements = announcements;
        this.zone = zone;
        this.token = token;
        this.audited = audited;
    }

    @GET
    @Path("redactions")
    @RolesAllowed({"auditor", "operator", PRIVACY})
    @Operation(operationId = "getRedactions", summary = "The redactions of the store: who took what out of which milestones, when, why and on which legal ground; "
            + "kept beside the backups, so that they can be done again after a restore")
    public Response all() throws SQLException {
        ObjectNode json = json().put("source", announcements.source());
        var all = json.putArray("redactions");
        for (var entry : redactions.all()) {
            show(entry, all.addObject());
        }
        return Response.ok(json.toString()).header("Cache-Control", "private, no-store").build();
    }

    @POST
    @Path("redactions")
    @RolesAllowed(PRIVACY)
    @Understands(dryRun = true)
    @Operation(operationId = "redact", summary = "Takes texts out of the record of an initiative, wherever they are in it; with Prefer: handling=validate it only says where, "
            + "and without an initiative, in which tables")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT, properties = {
        @SchemaProperty(name = "initiative", type = SchemaType.STRING),
        @SchemaProperty(name = "texts", type = SchemaType.ARRAY, implementation = String.class, description = "Each of three characters or more, as it was recorded"),
        @SchemaProperty(name = "taken", type = SchemaType.ARRAY, implementation = Object.class, description = "Instead of texts: what an earlier redaction took, from the list of redactions"),
        @SchemaProperty(name = "ground", type = SchemaType.STRING, description = "privacy, security, courtOrder or copyright"),
        @SchemaProperty(name = "reason", type = SchemaType.OBJECT, description = "In English (en) and in French (fr); without the text"),
        @SchemaProperty(name = "confirm", type = SchemaType.STRING, description = "What the preview says under confirm")})))
    @APIResponse(responseCode = "200", description = "Where the texts are")
    @APIResponse(responseCode = "201", description = "The redaction; what was taken out is in no table of events any more")
    @APIResponse(responseCode = "409", description = "Nothing was taken out: nothing is there, or the preview is another one now")
    public Response redact(InputStream body, @Context HttpHeaders headers) throws SQLException {
        boolean dryRun = Conditions.dryRun(headers);
        var asked = CommandBody.of(body, "initiative", "texts", "taken", "ground", "reason", "confirm");
        var what = what(asked);
        String initiative = asked.get("initiative").asText("");
        // A dry run needs neither ground nor reason; what it is given is checked as the real run checks it.
        Ground ground = GROUNDS.get(asked.get("ground").asText(""));
        if (ground == null && !(dryRun && asked.get("ground").isMissingNode())) {
            asked.wrong("/ground", "Give the legal ground: privacy, security, courtOrder or copyright.",
                    "Indiquez le motif juridique\u00a0: privacy, security, courtOrder ou copyright.");
        }
        Text reason = dryRun && asked.get("reason").isMissingNode() ? Text.of("", "") : reason(asked, what);
        if (dryRun && initiative.isEmpty() && what instanceof What.Texts(var texts)) {
            asked.check();
            ObjectNode remaining = json();
            redactions.remaining(texts).forEach(remaining.putObject("tables")::put);
            return validated(remaining);
        }
        if (!Contract.isInitiative(initiative)) {
            asked.wrong("/initiative", "Say of which initiative.", "Indiquez l’initiative.");
        }
        if (dryRun) {
            asked.check();
            return validated(shown(redactions.plan(initiative, what, keepsContract())));
        }
        String confirm = asked.get("confirm").asText("");
        if (confirm.isEmpty()) {
            asked.wrong("/confirm", "Look at the preview first (Prefer: handling=validate), and confirm what it says under confirm.",
                    "Consultez d’abord l’aperçu (Prefer: handling=validate) et confirmez ce qu’il indique sous confirm.");
        }
        asked.check();
        audited.about("initiative", initiative);
        audited.about("ground", asked.get("ground").asText());
        var done = redactions.redact(initiative, what, ground, reason, Holder.recorder(token, PRIVACY), LocalDate.now(zone), keepsContract(),
                plan -> plan.isPossible() && plan.confirm().equals(confirm));
        if (done.isEmpty()) {
            throw Problem.of(409, "not-redacted", Text.of("Nothing was taken out", "Rien n’a été supprimé"),
                    Text.of("Nothing is there to be taken out, something is there that cannot be, or this is not what the preview shows now.",
                            "Il n’y a rien à supprimer, un élément ne peut pas l’être, ou ce n’est pas ce que l’aperçu montre maintenant.")).asException();
        }
        audited.about("milestones", done.get().redaction().milestones().size());
        return Response.status(Response.Status.CREATED).entity(show(done.get(), json()).toString()).build();
    }

    @POST
    @Path("compaction")
    @RolesAllowed("operator")
    @Operation(operationId = "compactStore", summary = "Writes every table of the database anew, without what was deleted or taken out; commands wait while a table is written. 409 if a table "
            + "is in use for a minute")
    @APIResponse(responseCode = "204", description = "Done")
    public Response compact() throws SQLException, InterruptedException {
        try {
            store.compact();
            return Response.noContent().build();
        } catch (NotRecoverable e) {
            throw Problem.of(409, "not-compacted", Text.of("Not every table was written anew", "Toutes les tables n’ont pas été réécrites"), e.why()).asException();
        }
    }

    private Predicate<JsonNode> keepsContract() {
        return document -> Contract.inAnnouncement(announcements.context(), Announcements.kind(document), document).isEmpty();
    }

    private static What what(CommandBody asked) {
        JsonNode texts = asked.get("texts");
        JsonNode taken = asked.get("taken");
        if (texts.isMissingNode() == taken.isMissingNode()) {
            asked.wrong("/texts", "Give the texts, or what an earlier redaction took.", "Indiquez les textes, ou ce qu’une suppression antérieure a retiré.");
            return new What.Texts(List.of());
        }
        if (!taken.isMissingNode()) {
            var again = new ArrayList<Taken>();
            taken.forEach(one -> again.add(taken(one)));
            if (!taken.isArray() || again.isEmpty() || again.contains(null)) {
                asked.wrong("/taken", "It is a list as the redactions of a store have it.", "C’est une liste telle qu’en contiennent les suppressions d’un magasin.");
            }
            return new What.Again(again);
        }
        var all = new ArrayList<String>();
        texts.forEach(text -> all.add(text.asText()));
        if (all.isEmpty() || all.size() > MOST_TEXTS || !texts.valueStream().allMatch(JsonNode::isTextual)
                || all.stream().anyMatch(text -> text.codePointCount(0, text.length()) < Redaction.SHORTEST || text.length() > LONGEST || text.isBlank()
                        || Redaction.MARK.contains(text))) {
            asked.wrong("/texts", "Give 1 to " + MOST_TEXTS + " texts of " + Redaction.SHORTEST + " to " + LONGEST + " characters.",
                    "Indiquez de 1 à " + MOST_TEXTS + " textes de " + Redaction.SHORTEST + " à " + LONGEST + " caractères.");
        }
        return new What.Texts(all.stream().flatMap(RedactionResource::forms).distinct().toList());
    }

    /** The text in every form in which it can have been recorded: letters with accents are one character or several. */
    private static Stream<String> forms(String text) {
        return Stream.of(text, Normalizer.normalize(text, Normalizer.Form.NFC), Normalizer.normalize(text, Normalizer.Form.NFD));
    }

    private static Taken taken(JsonNode one) {
        var spans = new ArrayList<Span>();
        one.path("spans").forEach(span -> spans.add(new Span(span.path("at").asInt(-1), span.path("length").asInt(0))));
        boolean isTaken = one.path("milestone").asInt() > 0 && POINTER.matcher(one.path("place").asText()).matches() && !spans.isEmpty()
                && spans.stream().allMatch(span -> span.at() >= 0 && span.length() > 0) && DIGEST.matcher(one.path("was").asText()).matches();
        return isTaken ? new Taken(one.path("milestone").asInt(), one.path("place").asText(), spans, one.path("was").asText(), one.path("now").asText(),
                Optional.ofNullable(one.path("page").textValue())) : null;
    }

    /** A reason that repeats the text would publish it for ever. */
    private static Text reason(CommandBody asked, What what) {
        Text reason = asked.reason();
        if (what instanceof What.Texts(var texts) && texts.stream().anyMatch(text -> reason.en().contains(text) || reason.fr().contains(text))) {
            asked.wrong("/reason", "The reason must not repeat the text.", "La raison ne doit pas répéter le texte.");
        }
        return reason;
    }

    private static ObjectNode shown(Redactions.Plan plan) {
        ObjectNode json = json().put("confirm", plan.confirm()).put("possible", plan.isPossible());
        var places = json.putArray("places");
        plan.places().forEach(place -> places.addObject().put("milestone", place.milestone()).put("type", place.type()).put("place", place.place())
                .put("times", place.times()).put("possible", place.isFree()));
        return json;
    }

    private static Response validated(ObjectNode json) {
        return Response.ok(json.toString()).header("Preference-Applied", "handling=validate").header("Cache-Control", "private, no-store").build();
    }

    private ObjectNode show(Redactions.Entry entry, ObjectNode json) {
        json.put("initiative", entry.stored().streamId).put("milestone", entry.stored().version).put("recordedAt", entry.stored().recordedAt.toString())
                .put("recordedBy", entry.stored().recordedBy);
        json.setAll(announcements.data(announcements.json().read(entry.stored())));
        return json;
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }
}
