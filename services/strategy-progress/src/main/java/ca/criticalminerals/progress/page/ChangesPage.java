package ca.criticalminerals.progress.page;

import ca.criticalminerals.http.ProblemException;
import ca.criticalminerals.progress.api.Period;
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
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page that says what changed between two points, in both languages. */
@Path("/")
@Produces(PageResource.HTML)
@RunOnVirtualThread
public class ChangesPage {
    private final Reading reading;
    private final PageContent content;

    private record Asked(Language language, Period period) {}

    ChangesPage(Reading reading, PageContent content) {
        this.reading = reading;
        this.content = content;
    }

    @CheckedTemplate(basePath = "Pages")
    static class Templates {
        static native TemplateInstance changes(Models.Frame f, Models.Compared x);
    }

    @GET
    @Path("en/changes")
    @Operation(hidden = true)
    public Response changesEn(@Context UriInfo uri, @Context HttpHeaders headers) {
        return page(uri, headers, Language.EN);
    }

    @GET
    @Path("fr/changements")
    @Operation(hidden = true)
    public Response changesFr(@Context UriInfo uri, @Context HttpHeaders headers) {
        return page(uri, headers, Language.FR);
    }

    private Response page(UriInfo uri, HttpHeaders headers, Language language) {
        View view = reading.view(headers);
        var page = new ChangesContent(view, language);
        if (!Period.isAsked(uri)) {
            return PageResource.secured(Response.ok(page.form().render()).type(PageResource.HTML), language).build();
        }
        try {
            Period period = Period.onPage(uri, view);
            Answer html = period.to().answer(view, new Asked(language, period),
                    () -> page.changes(period).render().getBytes(StandardCharsets.UTF_8));
            return PageResource.secured(reading.respond(view, headers, PageResource.HTML, html), language).build();
        } catch (ProblemException e) {
            return PageResource.refused(content, view, language, e);
        }
    }
}
