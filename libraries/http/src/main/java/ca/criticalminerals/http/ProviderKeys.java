package ca.criticalminerals.http;

import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.KeyLocationResolver;
import io.smallrye.jwt.auth.principal.ParseException;
import java.io.IOException;
import java.time.Duration;
import org.jose4j.http.Get;
import org.jose4j.http.SimpleResponse;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens with the keys of the provider. One that does not answer is asked for two seconds, and then not again for a
 * minute: whoever comes meanwhile is told so at once.
 */
final class ProviderKeys extends JWTCallerPrincipalFactory {
    private static final int PATIENCE_MILLIS = 2_000;
    private static final long LEFT_ALONE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Ticker ticker;
    private final Parser parser = new Parser();
    private volatile long failedAt;
    private volatile boolean isAway;

    ProviderKeys(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo settings) throws ParseException {
        try {
            var parsed = parser.parse(token, settings);
            String type = parsed.getJoseObjects().getFirst().getHeader("typ");
            return new DefaultJWTCallerPrincipal(token, type, parsed.getJwtClaims());
        } catch (ParseException e) {
            throw isAway ? new ProviderAway(e) : e;
        }
    }

    private boolean isLeftAlone() {
        return isAway && ticker.read() - failedAt < LEFT_ALONE_NANOS;
    }

    private final class Parser extends DefaultJWTTokenParser {
        private @Nullable VerificationKeyResolver keys;

        /** Tried again until it succeeds once: a service may be started before its provider. */
        @Override
        protected synchronized VerificationKeyResolver getVerificationKeyResolver(JWTAuthContextInfo settings)
                throws UnresolvableKeyException {
            if (keys == null) {
                keys = new Keys(settings, ProviderKeys.this);
            }
            return keys;
        }
    }

    private static final class Keys extends KeyLocationResolver {
        private final ProviderKeys owner;

        Keys(JWTAuthContextInfo settings, ProviderKeys owner) throws UnresolvableKeyException {
            this.owner = owner; // before the constructor of the library, which asks already
            super(settings);
        }

        @Override
        protected Get getHttpGet() {
            return owner.new Patient();
        }
    }

    private final class Patient extends Get {
        Patient() {
            setConnectTimeout(PATIENCE_MILLIS);
            setReadTimeout(PATIENCE_MILLIS);
            setRetries(0);
        }

        @Override
        public synchronized SimpleResponse get(String location) throws IOException {
            if (isLeftAlone()) {
                throw new IOException("the provider did not answer a moment ago");
            }
            try {
                SimpleResponse answer = super.get(location);
                isAway = false;
                return answer;
            } catch (IOException e) {
                failedAt = ticker.read();
                isAway = true;
                throw e;
            }
        }
    }
}
