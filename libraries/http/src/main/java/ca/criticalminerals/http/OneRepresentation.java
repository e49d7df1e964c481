package ca.criticalminerals.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Each address has one representation, so what a client says it accepts decides nothing: it gets that one, and no refusal (RFC 9110, 12.5.1).
 * Feed readers, spreadsheets and generated clients ask for types that nobody offers. Only the description of the API has several.
 */
@ApplicationScoped
class OneRepresentation {
    private static final String DESCRIPTION = "/q/";
    private static final String ANY = "*/*";

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 2).handler(OneRepresentation::ignoreAccept);
    }

    private static void ignoreAccept(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.headers().contains(HttpHeaders.ACCEPT) && !context.normalizedPath().startsWith(DESCRIPTION)) {
            request.headers().set(HttpHeaders.ACCEPT, ANY);
        }
        context.next();
    }
}
