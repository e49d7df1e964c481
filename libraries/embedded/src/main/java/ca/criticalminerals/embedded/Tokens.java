package ca.criticalminerals.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Issues the bearer tokens of the local stack and of tests, in place of an OpenID Connect provider. */
public final class Tokens {
    public static final String ISSUER = "https://tracker.local";
    public static final String AUDIENCE = "critical-minerals-tracker";
    private static final Duration A_WORKING_DAY = Duration.ofHours(12);

    private final PrivateKey key;
    private final Path publicKey;

    private Tokens(PrivateKey key, Path publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    /** Opens the key pair in the folder, or makes one there that only its owner can read. */
    public static Tokens create(Path folder) {
        try {
            Path secret = folder.resolve("token-key.pem");
            Path open = folder.resolve("token-key-public.pem");
            Files.createDirectories(folder);
            if (!Files.exists(secret) || !Files.exists(open)) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                KeyPair pair = generator.generateKeyPair();
                Files.deleteIfExists(secret);
                Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(secret, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
                Files.writeString(open, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            }
            return new Tokens(privateKey(Files.readString(secret)), open);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey privateKey(String key) throws GeneralSecurityException {
        byte[] encoded = Base64.getMimeDecoder().decode(key.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** The file with the key by which services verify the tokens. */
    public Path publicKey() {
        return publicKey.toAbsolutePath();
    }

    /** A token of an officer who may write to the initiatives. */
    public String officer(String name, String... initiatives) {
        return token(name, Set.of("officer"), List.of(initiatives));
    }

    /** A token of who loads data that others have collected about the initiatives, the report with them. */
    public String loader(String name, String... initiatives) {
        return token(name, Set.of("officer", "writer", "loader"), List.of(initiatives));
    }

    /** A token that is good for twelve hours. */
    public String token(String name, Set<String> roles, Collection<String> initiatives) {
        return token(name, roles, initiatives, A_WORKING_DAY, ISSUER, AUDIENCE);
    }

    /** Any token, also a bad one: with a negative validity it has expired. */
    public String token(String name, Set<String> roles, Collection<String> initiatives, Duration validity, String issuer,
            String audience) {
        return token(roles, initiatives, validity, issuer, audience, Map.of("upn", name, "sub", name));
    }

    /** A token that is good for twelve hours, with these claims about its holder: {@code upn}, {@code sub}, {@code organization}. */
    public String token(Set<String> roles, Collection<String> initiatives, Map<String, Object> holder) {
        return token(roles, initiatives, A_WORKING_DAY, ISSUER, AUDIENCE, holder);
    }

    /** An officer's token with any claims and any type, also wrong ones. */
    public String officer(String type, Map<String, Object> claims, String... initiatives) {
        var all = new HashMap<String, Object>(Map.of("upn", "officer.test", "sub", "officer.test"));
        all.putAll(claims);
        return token(type, Set.of("officer"), List.of(initiatives), A_WORKING_DAY, ISSUER, AUDIENCE, all);
    }

    private String token(Set<String> roles, Collection<String> initiatives, Duration validity, String issuer, String audience, Map<String, Object> claims) {
        return token("JWT", roles, initiatives, validity, issuer, audience, claims);
    }

    private String token(String type, Set<String> roles, Collection<String> initiatives, Duration validity, String issuer, String audience,
            Map<String, Object> given) {
        try {
            var claims = new JwtClaims();
            claims.setIssuer(issuer);
            claims.setAudience(audience);
            claims.setStringListClaim("groups", List.copyOf(roles));
            claims.setStringListClaim("initiatives", List.copyOf(initiatives));
            var now = NumericDate.now();
            var expires = NumericDate.fromSeconds(now.getValue() + validity.toSeconds());
            claims.setIssuedAt(expires.isBefore(now) ? NumericDate.fromSeconds(expires.getValue() - 60) : now);
            claims.setExpirationTime(expires);
            claims.setGeneratedJwtId();
            given.forEach(claims::setClaim);
            var signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key);
            signature.setHeader("typ", type);
            signature.setAlgorithmHeaderValue("RS256");
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] encoded) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + label + "-----\n";
    }
}
