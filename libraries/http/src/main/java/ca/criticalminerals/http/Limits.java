package ca.criticalminerals.http;

import ca.criticalminerals.eventsourcing.Text;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often a client may ask: who has shown a good token counts for himself, everybody else by his address. An address in a
 * header counts only if {@code quarkus.http.proxy} says whose headers are believed. Health is not counted.
 */
@ApplicationScoped
class Limits {
    /** So many clients are remembered; whoever makes up more addresses than that only pushes out others, who begin anew. */
    private static final int MOST_CLIENTS = 20_000;

    private final Cache<String, Allowance> clients = Caffeine.newBuilder().maximumSize(MOST_CLIENTS).expireAfterAccess(Duration.ofMinutes(2)).build();
    private final VerifiedTokens tokens;
    private final int perToken;
    private final int perAddress;

    /** Requests per minute; 0 is no limit. */
    @Inject
    Limits(VerifiedTokens tokens, @ConfigProperty(name = "tracker.limits.per-token") int perToken,
            @ConfigProperty(name = "tracker.limits.per-address") int perAddress) {
        this.tokens = tokens;
        this.perToken = perToken;
        this.perAddress = perAddress;
    }

    void install(@Observes Router router) {
        if (perToken > 0 || perAddress > 0) {
            router.route().order(Integer.MIN_VALUE + 1).handler(this::count);
        }
    }

    private void count(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<String> who = tokens.nameIn(request.getHeader(HttpHeaders.AUTHORIZATION));
        int limit = who.isPresent() ? perToken : perAddress;
        if (limit == 0 || request.path().startsWith("/q/health")) {
            context.next();
            return;
        }
        String address = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
        var allowance = clients.get(who.map(name -> "token " + name).orElse("address " + address), _ -> new Allowance(limit, System.nanoTime()));
        int left = allowance.take(System.nanoTime());
        context.response().putHeader("RateLimit-Policy", "\"minute\";q=" + limit + ";w=60")
                .putHeader("RateLimit", "\"minute\";r=" + Math.max(0, left) + ";t=" + allowance.secondsUntilNext());
        if (left >= 0) {
            context.next();
            return;
        }
        Audit.write(who, address, request.method().name(), "", Optional.empty(), "denied", 429, Optional.ofNullable(request.getHeader("traceparent")));
        context.response().setStatusCode(429).putHeader("Retry-After", String.valueOf(allowance.secondsUntilNext()))
                .putHeader("Content-Type", Problem.MEDIA_TYPE).putHeader("Content-Language", "en-CA, fr-CA").putHeader("Cache-Control", "no-store")
                .end(tooMany(limit).json().toString());
    }

    private static Problem tooMany(int limit) {
        return Problem.of(429, "too-many-requests", Text.of("Too many requests", "Trop de demandes"),
                Text.of("At most " + limit + " a minute. Nothing was recorded; repeat it after the seconds in Retry-After.",
                        "Au plus " + limit + " par minute. Rien n’a été consigné; répétez la demande après les secondes indiquées par Retry-After."));
    }
}
