package ca.criticalminerals.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a browser must know about every answer, also of an error or a file; whoever sets one of these himself wins. */
@ApplicationScoped
class AnswerHeaders {
    private static final String OPERATIONS = "/v1/operations/";
    private static final String LOCATION = "Location";
    private static final String CACHING = "Cache-Control";
    private static final String HSTS = "Strict-Transport-Security";
    private static final String FOR_A_YEAR = "max-age=31536000; includeSubDomains";
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");

    private final boolean alwaysEncrypted;

    AnswerHeaders(@ConfigProperty(name = "tracker.hsts") boolean alwaysEncrypted) {
        this.alwaysEncrypted = alwaysEncrypted;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            context.addHeadersEndHandler(_ -> complete(context));
            context.next();
        });
    }

    /** What is on every answer, whatever it is about. */
    static Map<String, String> always() {
        return ALWAYS;
    }

    private void complete(RoutingContext context) {
        MultiMap headers = context.response().headers();
        ALWAYS.forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.set(name, value);
            }
        });
        String location = headers.get(LOCATION);
        if (location != null && !location.startsWith("/")) { // the framework has put in front of it what the caller calls us
            URI absolute = URI.create(location);
            headers.set(LOCATION, absolute.getRawPath() + (absolute.getRawQuery() == null ? "" : "?" + absolute.getRawQuery()));
        }
        if (context.normalizedPath().startsWith(OPERATIONS) && !headers.contains(CACHING)) {
            headers.set(CACHING, "no-store"); // how it stood a moment ago misleads
        }
        if ((alwaysEncrypted || "https".equals(context.request().scheme())) && !headers.contains(HSTS)) {
            headers.set(HSTS, FOR_A_YEAR);
        }
    }
}
