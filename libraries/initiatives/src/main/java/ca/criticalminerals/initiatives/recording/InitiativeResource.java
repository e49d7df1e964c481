package ca.criticalminerals.initiatives.recording;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.store.Aggregate;
import ca.criticalminerals.http.Understands;
import ca.criticalminerals.initiatives.Initiative;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/**
 * A kind of initiative over HTTP, the same for all kinds; a service adds where it is and what it shows of a state. The security
 * requirements stand here twice, because the description of an API does not see who may call inherited methods.
 */
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public abstract class InitiativeResource<S> {
    private static final String ID = "{id}";
    private static final String VERSION = "{version: \\d+}";

    private final Aggregate<Initiative<S>, Milestone> aggregate;
    private final Recording.Place<Milestone> place;

    @Inject
    Recording recording;
    @Inject
    Histories histories;

    /** {@code path} is the address of all initiatives of the kind, {@code /v1/funding-programs}. */
    protected InitiativeResource(Aggregate<Initiative<S>, Milestone> aggregate, String path) {
        this.aggregate = aggregate;
        this.place = new Recording.Place<>(aggregate, path);
    }

    /** Fills in what is shown of a state, besides what is published about the initiative. */
    protected abstract void show(S state, ObjectNode view);

    void compareOrder(ObjectNode answer) {
        histories.compareOrder(aggregate, this::show, answer);
    }

    @GET
    @RolesAllowed({"auditor", "officer", "operator", "privacy", "publisher"})
    @SecurityRequirement(name = "bearer")
    @Operation(summary = "The ids of the initiatives of this kind")
    public Response ids(@Context UriInfo uri) {
        Histories.refuseUnknown(uri);
        return histories.ids(aggregate);
    }

    @GET
    @Path(ID)
    @RolesAllowed({"auditor", "officer", "operator", "privacy", "publisher"})
    @SecurityRequirement(name = "bearer")
    @Operation(summary = "The initiative as it stands; its ETag is the version that a write expects")
    public Response state(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Histories.refuseUnknown(uri);
        return histories.state(aggregate, id, headers, this::show);
    }

    @GET
    @Path(ID + "/milestones")
    @RolesAllowed({"auditor", "officer", "operator", "privacy", "publisher"})
    @SecurityRequirement(name = "bearer")
    @Operation(summary = "The milestones of the initiative, in both languages, and what became of them; a hundred on a page, and Link says where the next one is")
    public Response history(@PathParam("id") String id, @QueryParam("cursor") @Parameter(description = "Where to go on, from the Link header of the page before")
            String cursor, @Context UriInfo uri, @Context HttpHeaders headers) {
        Histories.refuseUnknown(uri, Histories.CURSOR);
        return histories.history(aggregate, id, Optional.ofNullable(cursor), uri, headers);
    }

    @GET
    @Path(ID + "/milestones/" + VERSION)
    @RolesAllowed({"auditor", "officer", "operator", "privacy", "publisher"})
    @SecurityRequirement(name = "bearer")
    @Operation(summary = "One milestone as it was announced")
    public Response milestone(@PathParam("id") String id, @PathParam("version") int version, @Context UriInfo uri) {
        Histories.refuseUnknown(uri);
        return histories.milestone(aggregate, id, version);
    }

    @POST
    @Path(ID + "/milestones")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("officer")
    @Understands(dryRun = true, version = true, key = true)
    @SecurityRequirement(name = "bearer", scopes = "officer")
    @Operation(summary = "Records a milestone; the first one of an initiative registers it")
    public Response record(@PathParam("id") String id, @Context HttpHeaders headers, InputStream body) {
        return recording.milestone(place, id, headers, body);
    }

    @POST
    @Path(ID + "/milestones/batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("officer")
    @Understands(dryRun = true, version = true, key = true)
    @SecurityRequirement(name = "bearer", scopes = "officer")
    @Operation(summary = "Records up to a thousand milestones in their order, all or none")
    public Response batch(@PathParam("id") String id, @Context HttpHeaders headers, InputStream body) {
        return recording.batch(place, id, headers, body);
    }

    @POST
    @Path(ID + "/milestones/" + VERSION + "/correction")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("officer")
    @Understands(dryRun = true, version = true, key = true)
    @SecurityRequirement(name = "bearer", scopes = "officer")
    @Operation(summary = "Replaces what an earlier milestone says; nothing is rewritten")
    public Response correct(@PathParam("id") String id, @PathParam("version") int version, @Context HttpHeaders headers, InputStream body) {
        return recording.correction(place, id, version, headers, body);
    }

    @POST
    @Path(ID + "/milestones/" + VERSION + "/retraction")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("officer")
    @Understands(dryRun = true, version = true, key = true)
    @SecurityRequirement(name = "bearer", scopes = "officer")
    @Operation(summary = "Takes an earlier milestone back; nothing is rewritten")
    public Response retract(@PathParam("id") String id, @PathParam("version") int version, @Context HttpHeaders headers, InputStream body) {
        return recording.retraction(place, id, version, headers, body);
    }
}
