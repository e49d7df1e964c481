package ca.criticalminerals.http;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/**
 * Says which methods an address has: with 405, as RFC 9110 wants it, and to OPTIONS. Quarkus says it only to OPTIONS, and then
 * for all addresses of a class; it has no public list, so this asks its resources.
 */
@Singleton
final class AllowedMethods {
    /** In an address: {@code {id}} or {@code {version: \d+}}. */
    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*+\\w++\\s*+(?::((?:[^{}]|\\{[^{}]*+})*+))?+}");

    private record Endpoint(String method, Pattern path) {}

    private volatile List<Endpoint> endpoints = List.of();

    @ServerResponseFilter
    void say(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == 405 || request.getMethod().equals(HttpMethod.OPTIONS) && response.getStatus() == 200) {
            response.getHeaders().putSingle(HttpHeaders.ALLOW, String.join(", ", at(request.getUriInfo().getPath())));
        }
    }

    private Set<String> at(String path) {
        if (endpoints.isEmpty()) {
            endpoints = endpoints(); // by two requests at once, it is the same twice
        }
        var methods = new TreeSet<>(Set.of(HttpMethod.OPTIONS));
        endpoints.stream().filter(endpoint -> endpoint.path().matcher(path).matches())
                .map(Endpoint::method).forEach(methods::add);
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return methods;
    }

    private static List<Endpoint> endpoints() {
        var found = new ArrayList<Endpoint>();
        var mappers = ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers();
        RuntimeResourceVisitor.visitRuntimeResources("/", mappers, new RuntimeResourceVisitor() {
            @Override
            public void visitRuntimeResource(String method, String path, RuntimeResource resource) {
                found.add(new Endpoint(method, pattern(path)));
            }
        });
        return List.copyOf(found);
    }

    /** Matches the paths of a template; a slash at the end makes no difference. */
    static Pattern pattern(String template) {
        String path = template.replaceAll("/++", "/").replaceAll("/$", "");
        var regex = new StringBuilder();
        var variable = VARIABLE.matcher(path);
        int from = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(path.substring(from, variable.start())));
            regex.append(variable.group(1) == null ? "[^/]+" : "(?:" + variable.group(1).strip() + ")");
            from = variable.end();
        }
        return Pattern.compile(regex.append(Pattern.quote(path.substring(from))).append("/?").toString());
    }
}
