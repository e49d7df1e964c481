package ca.criticalminerals.progress.download;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.api.Filters;
import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.api.Listed;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Total;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Files to take away: everything that matches, written while it is sent, in the language that is asked for. */
@Path("/v1")
@RunOnVirtualThread
class DownloadResource {
    static final Form<Listed> MILESTONE_LINES = Form.lines(listed -> Json.milestone(listed.entry()));
    private static final Form<Figure> FIGURE_LINES = Form.lines(figure -> Json.figure(figure, false));
    private static final Form<Total> TOTAL_LINES = Form.lines(Json::total);
    /** Another one with every release in which the same rows are written otherwise. */
    private static final String FORMAT = "3";

    /** So many milestones are some hundred kilobytes. */
    private static final int SHORT = 1_000;

    private final Reading reading;

    /** A file: its tag names all that was asked and all that it follows from. */
    private record Kept(String etag) {}

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
    @Path("totals.ndjson")
    @Produces(Form.LINES)
    @Operation(operationId = "downloadTotalsAsLines", summary = "Projects and money by fiscal year, initiative, jurisdictions, recipients and kind of money, one JSON object a line")
    public Response totalsAsLines(@Context UriInfo uri, @Context HttpHeaders headers) {
        return file(Tables.TOTALS, TOTAL_LINES, uri, headers);
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
        StreamingOutput file = out -> form.writing().write(table, table.rows().apply(asked), asked.l(), about(asked), out);
        String name = name(table, form, asked);
        String etag = etag(name, table, form, asked);
        Object entity = isShort(asked) ? asked.view().lasting(new Kept(etag), () -> bytes(file)).bytes() : file;
        var response = reading.respond(asked.view(), headers, form.type(), etag, entity)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"").header("X-Content-Type-Options", "nosniff");
        if (form.isInWords()) {
            Reading.byLanguage(response).header("Content-Language", asked.l().tag);
        }
        return response.build();
    }

    /** Whether the file is made once and kept until there is another milestone: a long one is never in memory. */
    private static boolean isShort(Asked asked) {
        return asked.initiatives().stream().mapToInt(initiative -> initiative.entries().size()).sum() <= SHORT;
    }

    private static byte[] bytes(StreamingOutput file) {
        var out = new ByteArrayOutputStream();
        try {
            file.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
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

    /** What a file says about all of its rows. */
    private static List<String> about(Asked asked) {
        Question question = asked.question();
        Language l = asked.l();
        return List.of(l.of("Critical Minerals Strategy tracker", "Suivi de la Stratégie sur les minéraux critiques"),
                l.of("As of ", "En date du ") + l.day(question.asOf()),
                question.knownAt().map(instant -> l.of("As known on ", "Selon ce qui était connu le ") + l.instant(instant))
                        .orElseGet(() -> l.of("With all that was known when the file was made, ", "Selon tout ce qui était connu à la création du fichier, le ")
                                + l.instant(Instant.now().truncatedTo(ChronoUnit.SECONDS))),
                isProvisional(asked) ? l.of("Provisional: milestones may still be missing.", "Provisoire : des jalons peuvent encore manquer.") : "",
                l.of("This is not a publication of the Government of Canada. Each milestone names the sources on which it rests.",
                        "Ceci n’est pas une publication du gouvernement du Canada. Chaque jalon nomme les sources sur lesquelles il repose."));
    }

    private static boolean isProvisional(Asked asked) {
        return asked.question().knownAt().map(asked.view()::provisional).orElse(!asked.view().held().isEmpty());
    }

    /** Of a file that can still change, it says so. */
    private static String name(Table<?> table, Form<?> form, Asked asked) {
        Question question = asked.question();
        Language l = asked.l();
        return l.of(table.name()) + "-" + question.asOf()
                + question.knownAt().map(instant -> l.of("-known-", "-connu-") + instant.toString().replace(":", "")).orElse("")
                + (isProvisional(asked) ? l.of("-provisional", "-provisoire") : "") + "." + form.extension();
    }

    /**
     * The file follows from what was asked, from which milestones were known then, which are never rewritten, and from how many have changed
     * others since, because texts are withdrawn from every past. The generation stands for texts that were taken out of the record itself.
     * So it has a name before it is written, the same in every instance and after every start. Each value is an element of its own: nothing
     * that a reader writes into one of them can pass for another one. The tag of a file that says when it was made is a weak one.
     */
    private static String etag(String name, Table<?> table, Form<?> form, Asked asked) {
        var content = Json.object().arrayNode().add(FORMAT).add(name).add(asked.l().code).add(asked.view().generation());
        asked.filters().given().forEach((filter, value) -> content.addObject().put(filter, value));
        table.columns().forEach(column -> content.add(asked.l().of(column.name())));
        asked.initiatives().forEach(initiative -> content.addArray().add(initiative.id()).add(initiative.entries().size())
                .add(asked.view().changes(initiative.id())));
        return (form.saysWhen() ? "W/" : "") + Answer.of(content.toString().getBytes(StandardCharsets.UTF_8)).etag();
    }
}
