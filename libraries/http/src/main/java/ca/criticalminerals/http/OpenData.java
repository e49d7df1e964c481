package ca.criticalminerals.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets pages of other origins read what everybody may read (CORS), where a service has such things:
 * {@code tracker.open-data.closed} lists the beginnings of addresses that stay closed. Only reads without a token are open, so nothing is given away.
 */
@ApplicationScoped
class OpenData {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String READABLE = "ETag, Link, Consistency, Content-Disposition, Content-Language, Date, RateLimit, "
            + "RateLimit-Policy, Retry-After";
    private static final String SENDABLE = "Accept, Accept-Language, Consistency-Token, If-None-Match";

    private final boolean isOpen;
    private final List<String> closed;

    OpenData(@ConfigProperty(name = "tracker.open-data.enabled", defaultValue = "false") boolean isOpen,
            @ConfigProperty(name = "tracker.open-data.closed", defaultValue = "/") List<String> closed) {
        this.isOpen = isOpen;
        this.closed = closed;
    }

    /** Says so in the answer; whether the request was a question about that alone, and is answered. */
    boolean answers(RoutingContext context) {
        var request = context.request();
        boolean asks = request.method().equals(HttpMethod.OPTIONS) && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (!isOpen || !asks && !READS.contains(request.method()) || request.headers().contains(HttpHeaders.AUTHORIZATION)
                || closed.stream().anyMatch(context.normalizedPath()::startsWith)) {
            return false;
        }
        var headers = context.response().headers().set("Access-Control-Allow-Origin", "*")
                .set("Cross-Origin-Resource-Policy", "cross-origin");
        if (asks) {
            headers.set("Access-Control-Allow-Methods", "GET, HEAD").set("Access-Control-Allow-Headers", SENDABLE)
                    .set("Access-Control-Max-Age", "86400");
            context.response().setStatusCode(204).end();
            return true;
        }
        headers.set("Access-Control-Expose-Headers", READABLE);
        return false;
    }
}
