package ca.criticalminerals.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A real Keycloak with the realm of the tracker, as a process of its own; its passwords are made up at each start. */
final class Keycloak implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REALM = "critical-minerals";
    private static final String BACK = "http://localhost/back";

    private final Process process;
    private final URI address;
    private final URI health;
    private final Path log;
    private final String password;
    private final HttpClient http = HttpClient.newHttpClient();

    private Keycloak(Process process, URI address, URI health, Path log, String password) {
        this.process = process;
        this.address = address;
        this.health = health;
        this.log = log;
        this.password = password;
    }

    /**
     * @param keycloakHome where the distribution is unpacked
     * @param realms       the folder of the realm that is imported
     * @param data         where its log goes
     */
    static Keycloak start(Path keycloakHome, Path realms, Path data, int port, int healthPort) throws IOException {
        Path imported = Files.createDirectories(keycloakHome.resolve("data/import")).resolve(REALM + "-realm.json");
        Files.deleteIfExists(imported);
        Files.copy(realms.resolve(REALM + "-realm.json"), imported);
        Path log = Files.createDirectories(data.resolve("logs")).resolve("keycloak.log");
        String password = UUID.randomUUID().toString();
        var builder = new ProcessBuilder("sh", keycloakHome.resolve("bin/kc.sh").toString(), "start-dev", "--import-realm", "--db=dev-mem",
                "--http-host=127.0.0.1", "--http-port=" + port, "--http-management-port=" + healthPort, "--health-enabled=true");
        builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
                "TRACKER_DEMO_PASSWORD", password, "TRACKER_RECORDER_SECRET", password, "TRACKER_OPERATOR_SECRET", password,
                "KC_BOOTSTRAP_ADMIN_USERNAME", "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD", password));
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new Keycloak(process, URI.create("http://127.0.0.1:" + port), URI.create("http://127.0.0.1:" + healthPort + "/health/ready"), log, password);
    }

    void awaitReady() throws InterruptedException {
        Instant latest = Instant.now().plusSeconds(180);
        while (process.isAlive() && Instant.now().isBefore(latest)) {
            try {
                if (get(health, "").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it starts
            }
            Thread.sleep(200);
        }
        throw new Trouble("Keycloak did not start; see " + log + ".", "Keycloak n’a pas démarré; voir " + log + ".");
    }

    String issuer() {
        return address + "/realms/" + REALM;
    }

    /** Where the public keys of the realm are. */
    String keys() {
        return issuer() + "/protocol/openid-connect/certs";
    }

    /** The access token of somebody who logs in as in a browser: the form, the code, PKCE. */
    String login(String name) throws IOException, InterruptedException {
        String verifier = OpenIdConnect.verifier();
        String asked = issuer() + "/protocol/openid-connect/auth?" + OpenIdConnect.form(Map.of("client_id", "tracker", "response_type", "code", "scope", "openid",
                "redirect_uri", BACK, "code_challenge_method", "S256", "code_challenge", OpenIdConnect.challenge(verifier)));
        var page = http.send(HttpRequest.newBuilder(URI.create(asked)).build(), HttpResponse.BodyHandlers.ofString());
        // By hand: its cookies are for secure connections, of which a browser takes this machine to be one, and a client in Java does not.
        String cookies = page.headers().allValues("Set-Cookie").stream().map(cookie -> cookie.split(";")[0]).collect(Collectors.joining("; "));
        String action = found("action=\"([^\"]+)\"", page.body()).replace("&amp;", "&");
        var back = http.send(OpenIdConnect.posting(URI.create(action), Map.of("username", name, "password", password)).header("Cookie", cookies).build(),
                HttpResponse.BodyHandlers.ofString());
        String code = found("[?&]code=([^&]+)", back.headers().firstValue("Location").orElse(""));
        return token(REALM, Map.of("grant_type", "authorization_code", "client_id", "tracker", "redirect_uri", BACK, "code", code, "code_verifier", verifier));
    }

    private static String found(String pattern, String text) throws IOException {
        var matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IOException("Keycloak does not let them log in: no " + pattern);
        }
        return matcher.group(1);
    }

    /** Makes the realm sign with a new key; answers with the component of the one that it signed with before. */
    String addKey() throws IOException, InterruptedException {
        String admin = admin();
        JsonNode keys = json(get(realm("/keys"), admin));
        String kid = keys.path("active").path("RS256").asText();
        String old = "";
        for (JsonNode key : keys.path("keys")) {
            if (key.path("kid").asText().equals(kid)) {
                old = key.path("providerId").asText();
            }
        }
        String id = json(get(realm(""), admin)).path("id").asText();
        must(201, post(realm("/components"), admin, """
                {"name": "next", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider", "parentId": "%s",
                 "config": {"priority": ["200"], "enabled": ["true"], "active": ["true"], "algorithm": ["RS256"]}}""".formatted(id)));
        return old;
    }

    /** Takes a key away: what it signed is not to be believed any more. */
    void withdraw(String component) throws IOException, InterruptedException {
        must(204, http.send(HttpRequest.newBuilder(realm("/components/" + component)).header("Authorization", "Bearer " + admin()).DELETE().build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    /** The name of the key that signed the token. */
    static String keyOf(String token) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[0])).path("kid").asText();
    }

    HttpResponse<String> get(URI uri, String token) throws IOException, InterruptedException {
        return http.send(as(token, uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(URI uri, String token, String body) throws IOException, InterruptedException {
        return http.send(as(token, uri).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private String admin() throws IOException, InterruptedException {
        return token("master", Map.of("grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", password));
    }

    private String token(String realm, Map<String, String> grant) throws IOException, InterruptedException {
        var answer = http.send(OpenIdConnect.posting(address.resolve("/realms/" + realm + "/protocol/openid-connect/token"), grant).build(), HttpResponse.BodyHandlers.ofString());
        must(200, answer);
        return json(answer).path("access_token").asText();
    }

    private URI realm(String below) {
        return address.resolve("/admin/realms/" + REALM + below);
    }

    private static HttpRequest.Builder as(String token, URI uri) {
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static void must(int status, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException(answer.uri() + " answers " + answer.statusCode() + ": " + answer.body());
        }
    }
}
