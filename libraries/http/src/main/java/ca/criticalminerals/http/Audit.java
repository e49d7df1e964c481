package ca.criticalminerals.http;

import ca.criticalminerals.contracts.Contract;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
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
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * What only publishers or operators may do and somebody did, as a line of JSON each in the log category {@link #PRIVILEGED}, and what was
 * denied, which {@link Denials} counts: when, who in which roles, what, about which record or initiative, with what outcome, in which
 * trace. Never a token, never a body, never a text that somebody wrote; an address only of somebody who has no name.
 */
class Audit {
    static final String PRIVILEGED = "ca.criticalminerals.audit";
    private static final Logger LOG = Logger.getLogger(PRIVILEGED);
    private static final Set<String> ROLES_OF_COMMANDS = Set.of("publisher", "operator", "privacy");
    private static final Set<Integer> DENIED = Set.of(401, 403, 406, 429);
    private static final List<String> ROLES = List.of("auditor", "loader", "officer", "operator", "privacy", "publisher", "writer");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-.*");
    private static final Pattern TOPIC = Pattern.compile("[a-z0-9-]{1,64}\\.(milestones|watermarks)");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    @Inject
    CurrentVertxRequest current;
    @Inject
    Denials denials;
    @Inject
    AuditedValues values;

    /** Who asked: the holder of a token that was believed, or an address. */
    record Client(String name, Optional<String> sub, Collection<String> roles, String address) {
        static Client of(String address) {
            return new Client("", Optional.empty(), List.of(), Denials.network(address));
        }

        static Client of(JsonWebToken token) {
            return new Client(token.getName(), Optional.ofNullable(token.getSubject()), ROLES.stream().filter(token.getGroups()::contains).toList(), "");
        }

        boolean isNamed() {
            return !name.isEmpty();
        }

        String id() {
            return isNamed() ? sub.orElse(name) : address;
        }

        void describe(ObjectNode line) {
            if (isNamed()) {
                line.put("who", name);
                sub.ifPresent(subject -> line.put("sub", subject));
                roles.stream().sorted().forEach(line.putArray("roles")::add);
            } else {
                line.put("address", address);
            }
        }
    }

    @ServerResponseFilter
    void note(ContainerRequestContext request, ContainerResponseContext answer, @Nullable ResourceInfo resource, UriInfo uri) {
        int status = answer.getStatus();
        Method method = resource == null ? null : resource.getResourceMethod();
        boolean isDenied = DENIED.contains(status);
        if (!isDenied && (method == null || !isNoted(request.getMethod(), method))) {
            return;
        }
        // Who was turned away before anybody looked at the token has no name.
        Client client = status == 401 || status == 406 ? Client.of(address()) : client(request.getSecurityContext());
        ObjectNode line = line(Instant.now().toString());
        client.describe(line);
        if (!isDenied) {
            action(method).ifPresent(action -> line.put("action", action));
        }
        line.put("method", request.getMethod()).put("path", template(resource));
        if (client.isNamed()) {
            about(uri.getPathParameters(), line);
        }
        if (!isDenied) {
            values.all().forEach(line::put);
        }
        boolean isDryRun = Conditions.dryRun(request.getHeaders().getOrDefault("Prefer", List.of()));
        line.put("outcome", isDenied ? "denied" : outcome(status, isDryRun)).put("status", status);
        trace(Optional.ofNullable(request.getHeaderString("traceparent"))).ifPresent(id -> line.put("trace", id));
        if (isDenied) {
            denials.add(client, status, line);
        } else {
            LOG.info(line.toString());
        }
    }

    /** The line of a request that came too often to be looked at. */
    static ObjectNode tooOften(Client client, String method, Optional<String> traceparent) {
        ObjectNode line = line(Instant.now().toString());
        client.describe(line);
        line.put("method", method).put("path", "").put("outcome", "denied").put("status", 429);
        trace(traceparent).ifPresent(id -> line.put("trace", id));
        return line;
    }

    static ObjectNode line(String at) {
        return JsonNodeFactory.instance.objectNode().put("at", at);
    }

    /** What the address names, as far as it is what it should be: a text of the caller's own never stands in the log. */
    private static void about(MultivaluedMap<String, String> parameters, ObjectNode line) {
        Optional.ofNullable(parameters.getFirst("id")).or(() -> Optional.ofNullable(parameters.getFirst("initiative"))).filter(Contract::isInitiative)
                .ifPresent(id -> line.put("initiative", id));
        put(parameters, "version", NUMBER, line, "milestone");
        put(parameters, "topic", TOPIC, line, "topic");
        put(parameters, "offset", NUMBER, line, "offset");
    }

    private static void put(MultivaluedMap<String, String> parameters, String parameter, Pattern grammar, ObjectNode line, String name) {
        Optional.ofNullable(parameters.getFirst(parameter)).filter(value -> grammar.matcher(value).matches()).ifPresent(value -> line.put(name, value));
    }

    private static String outcome(int status, boolean dryRun) {
        return status >= 500 ? "failed" : status >= 400 ? "refused" : dryRun ? "tried" : "done";
    }

    private Client client(SecurityContext security) {
        return switch (security.getUserPrincipal()) {
            case JsonWebToken token -> Client.of(token);
            case null, default -> Client.of(address());
        };
    }

    private static Optional<String> trace(Optional<String> traceparent) {
        return Optional.ofNullable(MDC.get("traceId")).map(Object::toString)
                .or(() -> traceparent.map(TRACE::matcher).filter(Matcher::matches).map(matched -> matched.group(1)));
    }

    private String address() {
        var context = current.getCurrent();
        return context == null ? "" : address(context.request());
    }

    /**
     * Whose request it is, as far as it is known here; empty if its connection is gone. Of a proxy that is believed, the address that
     * it has added itself, which is the last one: what stands before that came from the caller.
     */
    static String address(HttpServerRequest request) {
        if (request.remoteAddress() == null) {
            return "";
        }
        String address = request.remoteAddress().hostAddress();
        var peer = request.connection() == null ? null : request.connection().remoteAddress();
        var forwarded = request.headers().getAll("X-Forwarded-For");
        if (peer == null || forwarded.isEmpty() || peer.hostAddress().equals(address)) {
            return address;
        }
        String last = forwarded.getLast();
        last = last.substring(last.lastIndexOf(',') + 1).strip();
        return ADDRESS.matcher(last).matches() ? last : address;
    }

    /** Whatever is not a read and only publishers or operators may do, and a read that says so itself. */
    private static boolean isNoted(String httpMethod, Method method) {
        if (httpMethod.equals("GET") || httpMethod.equals("HEAD")) {
            return method.isAnnotationPresent(Audited.class);
        }
        var ofMethod = method.getAnnotation(RolesAllowed.class);
        var allowed = ofMethod == null ? method.getDeclaringClass().getAnnotation(RolesAllowed.class) : ofMethod;
        return allowed != null && List.of(allowed.value()).stream().anyMatch(ROLES_OF_COMMANDS::contains);
    }

    /** What the API calls it. */
    private static Optional<String> action(Method method) {
        return Optional.ofNullable(method.getAnnotation(Operation.class)).map(Operation::operationId).filter(id -> !id.isEmpty());
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
