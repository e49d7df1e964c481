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
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often a client may ask: who has shown a good token counts for himself, everybody else by his address. An address in a
 * header counts only if {@code quarkus.http.proxy} says whose headers are believed.
 */
@ApplicationScoped
public class Limits {
    private static final String PER_TOKEN = "tracker.limits.per-token";
    private static final String PER_ADDRESS = "tracker.limits.per-address";
    /** So many clients are remembered; whoever makes up more addresses than that only pushes out others, who begin anew. */
    private static final int MOST_CLIENTS = 20_000;

    private final Cache<String, Allowance> clients = Caffeine.newBuilder().maximumSize(MOST_CLIENTS).expireAfterAccess(Duration.ofMinutes(2)).build();
    private final VerifiedTokens tokens;
    private final Denials denials;
    private volatile int perToken;
    private volatile int perAddress;

    Limits(VerifiedTokens tokens, Denials denials, @ConfigProperty(name = PER_TOKEN) int perToken, @ConfigProperty(name = PER_ADDRESS) int perAddress) {
        this.tokens = tokens;
        this.denials = denials;
        this.perToken = checked(PER_TOKEN, perToken);
        this.perAddress = checked(PER_ADDRESS, perAddress);
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).handler(this::count);
    }

    /** So many requests per minute from now on, 0 for no limit. */
    public void set(int perToken, int perAddress) {
        this.perToken = checked(PER_TOKEN, perToken);
        this.perAddress = checked(PER_ADDRESS, perAddress);
    }

    private static int checked(String name, int limit) {
        if (limit < 0) {
            throw new IllegalStateException(name + " is a number of requests per minute, or 0 for no limit; not " + limit);
        }
        return limit;
    }

    private void count(RoutingContext context) {
        if (perToken == 0 && perAddress == 0) {
            context.next();
            return;
        }
        HttpServerRequest request = context.request();
        var who = tokens.known(request.getHeader(HttpHeaders.AUTHORIZATION));
        int limit = who.isPresent() ? perToken : perAddress;
        if (limit == 0) {
            context.next();
            return;
        }
        String address = Audit.address(request);
        long now = System.nanoTime();
        var allowance = clients.get(who.map(token -> "token " + token.getName()).orElse("address " + address), _ -> new Allowance(limit, now));
        int left = allowance.take(limit, now);
        int next = allowance.secondsUntilNext(limit);
        context.response().putHeader("RateLimit-Policy", "\"minute\";q=" + limit + ";w=60")
                .putHeader("RateLimit", "\"minute\";r=" + Math.max(0, left) + ";t=" + next);
        if (left >= 0) {
            context.next();
            return;
        }
        var client = who.map(Audit.Client::of).orElseGet(() -> Audit.Client.of(address));
        denials.add(client, 429, Audit.tooOften(client, request.method().name(), Optional.ofNullable(request.getHeader("traceparent"))));
        context.response().putHeader("Retry-After", String.valueOf(next));
        tooMany(limit, SafeMethods.contain(request.method().name())).end(context);
    }

    private static Problem tooMany(int limit, boolean safe) {
        return Problem.of(429, "too-many-requests", Text.of("Too many requests", "Trop de demandes"),
                Text.of("At most " + limit + " a minute. " + (safe ? "Repeat it" : "Nothing was recorded; repeat it") + " after the seconds in Retry-After.",
                        "Au plus " + limit + " par minute. " + (safe ? "Répétez" : "Rien n’a été consigné; répétez")
                                + " la demande après les secondes indiquées par Retry-After."));
    }
}
