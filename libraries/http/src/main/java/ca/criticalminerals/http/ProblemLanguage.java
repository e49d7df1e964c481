package ca.criticalminerals.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Writes a {@link Problem} in the language of the request. */
final class ProblemLanguage {
    @ServerResponseFilter
    void write(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem) {
            var address = request.getUriInfo().getRequestUri();
            String language = AskedLanguage.of(address.getPath(), address.getRawQuery(), request.getHeaders().getOrDefault(HttpHeaders.ACCEPT_LANGUAGE, List.of()));
            response.setEntity(problem.json(language).toString());
            response.getHeaders().putSingle(HttpHeaders.CONTENT_LANGUAGE, language + "-CA");
            response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        }
    }
}
