package ca.criticalminerals.http;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where somebody who has found a weakness can say so (RFC 9116). What it says expires some time from today, never in the past. */
@Path("/.well-known/security.txt")
@PermitAll
class SecurityContact {
    @Inject
    @ConfigProperty(name = "tracker.security.contact")
    URI contact;
    @Inject
    @ConfigProperty(name = "tracker.security.valid-for")
    Period validFor;

    @GET
    @Operation(hidden = true)
    public Response read() {
        return Response.ok(text(ZonedDateTime.now(ZoneOffset.UTC))).type("text/plain;charset=utf-8")
                .header("Cache-Control", "public, max-age=86400").build();
    }

    private String text(ZonedDateTime now) {
        return "Contact: " + contact + "\nExpires: " + now.truncatedTo(ChronoUnit.DAYS).plus(validFor).toInstant()
                + "\nPreferred-Languages: en, fr\n";
    }
}
