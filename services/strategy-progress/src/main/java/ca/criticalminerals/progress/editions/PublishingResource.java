package ca.criticalminerals.progress.editions;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.store.Fingerprint;
import ca.criticalminerals.eventsourcing.store.WriteRequest;
import ca.criticalminerals.http.AuditedValues;
import ca.criticalminerals.http.Conditions;
import ca.criticalminerals.http.Holder;
import ca.criticalminerals.http.JsonBody;
import ca.criticalminerals.http.LogContext;
import ca.criticalminerals.http.Understands;
import ca.criticalminerals.progress.api.EditionAsJson;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Frozen;
import ca.criticalminerals.progress.editions.Publishing.Asked;
import ca.criticalminerals.progress.strategy.StrategyBeans;
import ca.criticalminerals.progress.strategy.domain.Editions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** From a publisher's request to an edition. */
@Path(PublishingResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PublishingResource {
    static final String PATH = "/v1/editions";

    private final Publishing publishing;
    private final Reading reading;
    private final JsonWebToken token;
    private final AuditedValues audited;

    PublishingResource(Publishing publishing, Reading reading, JsonWebToken token, AuditedValues audited) {
        this.audited = audited;
        this.publishing = publishing;
        this.reading = reading;
        this.token = token;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("publisher")
    @Understands(dryRun = true, version = true, key = true)
    @SecurityRequirement(name = "bearer", scopes = "publisher")
    @Operation(operationId = "publishEdition", summary = "Publishes an edition of the Progress update in both languages; it never changes")
    public Response publish(@Context HttpHeaders headers, InputStream body) {
        LogContext.of(token.getName(), Editions.STREAM, headers);
        JsonNode asked = JsonBody.read(body);
        List<Violation> violations = Contract.inPublication(asked);
        Question.refuse(violations);
        var edition = new Asked(LocalDate.parse(asked.get("asOf").asText()), Optional.ofNullable(asked.get("knownAt")).map(JsonNode::asText).map(Instant::parse),
                StrategyBeans.JSON.text(asked.get("approvedBy")));
        // Without If-Match any version will do: the number of the edition is not the publisher's to choose.
        OptionalInt expected = headers.getHeaderString(HttpHeaders.IF_MATCH) == null ? OptionalInt.empty() : Conditions.ifMatch(headers, null);
        var request = new WriteRequest(Holder.recorder(token, "publisher"), expected, Conditions.idempotencyKey(headers),
                Fingerprint.of(PATH + " " + asked, "edition", PATH, asked), Conditions.trace(headers));
        var view = reading.viewForWrite(headers);
        return Conditions.dryRun(headers) ? previewed(noted(publishing.preview(view, edition, request)))
                : published(publishing.publish(view, edition, request));
    }

    private Fact.Published noted(Fact.Published edition) {
        audited.about("edition", edition.number());
        audited.about("asOf", edition.asOf());
        audited.about("knownAt", edition.knownAt());
        return edition;
    }

    private static Response previewed(Fact.Published edition) {
        ObjectNode json = EditionAsJson.of(edition).put("recorded", false);
        html(json.at("/pages/en"), edition.en());
        html(json.at("/pages/fr"), edition.fr());
        return Response.ok(json.toString()).header("Preference-Applied", "handling=validate").build();
    }

    /** The page as it would be frozen: who approves it reads it first. */
    private static void html(JsonNode page, Frozen frozen) {
        ((ObjectNode) page).put("html", new String(frozen.bytes(), StandardCharsets.UTF_8));
    }

    private Response published(Publishing.Placed placed) {
        Fact.Published edition = noted(placed.edition());
        return Response.status(Response.Status.CREATED).header("Location", PATH + "/" + edition.number()).header("ETag", "\"" + placed.version() + "\"")
                .header("Consistency-Token", Editions.STREAM + ":" + placed.version()).entity(EditionAsJson.of(edition).toString()).build();
    }
}
