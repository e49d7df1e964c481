package ca.criticalminerals.funding;

import ca.criticalminerals.eventsourcing.store.Aggregate;
import ca.criticalminerals.funding.domain.TaxIncentive;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tax incentives over HTTP. */
@Path(TaxIncentiveResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TaxIncentiveResource {
    static final String PATH = "/v1/tax-incentives";
    private static final String ID = "{id}";
    private static final String VERSION = "{version: \\d+}";
    private static final Aggregate<TaxIncentive, TaxIncentiveMilestone> AGGREGATE = FundingBeans.TAX_INCENTIVE;
    private static final Recording.Place<TaxIncentiveMilestone> PLACE = new Recording.Place<>(AGGREGATE, PATH);

    private final Recording recording;
    private final Histories histories;

    TaxIncentiveResource(Recording recording, Histories histories) {
        this.recording = recording;
        this.histories = histories;
    }

    @GET
    @Authenticated
    @Operation(operationId = "listTaxIncentives", summary = "The ids of the initiatives of this kind")
    public Response ids() {
        return histories.ids(AGGREGATE);
    }

    @GET
    @Path(ID)
    @Authenticated
    @Operation(operationId = "getTaxIncentive", summary = "The initiative as it stands; its ETag is the version that a write expects")
    public Response state(@PathParam("id") String id) {
        return histories.state(AGGREGATE, id, Views::show);
    }

    @GET
    @Path(ID + "/milestones")
    @Authenticated
    @Operation(operationId = "getTaxIncentiveHistory", summary = "Every milestone of the initiative, in both languages, and what became of it")
    public Response history(@PathParam("id") String id) {
        return histories.history(AGGREGATE, id);
    }

    @GET
    @Path(ID + "/milestones/" + VERSION)
    @Authenticated
    @Operation(operationId = "getTaxIncentiveMilestone", summary = "One milestone as it was announced")
    public Response milestone(@PathParam("id") String id, @PathParam("version") int version) {
        return histories.milestone(AGGREGATE, id, version);
    }

    @POST
    @Path(ID + "/milestones")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("officer")
    @Operation(operationId = "recordTaxIncentiveMilestone", summary = "Records a milestone; the first one of an initiative registers it")
    public Response record(@PathParam("id") String id, @Context HttpHeaders headers, InputStream body) {
        return recording.milestone(PLACE, id, headers, body);
    }

    @POST
    @Path(ID + "/milestones/batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("officer")
    @Operation(operationId = "recordTaxIncentiveMilestones", summary = "Records up to a thousand milestones in their order, all or none")
    public Response batch(@PathParam("id") String id, @Context HttpHeaders headers, InputStream body) {
        return recording.batch(PLACE, id, headers, body);
    }

    @POST
    @Path(ID + "/milestones/" + VERSION + "/correction")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("officer")
    @Operation(operationId = "correctTaxIncentiveMilestone", summary = "Replaces what an earlier milestone says; nothing is rewritten")
    public Response correct(@PathParam("id") String id, @PathParam("version") int version, @Context HttpHeaders headers, InputStream body) {
        return recording.correction(PLACE, id, version, headers, body);
    }

    @POST
    @Path(ID + "/milestones/" + VERSION + "/retraction")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("officer")
    @Operation(operationId = "retractTaxIncentiveMilestone", summary = "Takes an earlier milestone back; nothing is rewritten")
    public Response retract(@PathParam("id") String id, @PathParam("version") int version, @Context HttpHeaders headers, InputStream body) {
        return recording.retraction(PLACE, id, version, headers, body);
    }
}
