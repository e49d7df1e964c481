package ca.criticalminerals.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What was denied, and what only some may do and somebody did, as a line of JSON each in the log category {@code audit}: when,
 * who, what, about which initiative, with what outcome, in which trace. Never a token, never a body.
 */
class Audit {
    private static final Logger LOG = Logger.getLogger("audit");
    private static final Set<String> PRIVILEGED = Set.of("publisher", "operator");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-.*");

    @Inject
    CurrentVertxRequest current;

    @ServerResponseFilter
    void note(ContainerRequestContext request, ContainerResponseContext answer, ResourceInfo resource, UriInfo uri) {
        int status = answer.getStatus();
        boolean denied = status == 401 || status == 403;
        if (denied || !request.getMethod().equals("GET") && isPrivileged(resource)) {
            Optional<String> who = status == 401 ? Optional.empty() : Optional.ofNullable(request.getSecurityContext().getUserPrincipal()).map(Principal::getName);
            var parameters = uri.getPathParameters();
            write(who, address(), request.getMethod(), template(resource), Optional.ofNullable(parameters.getFirst("id")).or(() -> Optional.ofNullable(parameters.getFirst("initiative"))),
                    denied ? "denied" : "done", status, Optional.ofNullable(request.getHeaderString("traceparent")));
        }
    }

    /** One line; {@code who} is the name in a token that was believed. */
    static void write(Optional<String> who, String address, String method, String path, Optional<String> initiative, String outcome, int status,
            Optional<String> traceparent) {
        var line = JsonNodeFactory.instance.objectNode().put("at", Instant.now().toString());
        who.ifPresent(name -> line.put("who", name));
        line.put("address", address).put("method", method).put("path", path);
        initiative.ifPresent(id -> line.put("initiative", id));
        line.put("outcome", outcome).put("status", status);
        trace(traceparent).ifPresent(id -> line.put("trace", id));
        LOG.info(line.toString());
    }

    private static Optional<String> trace(Optional<String> traceparent) {
        return Optional.ofNullable(MDC.get("traceId")).map(Object::toString)
                .or(() -> traceparent.map(TRACE::matcher).filter(java.util.regex.Matcher::matches).map(matched -> matched.group(1)));
    }

    private String address() {
        var context = current.getCurrent();
        return context == null || context.request().remoteAddress() == null ? "" : context.request().remoteAddress().hostAddress();
    }

    private static boolean isPrivileged(ResourceInfo resource) {
        var allowed = resource.getResourceMethod() == null ? null : resource.getResourceMethod().getAnnotation(RolesAllowed.class);
        if (allowed == null && resource.getResourceClass() != null) {
            allowed = resource.getResourceClass().getAnnotation(RolesAllowed.class);
        }
        return allowed != null && Set.of(allowed.value()).stream().anyMatch(PRIVILEGED::contains);
    }

    /** The address as the API describes it, without what a caller has put into it. */
    private static String template(ResourceInfo resource) {
        if (resource.getResourceMethod() == null) {
            return "";
        }
        return of(resource.getResourceClass().getAnnotation(Path.class)) + of(resource.getResourceMethod().getAnnotation(Path.class));
    }

    private static String of(Path path) {
        return path == null ? "" : "/" + path.value().replaceAll("^/|/$", "");
    }
}
