package ca.criticalminerals.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses a body by what its headers say of it, before a byte of it is read, with a problem like any other: one that is too
 * large for where it is sent, or JSON in another encoding than UTF-8.
 */
@ApplicationScoped
class BodyLimit {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> READABLE = Set.of("utf-8", "us-ascii");

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).handler(this::check);
        router.route().failureHandler(context -> {
            if (context.statusCode() == 413) {
                answer(context, Problems.tooLarge(most(context)));
            } else {
                context.next();
            }
        });
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.length() <= 18 && Long.parseLong(length) > most(context)) {
            answer(context, Problems.tooLarge(most(context)));
        } else if (isUnreadable(request)) {
            answer(context, Problems.ofStatus(415));
        } else {
            context.next();
        }
    }

    /** How large a body may be there: a form has one token, a batch many milestones, everything else one. */
    private static int most(RoutingContext context) {
        if (type(context.request()).startsWith(FORM)) {
            return JsonBody.MOST_BYTES_OF_A_FORM;
        }
        return context.normalizedPath().endsWith("/batch") ? JsonBody.MOST_BYTES_OF_MANY : JsonBody.MOST_BYTES;
    }

    private static boolean isUnreadable(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.CONTENT_TYPE).size() > 1
                || isJson(type(request)) && charset(type(request)).filter(charset -> !READABLE.contains(charset)).isPresent();
    }

    private static String type(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE)).orElse("").strip().toLowerCase(Locale.ROOT);
    }

    /** Others name an encoding also where they send nothing. */
    private static boolean isJson(String type) {
        return type.split(";")[0].strip().endsWith("json");
    }

    private static Optional<String> charset(String type) {
        for (String parameter : type.split(";")) {
            String[] parts = parameter.split("=", 2);
            if (parts.length == 2 && parts[0].strip().equals("charset")) {
                return Optional.of(parts[1].strip().replace("\"", ""));
            }
        }
        return Optional.empty();
    }

    private static void answer(RoutingContext context, Problem problem) {
        if (!context.response().ended()) {
            if (problem.status() == 413) {
                context.response().putHeader(HttpHeaders.CONNECTION, "close"); // the rest was not read: nothing else can follow
            }
            problem.end(context);
        }
    }
}
