package ca.criticalminerals.http;

import ca.criticalminerals.eventsourcing.Text;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Answers only requests for the names of this service, if it has been told them: who asks for another one was led astray. */
@ApplicationScoped
public class Hosts {
    private static final Problem MISDIRECTED = Problem.of(421, "misdirected",
            Text.of("This service does not have that name", "Ce service ne porte pas ce nom"),
            Text.of("Ask it by a name of its own. Nothing was recorded.",
                    "Demandez-le par un nom qui est le sien. Rien n’a été consigné."));

    private volatile Set<String> names;

    Hosts(@ConfigProperty(name = "tracker.hosts") Optional<List<String>> names) {
        this.names = normal(names.orElse(List.of()));
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).handler(this::check);
    }

    /** From now on only these names; none for any. */
    public void set(List<String> only) {
        names = normal(only);
    }

    private void check(RoutingContext context) {
        var known = names;
        if (known.isEmpty() || known.contains(name(context.request().authority()))) {
            context.next();
            return;
        }
        MISDIRECTED.end(context);
    }

    private static Set<String> normal(List<String> names) {
        return names.stream().map(Hosts::normal).filter(name -> !name.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    private static String name(@Nullable HostAndPort authority) {
        return authority == null ? "" : normal(authority.host());
    }

    private static String normal(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
