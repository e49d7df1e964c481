package ca.criticalminerals.progress.page;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.http.ProblemException;
import ca.criticalminerals.progress.api.Cursor;
import ca.criticalminerals.progress.api.Filters;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.projection.Answer;
import ca.criticalminerals.progress.projection.View;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page that lists milestones, in both languages, with the filters of the API. */
@Path("/")
@Produces(PageResource.HTML)
@RunOnVirtualThread
public class MilestonesPage {
    private final Reading reading;
    private final PageContent content;
    private final Glossary glossary;

    private record Asked(Language language, Question question, Filters filters, Cursor cursor) {}

    MilestonesPage(Reading reading, PageContent content, Glossary glossary) {
        this.reading = reading;
        this.content = content;
        this.glossary = glossary;
    }

    @CheckedTemplate(basePath = "Pages")
    static class Templates {
        static native TemplateInstance milestones(Models.Frame f, Models.Listing x);
    }

    @GET
    @Path("en/milestones")
    @Operation(hidden = true)
    public Response milestonesEn(@Context UriInfo uri, @Context HttpHeaders headers) {
        return page(uri, headers, Language.EN);
    }

    @GET
    @Path("fr/jalons")
    @Operation(hidden = true)
    public Response milestonesFr(@Context UriInfo uri, @Context HttpHeaders headers) {
        return page(uri, headers, Language.FR);
    }

    private Response page(UriInfo uri, HttpHeaders headers, Language language) {
        View view = reading.view(headers);
        try {
            var violations = new ArrayList<Violation>();
            Question question = Question.onPage(uri, violations, Filters.names("cursor"));
            Filters filters = Filters.of(uri, violations);
            Cursor cursor = Cursor.of(uri, violations);
            Question.refuse(violations);
            Answer html = question.answer(view, new Asked(language, question, filters, cursor),
                    () -> new MilestonesContent(view, question, language, glossary.names(language)).page(filters, cursor).render()
                            .getBytes(StandardCharsets.UTF_8));
            return PageResource.secured(reading.respond(view, headers, PageResource.HTML, html), language).build();
        } catch (ProblemException e) {
            return PageResource.refused(content, view, language, e);
        }
    }
}
