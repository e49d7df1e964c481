package ca.criticalminerals.testing;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/**
 * What the service under test answers, as it knows it itself: {@code GET /v1/figures/{id}}. Quarkus has no public list of that, so
 * this asks three insides of it: its resources, its routers, and the folder of files that it serves.
 */
@ApplicationScoped
class Routes {
    /** What only operators reach is on a port of its own. */
    static final String OPERATORS = ":9000";
    /** Quarkus adds these where a service is developed or tested, and leaves them out of what is built. */
    private static final Set<String> NEVER_BUILT = Set.of("GET /q/swagger-ui", "GET " + OPERATORS + "/q/health-ui");
    /** In an address: {@code {version: \d+}}. */
    private static final Pattern CONSTRAINED = Pattern.compile("\\{(\\w+)\\s*:(?:[^{}]|\\{[^{}]*})*}");
    private static final String FILES = "META-INF/resources";

    private final SortedSet<String> found = new TreeSet<>();
    private Router everybody;
    private Router operators;

    void everybody(@Observes Router router) {
        everybody = router;
    }

    void operators(@Observes ManagementInterface management) {
        operators = management.router();
    }

    SortedSet<String> all() {
        found.clear();
        var mappers = ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers();
        RuntimeResourceVisitor.visitRuntimeResources("/", mappers, new RuntimeResourceVisitor() {
            @Override
            public void visitRuntimeResource(String method, String path, RuntimeResource resource) {
                add(method, CONSTRAINED.matcher(path).replaceAll("{$1}"));
            }
        });
        routes(everybody, "");
        routes(operators, OPERATORS);
        files();
        found.removeAll(NEVER_BUILT);
        return Collections.unmodifiableSortedSet(found);
    }

    /** What has no address looks at every request and passes it on; the root itself is where the resources are. */
    private void routes(Router router, String below) {
        for (var route : router.getRoutes()) {
            if (route.getSubRouter() != null) {
                routes(route.getSubRouter(), below + route.getPath());
            } else if (route.getPath() != null && !route.getPath().equals("/")) {
                Set<?> methods = route.methods() == null ? Set.of("GET") : route.methods();
                methods.forEach(method -> add(method.toString(), below + route.getPath()));
            }
        }
    }

    private void files() {
        try {
            for (var folder : Collections.list(Thread.currentThread().getContextClassLoader().getResources(FILES))) {
                URI place = folder.toURI();
                if (place.getScheme().equals("jar")) {
                    try (var jar = FileSystems.newFileSystem(place, Map.of())) {
                        files(jar.getPath(FILES));
                    }
                } else {
                    files(Path.of(place));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file by its name; those in a folder are the same to everybody. */
    private void files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).map(folder::relativize).forEach(file ->
                    add("GET", "/" + (file.getParent() == null ? file : file.getParent() + "/{file}")));
        }
    }

    private void add(String method, String path) {
        found.add(method + " " + path.replaceAll("/+", "/").replaceAll("(?<=.)/$", ""));
    }
}
