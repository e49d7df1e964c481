package ca.criticalminerals.progress.api;

import ca.criticalminerals.progress.domain.Edition;
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
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The published editions of the Progress update, as data. */
@Path("/v1/editions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class EditionResource {
    private final Reading reading;
    private final Notices notices;

    /** One of the editions, or all of them for 0. */
    private record Asked(int number) {}

    EditionResource(Reading reading, Notices notices) {
        this.reading = reading;
        this.notices = notices;
    }

    @GET
    @Operation(operationId = "listEditions", summary = "The published editions, the newest first")
    public Response editions(@Context UriInfo uri, @Context HttpHeaders headers) {
        return reading.json(uri, headers, new Asked(0), view -> {
            ObjectNode answer = Json.object();
            var list = answer.putArray("editions");
            view.editions().reversed().forEach(edition -> list.add(EditionAsJson.of(edition)));
            return answer;
        });
    }

    @GET
    @Path("{number:[1-9][0-9]{0,8}}")
    @Operation(operationId = "getEdition", summary = "A published edition, and what has changed since in what it says")
    public Response edition(@PathParam("number") int number, @Context UriInfo uri, @Context HttpHeaders headers) {
        return reading.json(uri, headers, new Asked(number), view -> {
            Edition edition = view.edition(number).orElseThrow(NotFoundException::new);
            ObjectNode answer = EditionAsJson.of(edition);
            var notice = notices.of(view, edition);
            ObjectNode shown = answer.putObject("notice").put("explained", notice.explained());
            var figures = shown.putArray("figures");
            var changes = new ChangesAsJson();
            notice.changed().forEach(change -> changes.change(figures.addObject(), change));
            return answer;
        });
    }
}
