package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    /** {@code {}} */
    private static final String EMPTY_HEADER = "e30.";
    private static final Instant EXPIRES = Instant.parse("2026-11-23T12:00:00Z");

    private final List<String> verified = new ArrayList<>();
    private Instant now = EXPIRES.minusSeconds(10);
    private final VerifiedTokens tokens = new VerifiedTokens(new Provider(), Duration.ofHours(24), new SettableClock(), Ticker.systemTicker());

    @Test
    void a_token_that_was_good_is_verified_once() throws ParseException {
        assertThat(tokens.parse("good", null)).isSameAs(tokens.parse("good", null));
        assertThat(verified).containsExactly("good");
    }

    @Test
    void another_token_is_verified_too_however_alike() throws ParseException {
        tokens.parse("good", null);
        tokens.parse("good2", null);
        assertThat(verified).containsExactly("good", "good2");
    }

    @Test
    void a_token_that_was_bad_is_verified_each_time() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.parse("bad", null)).isInstanceOf(ParseException.class);
        }
        assertThat(verified).containsExactly("bad", "bad");
    }

    @Test
    void from_the_second_in_which_it_expires_a_token_is_verified_each_time() throws ParseException {
        tokens.parse("good", null);
        now = EXPIRES.minusSeconds(1);
        tokens.parse("good", null);
        now = EXPIRES;
        tokens.parse("good", null);
        tokens.parse("good", null);
        assertThat(verified).hasSize(3);
    }

    @Test
    void a_token_whose_holder_cannot_be_recorded_is_refused_each_time() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.parse("improper", null)).isInstanceOf(ImproperHolder.class);
        }
        assertThat(verified).containsExactly("improper", "improper");
    }

    private final class Provider extends JWTCallerPrincipalFactory {
        @Override
        public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
            verified.add(token);
            if (token.equals("bad")) {
                throw new ParseException("bad");
            }
            var claims = new JwtClaims();
            claims.setClaim("upn", token.equals("improper") ? "x".repeat(301) : "officer");
            claims.setExpirationTime(NumericDate.fromSeconds(EXPIRES.getEpochSecond()));
            return new DefaultJWTCallerPrincipal(EMPTY_HEADER + token, "JWT", claims);
        }
    }

    private final class SettableClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
