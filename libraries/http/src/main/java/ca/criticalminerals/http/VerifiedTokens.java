package ca.criticalminerals.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies each token once a minute instead of once a request: the signature costs more than everything else about a
 * command. Only a token that was good is remembered, and no longer than it is good. One that names its holder in a way that cannot
 * be recorded is not good, whatever it is used for.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class VerifiedTokens extends JWTCallerPrincipalFactory {
    private static final String BEARER = "Bearer ";
    private static final int MOST = 1_000;
    /** So long a key that the provider has withdrawn may still be believed. */
    private static final Duration BELIEVED_FOR = Duration.ofMinutes(1);

    private final Cache<String, JWTCallerPrincipal> verified;
    private final JWTCallerPrincipalFactory verifier;
    private final Clock clock;

    VerifiedTokens() {
        this(new DefaultJWTCallerPrincipalFactory(), Clock.systemUTC(), Ticker.systemTicker());
    }

    VerifiedTokens(JWTCallerPrincipalFactory verifier, Clock clock, Ticker ticker) {
        this.verifier = verifier;
        this.clock = clock;
        this.verified = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(BELIEVED_FOR).ticker(ticker).build();
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        JWTCallerPrincipal known = verified.getIfPresent(token);
        if (known == null || known.getExpirationTime() <= clock.instant().getEpochSecond()) {
            known = verifier.parse(token, context);
            var violations = Holder.violations(known);
            if (!violations.isEmpty()) {
                throw new ImproperHolder(violations);
            }
            verified.put(token, known);
        }
        return known;
    }

    /** Whose bearer token this is, if it was verified a moment ago; whoever shows another one is nobody yet. */
    Optional<JWTCallerPrincipal> known(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return Optional.ofNullable(verified.getIfPresent(authorization.substring(BEARER.length()).strip()));
    }
}
