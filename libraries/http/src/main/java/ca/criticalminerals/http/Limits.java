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
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often a client may ask, and how many dear reads are answered at a time: who has shown a good token counts for himself,
 * everybody else by his address, of IPv6 by his network of 64 bits. An address in a header counts only if {@code
 * quarkus.http.proxy} says whose headers are believed.
 */
@ApplicationScoped
public class Limits {
    private static final String PER_TOKEN = "tracker.limits.per-token";
    private static final String PER_ADDRESS = "tracker.limits.per-address";
    private static final String DEAR = "tracker.limits.dear";
    private static final String DEAR_AT_ONCE = "tracker.limits.dear-at-once";
    /** So many clients are remembered; whoever makes up more addresses than that only pushes out others, who begin anew. */
    private static final int MOST_CLIENTS = 20_000;

    private final Cache<String, Client> clients = Caffeine.newBuilder().maximumSize(MOST_CLIENTS)
            .expireAfterAccess(Duration.ofMinutes(2)).build();
    private final AtomicInteger dearNow = new AtomicInteger();
    private final VerifiedTokens tokens;
    private final Denials denials;
    private volatile Numbers numbers;

    /**
     * Each is 0 for no limit.
     *
     * @param perToken   requests a minute of who has shown a good token
     * @param perAddress requests a minute of an address
     * @param dear       of these, dear reads
     * @param dearAtOnce dear reads at a time; one client has at most half of them
     */
    public record Numbers(int perToken, int perAddress, int dear, int dearAtOnce) {
        /** Nobody is limited. */
        public static final Numbers NONE = new Numbers(0, 0, 0, 0);

        public Numbers {
            checked(PER_TOKEN, perToken);
            checked(PER_ADDRESS, perAddress);
            checked(DEAR, dear);
            checked(DEAR_AT_ONCE, dearAtOnce);
        }
    }

    private static final class Client {
        private final Allowance all;
        private final Allowance dear;
        private final AtomicInteger dearNow = new AtomicInteger();

        Client(int all, int dear, long now) {
            this.all = new Allowance(all, now);
            this.dear = new Allowance(dear, now);
        }
    }

    Limits(VerifiedTokens tokens, Denials denials, @ConfigProperty(name = PER_TOKEN) int perToken,
            @ConfigProperty(name = PER_ADDRESS) int perAddress,
            @ConfigProperty(name = DEAR) int dear, @ConfigProperty(name = DEAR_AT_ONCE) int dearAtOnce) {
        this.tokens = tokens;
        this.denials = denials;
        this.numbers = new Numbers(perToken, perAddress, dear, dearAtOnce);
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).handler(this::count);
    }

    /** Others from now on. */
    public void set(Numbers others) {
        numbers = others;
    }

    private static void checked(String name, int limit) {
        if (limit < 0) {
            throw new IllegalStateException(name + " is a number, or 0 for no limit; not " + limit);
        }
    }

    private void count(RoutingContext context) {
        var limits = numbers;
        if (limits.equals(Numbers.NONE)) {
            context.next();
            return;
        }
        HttpServerRequest request = context.request();
        var who = tokens.known(request.getHeader(HttpHeaders.AUTHORIZATION));
        String address = Audit.address(request);
        int all = who.isPresent() ? limits.perToken : limits.perAddress;
        String query = Optional.ofNullable(request.query()).orElse("");
        boolean isDear = Cost.of(request.method().name(), context.normalizedPath(), query) == Cost.DEAR;
        long now = System.nanoTime();
        String name = who.map(token -> "token " + token.getName()).orElseGet(() -> "address " + Denials.network(address));
        var client = clients.get(name, _ -> new Client(all, limits.dear, now));
        var told = new Told();
        boolean mayAsk = all == 0 || told.take("minute", client.all, all, now);
        mayAsk &= !mayAsk || !isDear || limits.dear == 0 || told.take("dear", client.dear, limits.dear, now);
        told.say(context);
        if (!mayAsk) {
            deny(context, who.map(Audit.Client::of).orElseGet(() -> Audit.Client.of(address)), told.next,
                    tooMany(told.refused, SafeMethods.contain(request.method().name())));
        } else if (isDear && limits.dearAtOnce > 0) {
            atOnce(context, client, limits.dearAtOnce, () -> who.map(Audit.Client::of).orElseGet(() -> Audit.Client.of(address)));
        } else {
            context.next();
        }
    }

    /** Goes on if the service and the client have not too many dear reads at work already. */
    private void atOnce(RoutingContext context, Client client, int most, Supplier<Audit.Client> who) {
        int ofOne = Math.max(1, most / 2);
        boolean isOver = client.dearNow.incrementAndGet() > ofOne;
        boolean isFull = dearNow.incrementAndGet() > most;
        var isOpen = new AtomicBoolean(true);
        Runnable done = () -> {
            if (isOpen.getAndSet(false)) {
                client.dearNow.decrementAndGet();
                dearNow.decrementAndGet();
            }
        };
        if (isOver || isFull) {
            done.run();
            deny(context, who.get(), 1, tooManyAtOnce(isOver ? ofOne : most));
            return;
        }
        context.addEndHandler(_ -> done.run());
        context.next();
    }

    private void deny(RoutingContext context, Audit.Client client, int next, Problem problem) {
        HttpServerRequest request = context.request();
        denials.add(client, problem.status(), Audit.tooOften(client, request.method().name(),
                Optional.ofNullable(request.getHeader("traceparent"))));
        context.response().putHeader("Retry-After", String.valueOf(next));
        problem.end(context);
    }

    /** What the client reads of its limits, in two headers. */
    private static final class Told {
        private final ArrayList<String> policies = new ArrayList<>();
        private final ArrayList<String> left = new ArrayList<>();
        private int next = 1;
        private int refused;

        /** Takes one of the allowance; whether there was one. */
        boolean take(String name, Allowance allowance, int limit, long now) {
            int remaining = allowance.take(limit, now);
            int seconds = allowance.secondsUntilNext(limit);
            policies.add("\"" + name + "\";q=" + limit + ";w=60");
            left.add("\"" + name + "\";r=" + Math.max(0, remaining) + ";t=" + seconds);
            if (remaining < 0) {
                next = seconds;
                refused = limit;
            }
            return remaining >= 0;
        }

        void say(RoutingContext context) {
            if (!policies.isEmpty()) {
                context.response().putHeader("RateLimit-Policy", String.join(", ", policies))
                        .putHeader("RateLimit", String.join(", ", left));
            }
        }
    }

    private static Problem tooMany(int limit, boolean safe) {
        return Problem.of(429, "too-many-requests", Text.of("Too many requests", "Trop de demandes"),
                Text.of("At most " + limit + " of this kind a minute. " + (safe ? "Repeat it" : "Nothing was recorded; repeat it")
                                + " after the seconds in Retry-After.",
                        "Au plus " + limit + " de ce genre par minute. " + (safe ? "Répétez" : "Rien n’a été consigné; répétez")
                                + " la demande après les secondes indiquées par Retry-After."));
    }

    private static Problem tooManyAtOnce(int limit) {
        return Problem.of(429, "too-many-at-once", Text.of("Too many requests at once", "Trop de demandes à la fois"),
                Text.of("At most " + limit + " of this kind at a time. Repeat it after the seconds in Retry-After.",
                        "Au plus " + limit + " de ce genre à la fois. "
                                + "Répétez la demande après les secondes indiquées par Retry-After."));
    }
}
