package ca.criticalminerals.http;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");

    private final boolean alwaysEncrypted;
    private final OpenData openData;
    private volatile Clock clock = new Clock(0, "");

    /** A second, and how HTTP writes it. */
    private record Clock(long second, String written) {}

    AnswerHeaders(@ConfigProperty(name = "tracker.hsts") boolean alwaysEncrypted, OpenData openData) {
        this.alwaysEncrypted = alwaysEncrypted;
        this.openData = openData;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            context.addHeadersEndHandler(_ -> complete(context));
            Accepted.note(context);
            if (!AddressForm.isReadable(context.request().uri())) {
                AddressForm.refuse(context);
            } else if (!openData.answers(context)) {
                context.next();
            }
        });
    }

    /** What operators reach has a date as well. */
    void install(@Observes ManagementInterface management) {
        management.router().route().order(Integer.MIN_VALUE).handler(context -> {
            context.addHeadersEndHandler(_ -> date(context.response().headers()));
            context.next();
        });
    }

    /** How HTTP writes an instant (RFC 9110, 5.6.7). */
    static String written(Instant instant) {
        return DATE.format(instant);
    }

    /** What is on every answer, whatever it is about. */
    static Map<String, String> always() {
        return ALWAYS;
    }

    private void complete(RoutingContext context) {
        MultiMap headers = context.response().headers();
        date(headers);
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
        if (isOfOperators(context) && !headers.contains(CACHING)) {
            headers.set(CACHING, "no-store"); // how it stood a moment ago misleads
        }
        if ((alwaysEncrypted || "https".equals(context.request().scheme())) && !headers.contains(HSTS)) {
            headers.set(HSTS, FOR_A_YEAR);
        }
    }

    private static boolean isOfOperators(RoutingContext context) {
        return AddressForm.isReadable(context.request().uri()) && context.normalizedPath().startsWith(OPERATIONS);
    }

    /** When the answer was made (RFC 9110, 6.6.1); written once a second. */
    private void date(MultiMap headers) {
        Instant now = Instant.now();
        Clock known = clock;
        if (known.second() != now.getEpochSecond()) {
            known = new Clock(now.getEpochSecond(), written(now));
            clock = known;
        }
        if (!headers.contains(HttpHeaders.DATE)) {
            headers.set(HttpHeaders.DATE, known.written());
        }
    }
}
