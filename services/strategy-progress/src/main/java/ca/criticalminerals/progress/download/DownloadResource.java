package ca.criticalminerals.progress.download;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.api.Filters;
import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.api.Listed;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Total;
import ca.criticalminerals.progress.page.Language;
import ca.criticalminerals.progress.projection.Answer;
import ca.criticalminerals.progress.projection.View;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Files to take away: everything that matches, written while it is sent, in the language that is asked for. */
@Path("/v1")
@RunOnVirtualThread
class DownloadResource {
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String NDJSON = "application/x-ndjson";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    /** Another one with every release in which the same rows are written otherwise. */
    private static final String FORMAT = "1";

    private final Reading reading;

    DownloadResource(Reading reading) {
        this.reading = reading;
    }

    private interface Writing<R> {
        void write(Table<R> table, Stream<R> rows, Language l, OutputStream out) throws IOException;
    }

    /** What was asked, and the view that answers it. */
    private record Asked(Question question, Filters filters, Language l, View view) {}

    @GET
    @Path("milestones.ndjson")
    @Produces(NDJSON)
    @Operation(operationId = "downloadMilestonesAsLines", summary = "All milestones that match, one JSON object a line, the last recorded first")
    public Response milestonesAsLines(@Context UriInfo uri, @Context HttpHeaders headers) {
        return milestones(asked(uri, headers, Filters.names()), headers, NDJSON, "ndjson", DownloadResource::lines);
    }

    @GET
    @Path("milestones.csv")
    @Produces(CSV)
    @Operation(operationId = "downloadMilestonesAsCsv", summary = "All milestones that match as CSV, the last recorded first")
    public Response milestonesAsCsv(@Context UriInfo uri, @Context HttpHeaders headers) {
        return milestones(asked(uri, headers, Filters.names("lang")), headers, CSV, "csv", Csv::write);
    }

    @GET
    @Path("milestones.xlsx")
    @Produces(XLSX)
    @Operation(operationId = "downloadMilestonesAsWorkbook", summary = "All milestones that match as a workbook, the last recorded first")
    public Response milestonesAsWorkbook(@Context UriInfo uri, @Context HttpHeaders headers) {
        return milestones(asked(uri, headers, Filters.names("lang")), headers, XLSX, "xlsx", Xlsx::write);
    }

    @GET
    @Path("figures.ndjson")
    @Produces(NDJSON)
    @Operation(operationId = "downloadFiguresAsLines", summary = "All figures, one JSON object a line")
    public Response figuresAsLines(@Context UriInfo uri, @Context HttpHeaders headers) {
        return figures(asked(uri, headers), headers, NDJSON, "ndjson", (_, rows, _, out) -> lines(rows.map(figure -> Json.figure(figure, false)), out));
    }

    @GET
    @Path("figures.csv")
    @Produces(CSV)
    @Operation(operationId = "downloadFiguresAsCsv", summary = "All figures as CSV")
    public Response figuresAsCsv(@Context UriInfo uri, @Context HttpHeaders headers) {
        return figures(asked(uri, headers, "lang"), headers, CSV, "csv", Csv::write);
    }

    @GET
    @Path("figures.xlsx")
    @Produces(XLSX)
    @Operation(operationId = "downloadFiguresAsWorkbook", summary = "All figures as a workbook")
    public Response figuresAsWorkbook(@Context UriInfo uri, @Context HttpHeaders headers) {
        return figures(asked(uri, headers, "lang"), headers, XLSX, "xlsx", Xlsx::write);
    }

    @GET
    @Path("totals.csv")
    @Produces(CSV)
    @Operation(operationId = "downloadTotalsAsCsv", summary = "Projects and money by fiscal year, initiative, jurisdictions, recipients and kind of money, as CSV")
    public Response totalsAsCsv(@Context UriInfo uri, @Context HttpHeaders headers) {
        return totals(asked(uri, headers, "lang"), headers, CSV, "csv", Csv::write);
    }

    @GET
    @Path("totals.xlsx")
    @Produces(XLSX)
    @Operation(operationId = "downloadTotalsAsWorkbook", summary = "Projects and money by fiscal year, initiative, jurisdictions, recipients and kind of money, as a workbook")
    public Response totalsAsWorkbook(@Context UriInfo uri, @Context HttpHeaders headers) {
        return totals(asked(uri, headers, "lang"), headers, XLSX, "xlsx", Xlsx::write);
    }

