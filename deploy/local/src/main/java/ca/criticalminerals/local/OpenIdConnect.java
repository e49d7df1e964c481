package ca.criticalminerals.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** How a program gets a token from a realm of an OpenID Connect provider: with a secret of its own, or for a person who logs in elsewhere. */
final class OpenIdConnect {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI realm;
    private final HttpClient http;

    /**
     * @param realm where this program reaches the realm
     * @param ca    the certificate of the authority that vouches for the provider, in PEM; null for those that Java knows
     */
    OpenIdConnect(URI realm, Path ca) throws IOException {
        this.realm = realm;
        var builder = HttpClient.newBuilder();
        this.http = (ca == null ? builder : builder.sslContext(trusting(ca))).build();
    }

    /** Waits until the realm answers. */
    void await(Duration patience) {
        new AnswerAwaiter(http, patience).await(URI.create(realm + "/.well-known/openid-configuration"));
    }

    /** The token of the program itself. */
    String withSecret(String client, String secret) {
        try {
            return token(post("token", Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret)));
        } catch (IOException e) {
            throw new Trouble("The identity provider does not answer at " + realm + ": " + e + ".", "Le fournisseur d’identité ne répond pas à " + realm + ".");
        } catch (InterruptedException e) {
            throw new Trouble("Interrupted.", "Interrompu.");
        }
    }

    /** The token of a person, who is told where to log in with any browser and has some minutes to do so (RFC 8628). */
    String withDevice(String client, Consumer<String> say) throws IOException, InterruptedException {
        String verifier = verifier();
        var asked = post("auth/device", Map.of("client_id", client, "scope", "openid", "code_challenge", challenge(verifier), "code_challenge_method", "S256"));
        if (!asked.has("device_code")) {
            throw refused(asked);
        }
        String address = asked.get("verification_uri_complete").asText();
        say.accept("Log in here, then the token is printed: " + address + " / Ouvrez une session ici, puis le jeton s’affiche : " + address);
        long pause = asked.path("interval").asLong(5);
        while (true) {
            Thread.sleep(Duration.ofSeconds(pause));
            var answer = post("token", Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code", "client_id", client,
                    "device_code", asked.get("device_code").asText(), "code_verifier", verifier));
            switch (answer.path("error").asText()) {
                case "authorization_pending" -> { }
                case "slow_down" -> pause += 5;
                default -> {
                    return token(answer);
                }
            }
        }
    }

    private static String token(JsonNode answer) {
        if (!answer.has("access_token")) {
            throw refused(answer);
        }
        return answer.get("access_token").asText();
    }

    private static Trouble refused(JsonNode answer) {
        String why = answer.path("error").asText() + ": " + answer.path("error_description").asText();
        return new Trouble("The identity provider gives no token (" + why + ").", "Le fournisseur d’identité ne donne pas de jeton (" + why + ").");
    }

    private JsonNode post(String endpoint, Map<String, String> fields) throws IOException, InterruptedException {
        var address = URI.create(realm + "/protocol/openid-connect/" + endpoint);
        return JSON.readTree(http.send(posting(address, fields).build(), HttpResponse.BodyHandlers.ofString()).body());
    }

    static HttpRequest.Builder posting(URI uri, Map<String, String> fields) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** What proves that who fetches the token is who asked for it (PKCE, RFC 7636). */
    static String verifier() {
        return UUID.randomUUID().toString() + UUID.randomUUID();
    }

    static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(Path ca) throws IOException {
        try (var file = Files.newInputStream(ca)) {
            var known = KeyStore.getInstance(KeyStore.getDefaultType());
            known.load(null, null);
            known.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(known);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new Trouble("There is no certificate in " + ca + ".", "Il n’y a pas de certificat dans " + ca + ".");
        }
    }
}
