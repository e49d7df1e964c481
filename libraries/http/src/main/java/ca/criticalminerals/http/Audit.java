package ca.criticalminerals.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * What was denied, and what only publishers or operators may do and somebody did, as a line of JSON each in the log category
 * {@code audit}: when, who in which roles, what, about which initiative, with what outcome, in which trace. Never a token, never a
 * body; an address only of somebody who has no name.
 */
class Audit {
    private static final Logger LOG = Logger.getLogger("audit");
    private static final Set<String> PRIVILEGED = Set.of("publisher", "operator");
    private static final List<String> ROLES = List.of("auditor", "officer", "operator", "publisher");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-.*");

    @Inject
    CurrentVertxRequest current;

    /** Who asked, by a token that was believed. */
    record Actor(String name, Collection<String> roles) {}

    @ServerResponseFilter
    void note(ContainerRequestContext request, ContainerResponseContext answer, @Nullable ResourceInfo resource, UriInfo uri) {
        int status = answer.getStatus();
        boolean denied = status == 401 || status == 403;
        Method method = resource == null ? null : resource.getResourceMethod();
        if (denied || method != null && isNoted(request.getMethod(), method)) {
            Optional<Actor> who = status == 401 ? Optional.empty() : actor(request.getSecurityContext());
            var parameters = uri.getPathParameters();
            write(who, address(), request.getMethod(), template(resource), Optional.ofNullable(parameters.getFirst("id")).or(() -> Optional.ofNullable(parameters.getFirst("initiative"))),
                    denied ? "denied" : outcome(status, Conditions.dryRun(request.getHeaders().getOrDefault("Prefer", List.of()))), status, Optional.ofNullable(request.getHeaderString("traceparent")));
        }
    }

    /** One line. */
    static void write(Optional<Actor> who, String address, String method, String path, Optional<String> initiative, String outcome, int status,
            Optional<String> traceparent) {
        var line = JsonNodeFactory.instance.objectNode().put("at", Instant.now().toString());
        who.ifPresentOrElse(actor -> {
            line.put("who", actor.name());
            actor.roles().stream().sorted().forEach(line.putArray("roles")::add);
        }, () -> line.put("address", address));
        line.put("method", method).put("path", path);
        initiative.ifPresent(id -> line.put("initiative", id));
        line.put("outcome", outcome).put("status", status);
        trace(traceparent).ifPresent(id -> line.put("trace", id));
        LOG.info(line.toString());
    }

    private static String outcome(int status, boolean dryRun) {
        return status >= 500 ? "failed" : status >= 400 ? "refused" : dryRun ? "tried" : "done";
    }

    private static Optional<Actor> actor(SecurityContext security) {
        return Optional.ofNullable(security.getUserPrincipal())
                .map(principal -> new Actor(principal.getName(), ROLES.stream().filter(security::isUserInRole).toList()));
    }

    private static Optional<String> trace(Optional<String> traceparent) {
        return Optional.ofNullable(MDC.get("traceId")).map(Object::toString)
                .or(() -> traceparent.map(TRACE::matcher).filter(Matcher::matches).map(matched -> matched.group(1)));
    }

    private String address() {
        var context = current.getCurrent();
        return context == null ? "" : address(context.request());
    }

    /** Whose request it is, as far as it is known here; empty if its connection is gone. */
    static String address(HttpServerRequest request) {
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }

    /** Whatever is not a read and only publishers or operators may do, and a read that says so itself. */
    private static boolean isNoted(String httpMethod, Method method) {
        if (httpMethod.equals("GET") || httpMethod.equals("HEAD")) {
            return method.isAnnotationPresent(Audited.class);
        }
        var ofMethod = method.getAnnotation(RolesAllowed.class);
        var allowed = ofMethod == null ? method.getDeclaringClass().getAnnotation(RolesAllowed.class) : ofMethod;
        return allowed != null && List.of(allowed.value()).stream().anyMatch(PRIVILEGED::contains);
    }

    /** The address as the API describes it, without what a caller has put into it; empty for one that there is not. */
    private static String template(@Nullable ResourceInfo resource) {
        return resource == null || resource.getResourceMethod() == null ? ""
                : of(resource.getResourceClass().getAnnotation(Path.class)) + of(resource.getResourceMethod().getAnnotation(Path.class));
    }

    private static String of(@Nullable Path path) {
        String value = path == null ? "" : path.value().replaceAll("^/|/$", "");
        return value.isEmpty() ? "" : "/" + value;
    }
}
