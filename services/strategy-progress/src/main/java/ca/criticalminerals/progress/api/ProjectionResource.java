package ca.criticalminerals.progress.api;

import ca.criticalminerals.progress.projection.Rebuild;
import ca.criticalminerals.progress.projection.Release;
import ca.criticalminerals.progress.projection.Views;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What operators do with the projection. */
@Path("/v1/projection")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ProjectionResource {
    private final Rebuild rebuild;
    private final Release release;
    private final Views views;

    ProjectionResource(Rebuild rebuild, Release release, Views views) {
        this.rebuild = rebuild;
        this.release = release;
        this.views = views;
    }

    @GET
    @Operation(operationId = "getProjection", summary = "Which generation is read, how the last rebuild went, what was set aside")
    public Response status() throws SQLException {
        var status = rebuild.status();
        ObjectNode answer = Json.object().put("generation", views.current().generation());
        answer.putObject("rebuild").put("state", status.state()).put("since", status.since().toString())
                .put("records", status.records()).put("problem", status.problem());
        Json.held(answer.putArray("setAside"), views.setAside());
        return Response.ok(answer.toString()).build();
    }

    @POST
    @Path("rebuild")
    @RolesAllowed("operator")
    @Operation(operationId = "rebuildProjection", summary = "Reads every topic again from its first record; reads go on meanwhile")
    public Response rebuild() {
        boolean started = rebuild.start();
        return Response.accepted(Json.object().put("started", started).put("watch", "/v1/projection").toString()).build();
    }

    @POST
    @Path("held/{initiative}/release")
    @RolesAllowed("operator")
    @Operation(operationId = "releaseInitiative", summary = "Lets a parked initiative go on with what can be read now, in order")
    public Response release(@PathParam("initiative") String initiative) throws SQLException {
        if (!release.release(initiative)) {
            throw new NotFoundException();
        }
        return Response.ok(Json.object().put("released", initiative).toString()).build();
    }

    @POST
    @Path("held/{topic}/{offset}/set-aside")
    @RolesAllowed("operator")
    @Operation(operationId = "setRecordAside", summary = "Lets a record that nobody can read say nothing any more; it stays on file")
    public Response setAside(@PathParam("topic") String topic, @PathParam("offset") long offset) throws SQLException {
        if (!release.setAside(topic, offset)) {
            throw new NotFoundException();
        }
        return Response.ok(Json.object().put("topic", topic).put("offset", offset).put("setAside", true).toString()).build();
    }
}
