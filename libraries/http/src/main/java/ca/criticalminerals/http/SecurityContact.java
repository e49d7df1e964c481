package ca.criticalminerals.http;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/**
 * Where somebody who has found a weakness can say so (RFC 9116). What it says expires half a year from today, so it is never out of
 * date. Without a contact there is no such address, rather than one at which nobody reads.
 */
@Path("/.well-known/security.txt")
@PermitAll
class SecurityContact {
    private static final Logger LOG = Logger.getLogger(SecurityContact.class);
    private static final String SETTING = "tracker.security.contact";
    private static final Duration GOOD_FOR = Duration.ofDays(180);
    private static final Set<String> SCHEMES = Set.of("mailto", "https", "tel");

    private final Optional<URI> contact;

    /** {@code contact} is {@code mailto:}, {@code https:} or {@code tel:}. */
    SecurityContact(@ConfigProperty(name = SETTING) Optional<URI> contact) {
        this.contact = contact;
        if (contact.isPresent() && !SCHEMES.contains(String.valueOf(contact.get().getScheme()))) {
            throw new IllegalStateException(SETTING + " begins with mailto:, https: or tel:, unlike " + contact.get());
        }
    }

    void check(@Observes StartupEvent event) {
        if (contact.isEmpty()) {
            LOG.warn(SETTING + " is not set: whoever finds a weakness is not told whom to tell, and there is no /.well-known/security.txt");
        }
    }

    @GET
    @Operation(hidden = true)
    public Response read() {
        return Response.ok(text(Instant.now())).type("text/plain;charset=utf-8").header("Cache-Control", "public, max-age=86400").build();
    }

    /** What a machine reads, with the day as of which it is asked for. */
    String text(Instant now) {
        return "Contact: " + contact.orElseThrow(NotFoundException::new) + "\nExpires: " + now.truncatedTo(ChronoUnit.DAYS).plus(GOOD_FOR)
                + "\nPreferred-Languages: en, fr\n";
    }
}
