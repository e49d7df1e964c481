package ca.criticalminerals.progress.download;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.api.Filters;
import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.api.Listed;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.page.Language;
import ca.criticalminerals.progress.projection.Answer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Files to take away: everything that matches, written while it is sent, in the language that is asked for. */
@Path("/v1")
@RunOnVirtualThread
class DownloadResource {
    static final Form<Listed> MILESTONE_LINES = Form.lines(listed -> Json.entry(listed.entry()));
    private static final Form<Figure> FIGURE_LINES = Form.lines(figure -> Json.figure(figure, false));
    /** Another one with every release in which the same rows are written otherwise. */
    private static final String FORMAT = "2";

    private final Reading reading;

    DownloadResource(Reading reading) {
        this.reading = reading;
    }

    @GET
    @Path("milestones.ndjson")
    @Produces(Form.LINES)
    @Operation(operationId = "downloadMilestonesAsLines", summary = "All milestones that match, one JSON object a line, the last recorded first")
    public Response milestonesAsLines(@Context UriInfo uri, @Context HttpHeaders headers) {
        return file(Tables.MILESTONES, MILESTONE_LINES, uri, headers);
    }

    @GET
    @Path("milestones.csv")
    @Produces(Form.CSV)
    @Operation(operationId = "downloadMilestonesAsCsv", summary = "All milestones that match as CSV, the last recorded first")
    public Response milestonesAsCsv(@Context UriInfo uri, @Context HttpHeaders headers) {
        return file(Tables.MILESTONES, Form.csv(), uri, headers);
    }

    @GET
    @Path("milestones.xlsx")
    @Produces(Form.XLSX)
    @Operation(operationId = "downloadMilestonesAsWorkbook", summary = "All milestones that match as a workbook, the last recorded first")
    public Response milestonesAsWorkbook(@Context UriInfo uri, @Context HttpHeaders headers) {
        return file(Tables.MILESTONES, Form.workbook(), uri, headers);
    }

    @GET
    @Path("figures.ndjson")
    @Produces(Form.LINES)
    @Operation(operationId = "downloadFiguresAsLines", summary = "All figures, one JSON object a line")
    public Response figuresAsLines(@Context UriInfo uri, @Context HttpHeaders headers) {
        return file(Tables.FIGURES, FIGURE_LINES, uri, headers);
    }

    @GET
    @Path("figures.csv")
    @Produces(Form.CSV)
    @Operation(operationId = "downloadFiguresAsCsv", summary = "All figures as CSV")
    public Response figuresAsCsv(@Context UriInfo uri, @Context HttpHeaders headers) {
        return file(Tables.FIGURES, Form.csv(), uri, headers);
    }

    @GET
    @Path("figures.xlsx")
    @Produces(Form.XLSX)
    @Operation(operationId = "downloadFiguresAsWorkbook", summary = "All figures as a workbook")
    public Response figuresAsWorkbook(@Context UriInfo uri, @Context HttpHeaders headers) {
        return file(Tables.FIGURES, Form.workbook(), uri, headers);
    }

    @GET
    @Path("totals.csv")
    @Produces(Form.CSV)
    @Operation(operationId = "downloadTotalsAsCsv", summary = "Projects and money by fiscal year, initiative, jurisdictions, recipients and kind of money, as CSV")
    public Response totalsAsCsv(@Context UriInfo uri, @Context HttpHeaders headers) {
        return file(Tables.TOTALS, Form.csv(), uri, headers);
    }

    @GET
    @Path("totals.xlsx")
    @Produces(Form.XLSX)
    @Operation(operationId = "downloadTotalsAsWorkbook", summary = "Projects and money by fiscal year, initiative, jurisdictions, recipients and kind of money, as a workbook")
    public Response totalsAsWorkbook(@Context UriInfo uri, @Context HttpHeaders headers) {
        return file(Tables.TOTALS, Form.workbook(), uri, headers);
    }

    private <R> Response file(Table<R> table, Form<R> form, UriInfo uri, HttpHeaders headers) {
        Asked asked = asked(uri, headers, Stream.concat(table.parameters().stream(), form.isInWords() ? Stream.of("lang") : Stream.empty()));
        StreamingOutput file = out -> form.writing().write(table, table.rows().apply(asked), asked.l(), out);
        String name = name(table, form, asked);
        var response = reading.respond(asked.view(), headers, form.type(), etag(name, table, form, asked), file)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"").header("X-Content-Type-Options", "nosniff");
        return (form.isInWords() ? response.header("Content-Language", asked.l().tag) : response).build();
    }

    private Asked asked(UriInfo uri, HttpHeaders headers, Stream<String> parameters) {
        var violations = new ArrayList<Violation>();
        Question question = Question.of(uri, violations, parameters.toArray(String[]::new));
        Filters filters = Filters.of(uri, violations);
        Language l = language(uri, headers, violations);
        Question.refuse(violations);
        return new Asked(question, filters, l, reading.view(headers));
    }

    private static Language language(UriInfo uri, HttpHeaders headers, List<Violation> violations) {
        String code = uri.getQueryParameters().getFirst("lang");
        if (code != null && !code.equals("en") && !code.equals("fr")) {
            violations.add(Violation.parameter("lang", Text.of("lang is en or fr.", "lang est en ou fr.")));
        }
        return code == null ? Language.preferred(headers) : code.equals("fr") ? Language.FR : Language.EN;
    }

    /** Of a file that can still change, it says so. */
    private static String name(Table<?> table, Form<?> form, Asked asked) {
        Question question = asked.question();
        Language l = asked.l();
        boolean provisional = question.knownAt().map(asked.view()::provisional).orElse(!asked.view().held().isEmpty());
        return l.of(table.name()) + "-" + question.asOf()
                + question.knownAt().map(instant -> l.of("-known-", "-connu-") + instant.toString().replace(":", "")).orElse("")
                + (provisional ? l.of("-provisional", "-provisoire") : "") + "." + form.extension();
    }

    /**
     * The file follows from what was asked, from which milestones were known then, which are never rewritten, and from how many have
     * changed others since, because texts are withdrawn from every past: so it has a name before it is written, the same in every instance and after every start. The tag of one that says when it was made is a weak one.
     */
    private static String etag(String name, Table<?> table, Form<?> form, Asked asked) {
        var content = new StringBuilder(FORMAT).append(name).append(asked.l()).append(asked.filters())
                .append(table.columns().stream().map(Column::name).toList());
        asked.initiatives().forEach(initiative -> content.append(initiative.id()).append(' ').append(initiative.entries().size())
                .append(' ').append(asked.view().changes(initiative.id())).append('\n'));
        return (form.saysWhen() ? "W/" : "") + Answer.of(content.toString().getBytes(StandardCharsets.UTF_8)).etag();
    }
}
