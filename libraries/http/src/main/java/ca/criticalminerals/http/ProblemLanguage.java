package ca.criticalminerals.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Writes a {@link Problem} in the language of the request. */
final class ProblemLanguage {
    @ServerResponseFilter
    void write(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem) {
            String language = AskedLanguage.of(request);
            response.setEntity(problem.json(language).toString());
            response.getHeaders().putSingle(HttpHeaders.CONTENT_LANGUAGE, language + "-CA");
            Varying.by(response, HttpHeaders.ACCEPT_LANGUAGE);
        }
    }
}
