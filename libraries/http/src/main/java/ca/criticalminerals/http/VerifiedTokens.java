package ca.criticalminerals.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.base64url.Base64Url;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies each token once a minute instead of once a request: the signature costs more than everything else about a command.
 * Only a token that was good is remembered, and no longer than it is good. One that names its holder in a way that cannot be
 * recorded is not good, whatever it is used for; nor is one that was made for something else, or for longer than anybody works.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class VerifiedTokens extends JWTCallerPrincipalFactory {
    private static final String BEARER = "Bearer ";
    private static final int MOST = 1_000;
    /** So long a key that the provider has withdrawn may still be believed. */
    private static final Duration BELIEVED_FOR = Duration.ofMinutes(1);

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final Set<String> USES = Set.of("bearer", "access");
    /** So far may the clocks of two machines be apart. */
    private static final long CLOCKS_APART = 60;

    private final Cache<String, JWTCallerPrincipal> verified;
    private final JWTCallerPrincipalFactory verifier;
    private final Clock clock;

    private final long longestLife;

    @Inject
    VerifiedTokens(@ConfigProperty(name = "tracker.tokens.longest-life") Duration longestLife) {
        this(new ProviderKeys(Ticker.systemTicker()), longestLife, Clock.systemUTC(), Ticker.systemTicker());
    }

    VerifiedTokens(JWTCallerPrincipalFactory verifier, Duration longestLife, Clock clock, Ticker ticker) {
        this.longestLife = longestLife.toSeconds();
        this.verifier = verifier;
        this.clock = clock;
        this.verified = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(BELIEVED_FOR).ticker(ticker).build();
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        JWTCallerPrincipal known = verified.getIfPresent(token);
        if (known == null || known.getExpirationTime() <= clock.instant().getEpochSecond()) {
            known = verifier.parse(token, context);
            checkUse(known);
            checkTimes(known);
            var violations = Holder.violations(known);
            if (!violations.isEmpty()) {
                throw new ImproperHolder(violations);
            }
            verified.put(token, known);
        }
        return known;
    }

    /** A token that refreshes another, says who somebody is, or ends a session opens nothing here. */
    private static void checkUse(JWTCallerPrincipal token) throws ParseException {
        String header = header(token.getRawToken());
        boolean isOfType = header.isEmpty() || TYPES.contains(header);
        if (!isOfType || !isForAccess(token, "typ") || !isForAccess(token, "token_use") || token.containsClaim("events")) {
            throw new ParseException("the token is not an access token");
        }
    }

    private static boolean isForAccess(JWTCallerPrincipal token, String claim) {
        Object use = token.getClaim(claim);
        return use == null || use instanceof String text && USES.contains(text.toLowerCase(Locale.ROOT));
    }

    /** What the token calls itself in its header, in small letters; empty if nothing. */
    private static String header(String token) throws ParseException {
        try {
            Object type = JsonUtil.parseJson(Base64Url.decodeToUtf8String(token.substring(0, token.indexOf('.')))).get("typ");
            return type == null ? "" : type.toString().toLowerCase(Locale.ROOT);
        } catch (JoseException | IndexOutOfBoundsException e) {
            throw new ParseException("the token has no header", e);
        }
    }

    /** One that does not say when it was issued was issued now. */
    private void checkTimes(JWTCallerPrincipal token) throws ParseException {
        long now = clock.instant().getEpochSecond();
        long issued = token.getIssuedAtTime() > 0 ? token.getIssuedAtTime() : now;
        if (issued > now + CLOCKS_APART) {
            throw new ParseException("the token is issued in the future");
        }
        if (token.getExpirationTime() > now + longestLife + CLOCKS_APART
                || token.getExpirationTime() - issued > longestLife + CLOCKS_APART) {
            throw new ParseException("the token is good for too long");
        }
    }

    /** Whether the token was verified a moment ago. */
    boolean isKnown(String token) {
        return verified.getIfPresent(token) != null;
    }

    /** Whose bearer token this is, if it was verified a moment ago; whoever shows another one is nobody yet. */
    Optional<JWTCallerPrincipal> known(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return Optional.ofNullable(verified.getIfPresent(authorization.substring(BEARER.length()).strip()));
    }
}
