package ca.criticalminerals.progress.page;

import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.page.Sections.Section;
import ca.criticalminerals.progress.page.Sections.Told;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The Progress update as data: the sections of the page, each sentence in both languages with the figures that it prints. */
@Path("/v1/progress-update")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class UpdateResource {
    private final Reading reading;
    private final Sections sections;

    private record Asked(Question question) {}

    UpdateResource(Reading reading, Glossary glossary) {
        this.reading = reading;
        this.sections = new Sections(glossary.names());
    }

    @GET
    @Operation(operationId = "getProgressUpdateAsData", summary = "The sections of the Progress update: each sentence in both languages, with its figures")
    public Response update(@Context UriInfo uri, @Context HttpHeaders headers) {
        Question question = Question.of(uri);
        var view = reading.view(headers);
        var answer = question.answer(view, new Asked(question), () -> {
            ObjectNode json = Json.answer(view, question);
            ArrayNode list = json.putArray("sections");
            sections.of(view.initiatives(question.asOf(), question.known())).forEach(section -> put(section, list.addObject()));
            return Json.bytes(json);
        });
        return reading.respond(view, headers, MediaType.APPLICATION_JSON, answer).build();
    }

    private static void put(Section section, ObjectNode json) {
        json.put("section", section.theme().id);
        Json.put(json, "title", section.theme().title);
        ArrayNode paragraphs = json.putArray("paragraphs");
        section.paragraphs().forEach(told -> put(told, paragraphs.addObject()));
        ArrayNode points = json.putArray("points");
        section.points().forEach(point -> {
            ObjectNode first = points.addObject();
            put(point.getFirst(), first);
            point.subList(1, point.size()).forEach(told -> put(told, first.withArray("more").addObject()));
        });
    }

    private static void put(Told told, ObjectNode json) {
        json.put("initiative", told.initiative().id());
        json.putObject("text").put("en", Piece.text(told.en())).put("fr", Piece.text(told.fr()));
        ArrayNode figures = json.putArray("figures");
        told.en().stream().filter(Piece.Number.class::isInstance).map(Piece.Number.class::cast).map(Piece.Number::figure).distinct().forEach(figures::add);
    }
}
