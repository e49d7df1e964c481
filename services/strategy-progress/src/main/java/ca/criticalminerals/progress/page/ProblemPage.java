package ca.criticalminerals.progress.page;

import ca.criticalminerals.http.Accepted;
import ca.criticalminerals.http.AskedLanguage;
import ca.criticalminerals.http.Problem;
import ca.criticalminerals.http.Varying;
import ca.criticalminerals.progress.projection.Views;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Shows the problem of a public address as a page to whoever reads with a browser. What needs a token is for programs: they get the
 * problem itself, and so does everybody who does not ask for HTML.
 */
@Singleton
final class ProblemPage {
    private static final Set<Integer> NEEDS_TOKEN = Set.of(401, 403);
    /** Before what writes the problem as JSON. */
    private static final int FIRST = 6_000;

    private final Views views;
    private final PageContent content;

    ProblemPage(Views views, PageContent content) {
        this.views = views;
        this.content = content;
    }

    @ServerResponseFilter(priority = FIRST)
    void show(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        if (!(response.getEntity() instanceof Problem problem) || NEEDS_TOKEN.contains(problem.status()) || !isPublic(request)) {
            return;
        }
        Varying.by(response, HttpHeaders.ACCEPT);
        if (Accepted.isPage(context)) {
            Language language = AskedLanguage.of(request).equals(Language.FR.code) ? Language.FR : Language.EN;
            var lines = Stream.concat(Stream.of(language.of(problem.detail())),
                    problem.violations().stream().map(violation -> violation.place() + language.of(": ", "\u00a0: ") + language.of(violation.text()))).toList();
            var page = PageResource.secured(Response.status(problem.status()).type(PageResource.HTML)
                    .entity(content.message(views.current(), language, language.of(problem.title()), lines).render()), language).build();
            response.setEntity(page.getEntity());
            page.getHeaders().forEach(response.getHeaders()::put);
            Varying.by(response, HttpHeaders.ACCEPT_LANGUAGE);
        }
    }

    private static boolean isPublic(ContainerRequestContext request) {
        return (request.getMethod().equals(HttpMethod.GET) || request.getMethod().equals(HttpMethod.HEAD))
                && !request.getUriInfo().getPath().startsWith("/v1/operations");
    }
}
