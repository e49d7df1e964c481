package ca.criticalminerals.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses a body that announces itself as too large before a byte of it is read, with a problem like any other. */
@ApplicationScoped
class BodyLimit {
    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).handler(this::check);
        router.route().failureHandler(context -> {
            if (context.statusCode() == 413) {
                refuse(context);
            } else {
                context.next();
            }
        });
    }

    private void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.length() <= 18 && Long.parseLong(length) > JsonBody.MOST_BYTES) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private static void refuse(RoutingContext context) {
        if (!context.response().ended()) {
            context.response().putHeader("Connection", "close");
            Problems.ofStatus(413).end(context);
        }
    }
}
