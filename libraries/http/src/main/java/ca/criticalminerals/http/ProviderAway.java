package ca.criticalminerals.http;

import io.smallrye.jwt.auth.principal.ParseException;

/** A token cannot be verified because the identity provider does not give its keys. */
final class ProviderAway extends ParseException {
    ProviderAway(Throwable cause) {
        super("the identity provider does not answer", cause);
    }
}
