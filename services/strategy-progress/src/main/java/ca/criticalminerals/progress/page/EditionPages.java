package ca.criticalminerals.progress.page;

import ca.criticalminerals.http.ProblemException;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.domain.Edition;
import ca.criticalminerals.progress.domain.Frozen;
import ca.criticalminerals.progress.projection.View;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The published editions as people read them. */
@Path("/")
@Produces(PageResource.HTML)
@RunOnVirtualThread
public class EditionPages {
    private static final String NUMBER = "{number:[1-9][0-9]{0,8}}";

    private final Reading reading;
    private final PageContent content;
    private final EditionContent editions;

    EditionPages(Reading reading, PageContent content, EditionContent editions) {
        this.reading = reading;
        this.content = content;
        this.editions = editions;
    }

    @CheckedTemplate(basePath = "Pages")
    static class Templates {
        static native TemplateInstance editions(Models.Frame f, List<EditionModels.Row> rows);

        static native TemplateInstance notice(EditionModels.Notice n);
    }

    private record AllOf(Language language) {}

    private record PageOf(int number, Language language) {}

    private record NoticeOf(int number, Language language) {}

    @GET
    @Path("en/editions")
    @Operation(hidden = true)
    public Response listEn(@Context UriInfo uri, @Context HttpHeaders headers) {
        return list(uri, headers, Language.EN);
    }

    @GET
    @Path("fr/editions")
    @Operation(hidden = true)
    public Response listFr(@Context UriInfo uri, @Context HttpHeaders headers) {
        return list(uri, headers, Language.FR);
    }

    @GET
    @Path("en/editions/" + NUMBER)
    @Operation(hidden = true)
    public Response editionEn(@PathParam("number") int number, @Context UriInfo uri, @Context HttpHeaders headers) {
        return edition(number, uri, headers, Language.EN);
    }

    @GET
    @Path("fr/editions/" + NUMBER)
    @Operation(hidden = true)
    public Response editionFr(@PathParam("number") int number, @Context UriInfo uri, @Context HttpHeaders headers) {
        return edition(number, uri, headers, Language.FR);
    }

    @GET
    @Path("en/editions/" + NUMBER + "/notice")
    @Operation(hidden = true)
    public Response noticeEn(@PathParam("number") int number, @Context UriInfo uri, @Context HttpHeaders headers) {
        return notice(number, uri, headers, Language.EN);
    }

    @GET
    @Path("fr/editions/" + NUMBER + "/notice")
    @Operation(hidden = true)
    public Response noticeFr(@PathParam("number") int number, @Context UriInfo uri, @Context HttpHeaders headers) {
        return notice(number, uri, headers, Language.FR);
    }

    private Response list(UriInfo uri, HttpHeaders headers, Language l) {
        return answer(uri, headers, l, view -> PageResource.secured(reading.respond(view, headers, PageResource.HTML,
                view.answer(new AllOf(l), () -> bytes(editions.list(view, l)))), l).build());
    }

    /** The bytes that were published. Who has them asks whether they are still the same: a text can be taken out on a legal ground. */
    private Response edition(int number, UriInfo uri, HttpHeaders headers, Language l) {
        return answer(uri, headers, l, view -> view.edition(number).map(edition -> {
            Frozen page = page(edition, l);
            // Expanded once and not for every reader.
            byte[] bytes = view.lasting(new PageOf(number, l), page::bytes).bytes();
            return PageResource.secured(reading.respond(view, headers, PageResource.HTML, "\"" + page.sha256() + "\"", bytes)
                    .header("Cache-Control", null).header("Cache-Control", "public, no-cache"), l,
                    "frame-src 'self'; frame-ancestors 'none'").build();
        }).orElseGet(() -> PageResource.missing(content, view, l)));
    }

    private Response notice(int number, UriInfo uri, HttpHeaders headers, Language l) {
        return answer(uri, headers, l, view -> view.edition(number).map(edition -> PageResource.secured(
                reading.respond(view, headers, PageResource.HTML, view.lasting(new NoticeOf(number, l), () -> bytes(editions.notice(view, edition, l)))),
                l, "frame-ancestors 'self'").build())
                .orElseGet(() -> PageResource.missing(content, view, l)));
    }

    private Response answer(UriInfo uri, HttpHeaders headers, Language l, Function<View, Response> answering) {
        View view = reading.view(headers);
        try {
            Question.refuseOnPage(uri);
            return answering.apply(view);
        } catch (ProblemException e) {
            return PageResource.refused(content, view, l, e);
        }
    }

    private static byte[] bytes(TemplateInstance page) {
        return page.render().getBytes(StandardCharsets.UTF_8);
    }

    private static Frozen page(Edition edition, Language l) {
        return switch (l) {
            case EN -> edition.published().en();
            case FR -> edition.published().fr();
        };
    }
}
