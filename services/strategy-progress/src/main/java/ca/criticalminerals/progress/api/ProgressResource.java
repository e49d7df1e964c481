package ca.criticalminerals.progress.api;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Entry;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Strategy;
import ca.criticalminerals.progress.domain.Total;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The consolidated view over HTTP: everything as of a day and as known at an instant. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ProgressResource {
    private static final int PAGE = 100;
    private static final int MOST = 500;

    private final Reading reading;

    ProgressResource(Reading reading) {
        this.reading = reading;
    }

    @GET
    @Path("strategy-progress")
    @Operation(operationId = "getStrategyProgress", summary = "Themes, their initiatives and figures; the Strategy's money by kind")
    public Response progress(@Context UriInfo uri, @Context HttpHeaders headers) {
        return json(uri, headers, "strategy-progress", "", (view, question) -> {
            var initiatives = view.initiatives(question.asOf(), question.known());
            ObjectNode answer = Json.answer(view, question);
            ArrayNode themes = answer.putArray("themes");
            for (String theme : Json.themes()) {
                var members = initiatives.stream().filter(initiative -> initiative.theme().equals(theme)).toList();
                if (!members.isEmpty()) {
                    ArrayNode list = themes.addObject().put("theme", theme).putArray("initiatives");
                    members.forEach(initiative -> list.add(Json.decided(Json.initiative(initiative, false), view.decisions(initiative.id(), question.known()))));
                }
            }
            ArrayNode money = answer.putArray("money");
            Strategy.money(initiatives).values().forEach(figure -> money.add(Json.decided(Json.figure(figure, false), view.decisions(figure, question.known()))));
            return answer;
        });
    }

    @GET
    @Path("initiatives")
    @Operation(operationId = "listInitiatives", summary = "The initiatives")
    public Response initiatives(@Context UriInfo uri, @Context HttpHeaders headers) {
        return json(uri, headers, "initiatives", "", (view, question) -> {
            ObjectNode answer = Json.answer(view, question);
            ArrayNode list = answer.putArray("initiatives");
            view.initiatives(question.asOf(), question.known())
                    .forEach(initiative -> list.add(Json.decided(Json.initiative(initiative, false), view.decisions(initiative.id(), question.known()))));
            return answer;
        });
    }

    @GET
    @Path("initiatives/{id}")
    @Operation(operationId = "getInitiative", summary = "One initiative with all its milestones")
    public Response initiative(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        return json(uri, headers, "initiative", id, (view, question) -> {
            ObjectNode answer = Json.answer(view, question);
            answer.setAll(Json.initiative(view.initiative(id, question.asOf(), question.known()).orElseThrow(NotFoundException::new), true));
            return Json.decided(answer, view.decisions(id, question.known()));
        });
    }

    @GET
    @Path("figures")
    @Operation(operationId = "listFigures", summary = "All figures: value, coverage and target")
    public Response figures(@Context UriInfo uri, @Context HttpHeaders headers) {
        return json(uri, headers, "figures", "", (view, question) -> {
            ObjectNode answer = Json.answer(view, question);
            ArrayNode list = answer.putArray("figures");
            Reading.figures(view, question).forEach(figure -> list.add(Json.decided(Json.figure(figure, false), view.decisions(figure, question.known()))));
            return answer;
        });
    }

    @GET
    @Path("totals")
    @Operation(operationId = "listTotals", summary = "Projects and money by fiscal year, initiative, jurisdictions, recipients and kind of money")
    public Response totals(@Context UriInfo uri, @Context HttpHeaders headers) {
        return json(uri, headers, "totals", "", (view, question) -> {
            ObjectNode answer = Json.answer(view, question);
            ArrayNode list = answer.putArray("totals");
            Total.of(view.initiatives(question.asOf(), question.known()), question.asOf()).forEach(total -> list.add(Json.total(total)));
            return answer;
        });
    }

    @GET
    @Path("figures/{id}")
    @Operation(operationId = "getFigure", summary = "Why this number: its rule, its target and every milestone that makes it up")
    public Response figure(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        return json(uri, headers, "figure", id, (view, question) -> {
            ObjectNode answer = Json.answer(view, question);
            Figure figure = Reading.figure(view, question, id).orElseThrow(NotFoundException::new);
            answer.setAll(Json.figure(figure, true));
            return Json.decided(answer, view.decisions(figure, question.known()));
        });
    }

    @GET
    @Path("milestones")
    @Operation(operationId = "listMilestones", summary = "Milestones, the last recorded first; filters narrow, a cursor goes on")
    public Response milestones(@Context UriInfo uri, @Context HttpHeaders headers) {
        var violations = new ArrayList<Violation>();
        Question question = Question.of(uri, violations, Filters.names("cursor", "limit"));
        Filters filters = Filters.of(uri, violations);
        Cursor cursor = Cursor.of(uri, violations);
        int limit = limit(uri, violations);
        Question.refuse(violations);
        View view = reading.view(headers);
        List<Entry> page = filters.milestones(view, question).map(Listed::entry)
                .filter(cursor::isBefore).limit(limit + 1L).toList();
        ObjectNode answer = Json.answer(view, question);
        ArrayNode list = answer.putArray("milestones");
        page.stream().limit(limit).forEach(entry -> list.add(Json.milestone(entry)));
        var response = reading.respond(view, headers, MediaType.APPLICATION_JSON,
                Answer.of(Json.bytes(answer)));
        if (page.size() > limit) {
            var next = uri.getRequestUriBuilder().replaceQueryParam("cursor", Cursor.behind(page.get(limit - 1))).build();
            response.header("Link", "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"");
        }
        return response.build();
    }

    /** How many milestones a page has; what is wrong with it is added to the violations. */
    private static int limit(UriInfo uri, List<Violation> violations) {
        String text = uri.getQueryParameters().getFirst("limit");
        if (text == null || text.isEmpty()) {
            return PAGE;
        }
        int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            violations.add(Violation.parameter("limit", Text.of("This is a whole number from 1 to " + MOST + ".", "C’est un nombre entier, de 1 à " + MOST + ".")));
            return PAGE;
        }
        return limit;
    }

    /**
     * What somebody wants to know.
     *
     * @param what which of these answers
     * @param id   of what, where it is about one; otherwise empty
     */
    private record Asked(String what, String id, Question question) {}

    private Response json(UriInfo uri, HttpHeaders headers, String what, String id, BiFunction<View, Question, ObjectNode> compute) {
        Question question = Question.of(uri);
        View view = reading.view(headers);
        Answer answer = question.answer(view, new Asked(what, id, question),
                () -> Json.bytes(compute.apply(view, question)));
        return reading.respond(view, headers, MediaType.APPLICATION_JSON, answer).build();
    }
}
