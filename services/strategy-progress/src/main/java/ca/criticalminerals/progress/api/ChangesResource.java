package ca.criticalminerals.progress.api;

import ca.criticalminerals.progress.domain.Change;
import ca.criticalminerals.progress.domain.Changes;
import ca.criticalminerals.progress.projection.Answer;
import ca.criticalminerals.progress.projection.View;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What changed between two points, over HTTP: every difference with the milestones that add up to it. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ChangesResource {
    private final Reading reading;

    ChangesResource(Reading reading) {
        this.reading = reading;
    }

    @GET
    @Path("changes")
    @Operation(operationId = "getChanges", summary = "What changed between two points, each difference split into what caused it")
    public Response changes(@Context UriInfo uri, @Context HttpHeaders headers) {
        return json(uri, headers, (period, view, answer) -> {
            Changes changes = period.changes(view);
            List<Change> changed = changes.changed();
            ArrayNode figures = answer.putArray("figures");
            changed.forEach(change -> ChangesAsJson.change(figures.addObject(), change));
            answer.put("unchanged", changes.all().size() - changed.size());
        });
    }

    @GET
    @Path("figures/{id}/changes")
    @Operation(operationId = "getFigureChanges", summary = "What changed in one figure between two points, split into what caused it")
    public Response change(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        return json(uri, headers, (period, view, answer) -> ChangesAsJson.change(answer, period.change(view, id).orElseThrow(NotFoundException::new)));
    }

    private interface Filling {
        void fill(Period period, View view, ObjectNode json);
    }

    private Response json(UriInfo uri, HttpHeaders headers, Filling filling) {
        View view = reading.view(headers);
        Period period = Period.of(uri, view);
        Answer answer = view.answer(uri.getPath() + "?" + period.to().asOf() + "&" + period.given(), () -> {
            ObjectNode json = Json.object();
            point(json.putObject("from"), period.from());
            point(json.putObject("to"), period.to());
            ObjectNode completeness = Json.answer(view, period.to());
            completeness.remove(List.of("asOf", "knownAt"));
            json.setAll(completeness.put("provisional", period.provisional(view)));
            filling.fill(period, view, json);
            return json.toString().getBytes(StandardCharsets.UTF_8);
        });
        return reading.respond(view, headers, MediaType.APPLICATION_JSON, answer).build();
    }

    private static void point(ObjectNode json, Question point) {
        json.put("asOf", point.asOf().toString());
        point.knownAt().ifPresent(knownAt -> json.put("knownAt", knownAt.toString()));
    }
}
