package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider over HTTP changes its keys; who verifies its tokens is not restarted. With Keycloak: {@code ./tracker login}. */
class KeyRotationTest {
    private static final String ISSUER = "https://provider.example";
    private static final String AUDIENCE = "critical-minerals-tracker";
    /** Longer than the library itself leaves a provider alone, a third of a second. */
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final RsaJsonWebKey OLD = key("old");
    private static final RsaJsonWebKey NEW = key("new");

    private final AtomicInteger fetches = new AtomicInteger();
    private volatile boolean hangs;
    private volatile JsonWebKeySet published = new JsonWebKeySet(OLD);
    private long now;
    private final VerifiedTokens tokens = new VerifiedTokens(new ProviderKeys(() -> now), Duration.ofHours(24), Clock.systemUTC(), () -> now);
    private HttpServer provider;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            if (hangs) {
                return; // neither an answer nor an end
            }
            byte[] keys = published.toJson().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void a_new_key_is_believed_and_a_withdrawn_one_is_not() throws ParseException {
        var everyTime = provider(0);
        String old = token(OLD);
        tokens.parse(old, everyTime);
        assertThat(isBelieved(NEW, everyTime)).as("not published yet").isFalse();

        published = new JsonWebKeySet(OLD, NEW);
        await().until(() -> isBelieved(NEW, everyTime));
        assertThat(isBelieved(OLD, everyTime)).isTrue();

        published = new JsonWebKeySet(NEW);
        await().until(() -> !isBelieved(OLD, everyTime));
        tokens.parse(old, everyTime); // verified a moment ago
        now += Duration.ofMinutes(1).toNanos();
        assertThatThrownBy(() -> tokens.parse(old, everyTime)).as("a minute later").isInstanceOf(ParseException.class);
        assertThat(isBelieved(NEW, everyTime)).isTrue();
    }

    @Test
    void a_flood_of_tokens_of_unknown_keys_is_no_flood_of_fetches() throws ParseException {
        var hourly = provider(60);
        tokens.parse(token(OLD), hourly);
        var forged = key("forged");
        long end = System.nanoTime() + A_SECOND.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            forged.setKeyId("forged-" + i);
            assertThat(isBelieved(forged, hourly)).isFalse();
        }
        assertThat(fetches).hasValueLessThanOrEqualTo(2);
        assertThat(isBelieved(OLD, hourly)).isTrue();
    }

    @Test
    void a_provider_that_hangs_is_asked_once_a_minute_and_nobody_waits_for_it_twice() throws Exception {
        hangs = true;
        var hourly = provider(60);
        long begin = System.nanoTime();
        assertThatThrownBy(() -> tokens.parse(token(OLD), hourly)).isInstanceOf(ProviderAway.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        int asked = fetches.get();

        begin = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> tokens.parse(token(OLD), hourly)).isInstanceOf(ProviderAway.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("50 others").isLessThan(Duration.ofSeconds(2));
        assertThat(fetches).hasValue(asked);

        hangs = false;
        now += Duration.ofMinutes(1).toNanos();
        assertThat(isBelieved(OLD, hourly)).as("a minute later it answers").isTrue();
    }

    /** Whether a token that nobody has seen before is believed. */
    private boolean isBelieved(RsaJsonWebKey key, JWTAuthContextInfo provider) {
        try {
            tokens.parse(token(key), provider);
            return true;
        } catch (ParseException e) {
            return false;
        }
    }

    /** {@code minutes} after a fetch the keys are fetched again (a third of a second, if it is none); for an unknown one at once, but once a minute. */
    private JWTAuthContextInfo provider(int minutes) {
        var settings = new JWTAuthContextInfo("http://localhost:" + provider.getAddress().getPort() + "/keys", ISSUER);
        settings.setExpectedAudience(Set.of(AUDIENCE));
        settings.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256));
        settings.setJwksRefreshInterval(minutes);
        settings.setForcedJwksRefreshInterval(1);
        return settings;
    }

    private static String token(RsaJsonWebKey key) {
        try {
            var claims = new JwtClaims();
            claims.setIssuer(ISSUER);
            claims.setAudience(AUDIENCE);
            claims.setSubject("officer");
            claims.setStringClaim("upn", "officer");
            claims.setIssuedAtToNow();
            claims.setExpirationTimeMinutesInTheFuture(5);
            claims.setGeneratedJwtId();
            var signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setAlgorithmHeaderValue("RS256");
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RsaJsonWebKey key(String name) {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(name);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
