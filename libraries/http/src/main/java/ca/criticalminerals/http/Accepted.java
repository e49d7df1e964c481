package ca.criticalminerals.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a client said that it accepts, noted before anybody else looks at the request: only in which form a problem is told
 * depends on it, and an address with one representation may forget it.
 */
public final class Accepted {
    private static final String NOTED = Accepted.class.getName();

    private Accepted() {}

    static void note(RoutingContext context) {
        context.put(NOTED, context.request().headers().getAll(HttpHeaders.ACCEPT));
    }

    /** Whether a request names HTML, and wants nothing more that a program reads. */
    public static boolean isPage(RoutingContext context) {
        List<String> noted = context.get(NOTED);
        var weights = Weights.of(noted);
        double page = Weights.weight(weights, "text/html", 0);
        return page > 0 && Stream.of("application/json", Problem.MEDIA_TYPE)
                .noneMatch(type -> Weights.weight(weights, type, 0) > page);
    }
}
