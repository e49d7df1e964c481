package ca.criticalminerals.progress.page;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.http.ProblemException;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.page.picture.Pictures;
import ca.criticalminerals.progress.projection.Answer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages that people read; each is computed once per change of the view. */
@Path("/")
@Produces(PageResource.HTML)
@RunOnVirtualThread
public class PageResource {
    static final String HTML = "text/html;charset=UTF-8";

    private final Reading reading;
    private final PageContent content;
    private final Glossary glossary;

    /**
     * Which page somebody wants to read.
     *
     * @param what which of these pages
     * @param id   of what, where there are many; otherwise empty
     */
    private record Asked(String what, String id, Language language, Question question, Paged paged) {}

    PageResource(Reading reading, PageContent content, Glossary glossary) {
        this.reading = reading;
        this.content = content;
        this.glossary = glossary;
    }

    @CheckedTemplate(basePath = "Pages")
    static class Templates {
        static native TemplateInstance update(Models.Frame f, EditionModels.Mark mark, List<Models.Section> sections, Pictures pictures, List<Models.Download> downloads, String all);

        static native TemplateInstance figure(Models.Frame f, Models.Explained x);

        static native TemplateInstance initiative(Models.Frame f, Models.Shown x);

        static native TemplateInstance message(Models.Frame f, List<String> lines);
    }

    @GET
    @Operation(hidden = true)
    public Response root(@Context HttpHeaders headers) {
        return Response.status(Response.Status.SEE_OTHER).header("Location", Language.preferred(headers).update).header("Vary", "Accept-Language").build();
    }

    @GET
    @Path("en/progress-update")
    @Operation(operationId = "getProgressUpdate", summary = "The Progress update in English")
    public Response updateEn(@Context UriInfo uri, @Context HttpHeaders headers) {
        return page(uri, headers, Language.EN, "update", "", (view, question) -> Optional.of(content.update(view, question, Language.EN)));
    }

    @GET
    @Path("fr/mise-a-jour")
    @Operation(operationId = "getMiseAJour", summary = "The Progress update in French")
    public Response updateFr(@Context UriInfo uri, @Context HttpHeaders headers) {
        return page(uri, headers, Language.FR, "update", "", (view, question) -> Optional.of(content.update(view, question, Language.FR)));
    }

    @GET
    @Path("en/figures/{id}")
    @Operation(hidden = true)
    public Response figureEn(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        return figure(uri, headers, Language.EN, id);
    }

    @GET
    @Path("fr/chiffres/{id}")
    @Operation(hidden = true)
    public Response figureFr(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        return figure(uri, headers, Language.FR, id);
    }

    @GET
    @Path("en/initiatives/{id}")
    @Operation(hidden = true)
    public Response initiativeEn(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        return page(uri, headers, Language.EN, "initiative", id, (view, question) -> new InitiativeContent(view, question, Language.EN).page(id));
    }

    @GET
    @Path("fr/initiatives/{id}")
    @Operation(hidden = true)
    public Response initiativeFr(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        return page(uri, headers, Language.FR, "initiative", id, (view, question) -> new InitiativeContent(view, question, Language.FR).page(id));
    }

    private Response figure(UriInfo uri, HttpHeaders headers, Language language, String id) {
        View view = reading.view(headers);
        try {
            var violations = new ArrayList<Violation>();
            Question question = Question.onPage(uri, violations, "page");
            Paged paged = Paged.of(uri, violations);
            Question.refuse(violations);
            return page(view, headers, new Asked("figure", id, language, question, paged),
                    () -> new FigureContent(view, question, language, glossary.names(language)).page(id, paged));
        } catch (ProblemException e) {
            return refused(content, view, language, e);
        }
    }

    private Response page(UriInfo uri, HttpHeaders headers, Language language, String what, String id,
            BiFunction<View, Question, Optional<TemplateInstance>> compute) {
        View view = reading.view(headers);
        try {
            Question question = Question.onPage(uri);
            return page(view, headers, new Asked(what, id, language, question, Paged.FIRST), () -> compute.apply(view, question));
        } catch (ProblemException e) {
            return refused(content, view, language, e);
        }
    }

    private Response page(View view, HttpHeaders headers, Asked asked, Supplier<Optional<TemplateInstance>> compute) {
        byte[] none = new byte[0];
        Answer html = asked.question.answer(view, asked,
                () -> compute.get().map(page -> page.render().getBytes(StandardCharsets.UTF_8)).orElse(none));
        if (html.bytes().length == 0) {
            return missing(content, view, asked.language);
        }
        return secured(reading.respond(view, headers, HTML, html), asked.language).build();
    }

    static Response missing(PageContent content, View view, Language language) {
        return secured(Response.status(404).type(HTML).entity(content.message(view, language,
                language.of("There is nothing here", "Il n’y a rien ici"), List.of(language.of(
                        "Nothing of that name was known then.", "Rien de ce nom n’était connu à ce moment."))).render()), language).build();
    }

    /** Says on a page what is wrong with the question. */
    static Response refused(PageContent content, View view, Language language, ProblemException e) {
        var lines = e.problem().violations().stream().map(violation -> violation.place() + language.of(": ", "\u00a0: ") + language.of(violation.text())).toList();
        return secured(Response.status(400).type(HTML).entity(content.message(view, language,
                language.of("The question is not valid", "La question n’est pas valide"), lines).render()), language).build();
    }

    static Response.ResponseBuilder secured(Response.ResponseBuilder response, Language language) {
        return secured(response, language, "frame-ancestors 'none'");
    }

    /** The same for a page that is framed by another one, or frames one. */
    static Response.ResponseBuilder secured(Response.ResponseBuilder response, Language language, String frames) {
        return response.header("Content-Language", language.tag)
                .header("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; " + frames)
                .header("X-Content-Type-Options", "nosniff").header("Referrer-Policy", "no-referrer");
    }
}