    private Asked asked(UriInfo uri, HttpHeaders headers, String... others) {
        var violations = new ArrayList<Violation>();
        Question question = Question.of(uri, violations, others);
        Filters filters = Filters.of(uri, violations);
        Language l = language(uri, headers, violations);
        Question.refuse(violations);
        return new Asked(question, filters, l, reading.view(headers));
    }

    private static Language language(UriInfo uri, HttpHeaders headers, List<Violation> violations) {
        String code = uri.getQueryParameters().getFirst("lang");
        if (code != null && !code.equals("en") && !code.equals("fr")) {
            violations.add(new Violation("lang", Text.of("lang is en or fr.", "lang est en ou fr.")));
        }
        return code == null ? Language.preferred(headers) : code.equals("fr") ? Language.FR : Language.EN;
    }

    private static List<Initiative> initiatives(Asked asked) {
        return asked.view.initiatives(asked.question.asOf(), asked.question.known());
    }

    private Response milestones(Asked asked, HttpHeaders headers, String type, String extension, Writing<Listed> writing) {
        return file(asked, headers, type, extension, Tables.MILESTONES, asked.filters.initiatives(asked.view, asked.question),
                out -> writing.write(Tables.MILESTONES, asked.filters.milestones(asked.view, asked.question), asked.l, out));
    }

    private Response figures(Asked asked, HttpHeaders headers, String type, String extension, Writing<Figure> writing) {
        return file(asked, headers, type, extension, Tables.FIGURES, initiatives(asked),
                out -> writing.write(Tables.FIGURES, Reading.figures(asked.view, asked.question).stream(), asked.l, out));
    }

    private Response totals(Asked asked, HttpHeaders headers, String type, String extension, Writing<Total> writing) {
        var initiatives = initiatives(asked);
        return file(asked, headers, type, extension, Tables.TOTALS, initiatives,
                out -> writing.write(Tables.TOTALS, Total.of(initiatives, asked.question.asOf()).stream(), asked.l, out));
    }

    private Response file(Asked asked, HttpHeaders headers, String type, String extension, Table<?> table, List<Initiative> initiatives,
            StreamingOutput file) {
        Question question = asked.question;
        boolean provisional = question.knownAt().map(asked.view::provisional).orElse(!asked.view.held().isEmpty());
        String name = asked.l.of(table.name()) + "-" + question.asOf()
                + question.knownAt().map(instant -> asked.l.of("-known-", "-connu-") + instant.toString().replace(":", "")).orElse("")
                + (provisional ? asked.l.of("-provisional", "-provisoire") : "") + "." + extension;
        var response = reading.respond(asked.view, headers, type, etag(name, asked, table, initiatives, type), file)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"").header("X-Content-Type-Options", "nosniff");
        return (type.equals(NDJSON) ? response : response.header("Content-Language", asked.l.tag)).build();
    }

    /**
     * The file follows from what was asked and from which milestones were known then, and those are never rewritten: so it has a name
     * before it is written, the same in every instance and after every start. A workbook says when it was made, so its tag is a weak one.
     */
    private static String etag(String name, Asked asked, Table<?> table, List<Initiative> initiatives, String type) {
        var content = new StringBuilder(FORMAT).append(name).append(asked.l).append(asked.filters).append(table.columns().stream().map(Column::name).toList());
        initiatives.forEach(initiative -> content.append(initiative.id()).append(' ').append(initiative.entries().size()).append('\n'));
        return (type.equals(XLSX) ? "W/" : "") + Answer.of(content.toString().getBytes(StandardCharsets.UTF_8)).etag();
    }

    static void lines(Table<Listed> table, Stream<Listed> rows, Language l, OutputStream out) throws IOException {
        lines(rows.map(row -> Json.entry(row.entry())), out);
    }

    private static void lines(Stream<ObjectNode> rows, OutputStream out) throws IOException {
        for (Iterator<ObjectNode> all = rows.iterator(); all.hasNext();) {
            out.write((all.next() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
