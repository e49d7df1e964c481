package ca.criticalminerals.progress.editions;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.Fingerprint;
import ca.criticalminerals.eventsourcing.store.WriteRequest;
import ca.criticalminerals.http.AuditedValues;
import ca.criticalminerals.http.Conditions;
import ca.criticalminerals.http.Holder;
import ca.criticalminerals.http.JsonBody;
import ca.criticalminerals.http.LogContext;
import ca.criticalminerals.http.Understands;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.strategy.StrategyBeans;
import ca.criticalminerals.progress.strategy.domain.Editions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.OptionalInt;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** From a publisher's request to the withdrawal of an edition. */
@Path(WithdrawalResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class WithdrawalResource {
    static final String PATH = PublishingResource.PATH + "/{number:[1-9][0-9]{0,8}}/withdrawal";

    private final Withdrawing withdrawing;
    private final JsonWebToken token;
    private final AuditedValues audited;

    WithdrawalResource(Withdrawing withdrawing, JsonWebToken token, AuditedValues audited) {
        this.withdrawing = withdrawing;
        this.token = token;
        this.audited = audited;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("publisher")
    @Understands(dryRun = true, version = true, key = true)
    @SecurityRequirement(name = "bearer", scopes = "publisher")
    @Operation(operationId = "withdrawEdition", summary = "Withdraws an edition, with the reason: its pages stay as they were published, and it no longer holds")
    public Response withdraw(@PathParam("number") int number, @Context HttpHeaders headers, InputStream body) {
        LogContext.of(token.getName(), Editions.STREAM, headers);
        JsonNode asked = JsonBody.read(body);
        Question.refuse(Contract.inRetraction(asked));
        Text reason = StrategyBeans.JSON.text(asked.get("reason"));
        OptionalInt expected = headers.getHeaderString(HttpHeaders.IF_MATCH) == null ? OptionalInt.empty() : Conditions.ifMatch(headers, null);
        String edition = PublishingResource.PATH + "/" + number;
        var request = new WriteRequest(Holder.recorder(token, "publisher"), expected, Conditions.idempotencyKey(headers),
                Fingerprint.of(edition + "/withdrawal " + asked, "withdrawal", edition, asked), Conditions.trace(headers));
        audited.about("edition", number);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("number", number).put("holds", false);
        answer.putObject("reason").put("en", reason.en()).put("fr", reason.fr());
        if (Conditions.dryRun(headers)) {
            withdrawing.preview(number, reason, request);
            return Response.ok(answer.put("recorded", false).toString()).header("Preference-Applied", "handling=validate").build();
        }
        int version = withdrawing.withdraw(number, reason, request).stored().version;
        return Response.created(URI.create(edition)).header("ETag", "\"" + version + "\"")
                .header("Consistency-Token", Editions.STREAM + ":" + version).entity(answer.toString()).build();
    }
}
