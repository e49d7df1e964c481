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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        return json(uri, headers, Optional.empty(), (period, view, answer) -> {
            Changes changes = period.changes(view);
            List<Change> changed = changes.changed();
            ArrayNode figures = answer.putArray("figures");
            var written = new ChangesAsJson();
            changed.forEach(change -> written.change(figures.addObject(), change));
            answer.put("unchanged", changes.all().size() - changed.size());
        });
    }

    @GET
    @Path("figures/{id}/changes")
    @Operation(operationId = "getFigureChanges", summary = "What changed in one figure between two points, split into what caused it")
    public Response change(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        return json(uri, headers, Optional.of(id), (period, view, answer) -> new ChangesAsJson().change(answer, period.change(view, id).orElseThrow(NotFoundException::new)));
    }

    /** What changed in one figure, or in all of them. */
    private record Asked(Optional<String> figure, Period period) {}

    private interface Filling {
        void fill(Period period, View view, ObjectNode json);
    }

    private Response json(UriInfo uri, HttpHeaders headers, Optional<String> figure, Filling filling) {
        View view = reading.view(headers);
        Period period = Period.of(uri, view);
        var asked = new Asked(figure, period);
        // Up to when everything is known changes every second; what changed in the figures only with another milestone.
        Answer answer = view.answer(asked, () -> joined(period(period, view), view.lasting(asked, () -> {
            ObjectNode json = Json.object();
            filling.fill(period, view, json);
            return Json.bytes(json);
        }).bytes()));
        return reading.respond(view, headers, MediaType.APPLICATION_JSON, answer).build();
    }

    private static byte[] period(Period period, View view) {
        ObjectNode json = Json.object();
        point(json.putObject("from"), period.from());
        point(json.putObject("to"), period.to());
        ObjectNode completeness = Json.answer(view, period.to());
        completeness.remove(List.of("asOf", "knownAt"));
        json.setAll(completeness.put("provisional", period.provisional(view)));
        return Json.bytes(json);
    }

    /** One object of two, both of which have members. */
    private static byte[] joined(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length - 1);
        System.arraycopy(other, 0, joined, one.length - 1, other.length);
        joined[one.length - 1] = ',';
        return joined;
    }

    private static void point(ObjectNode json, Question point) {
        json.put("asOf", point.asOf().toString());
        point.knownAt().ifPresent(knownAt -> json.put("knownAt", knownAt.toString()));
    }
}
