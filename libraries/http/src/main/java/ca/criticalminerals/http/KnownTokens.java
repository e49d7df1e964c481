package ca.criticalminerals.http;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.MpJwtValidator;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Lets a token that was verified a moment ago pass on the thread that serves the connection. Only an unknown one is handed to another
 * thread, because verifying it may wait for the provider: handing over every request halves what a service can record.
 */
@ApplicationScoped
class KnownTokens implements IdentityProvider<TokenAuthenticationRequest> {
    private static final AuthenticationRequestContext AT_ONCE = new AuthenticationRequestContext() {
        @Override
        public Uni<SecurityIdentity> runBlocking(Supplier<SecurityIdentity> identity) {
            return Uni.createFrom().item(identity);
        }
    };

    private final VerifiedTokens verified;
    private final MpJwtValidator validator;

    KnownTokens(VerifiedTokens verified, MpJwtValidator validator) {
        this.verified = verified;
        this.validator = validator;
    }

    /** Before the validator of Quarkus, which is asked if this one does not know the token. */
    @Override
    public int priority() {
        return SYSTEM_FIRST;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return verified.isKnown(request.getToken().getToken()) ? validator.authenticate(request, AT_ONCE) : Uni.createFrom().nullItem();
    }
}
