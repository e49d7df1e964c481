package ca.criticalminerals.local.faults;

import ca.criticalminerals.embedded.Tokens;
import ca.criticalminerals.local.faults.Api.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Tries every write of every service with every credential that must not do, and by every way round: all are refused with 401 or
 * 403 (or, by a way that does not exist, with another 4xx), and nothing is stored.
 */
final class Intruders {
    private static final int AT_ONCE = 8;
    private static final String REASON = """
            {"reason": {"en": "Recorded twice", "fr": "Consigné deux fois"}}""";
    private static final String CORRECTION = """
            {"reason": {"en": "Misread", "fr": "Mal lu"}, "replacement": %s}""";

    private final World world;
    private final Desk desk;
    private final String registration;
    private final String victim;
    private final Tokens issuer;
    private final AtomicInteger tried = new AtomicInteger();
    private final int share;
    private final KeyPair stranger = strangersKey();

    private Intruders(World world, int share) {
        this.share = share;
        this.world = world;
        this.issuer = world.system().tokens();
        this.victim = "in-" + Long.toString(world.random().nextLong() & 0xfffffff, 36) + "-" + Long.toString(System.nanoTime() & 0xfffff, 36);
        this.desk = new Desk(victim, "Bearer " + issuer.officer("officer.rightful", own()), world.random());
        this.registration = desk.next().body();
    }

    /** The victim as tokens name it, whatever the service. */
    private String[] own() {
        return World.SERVICES.stream().map(service -> service + "/" + victim).toArray(String[]::new);
    }

    /** Everything, or of what is tried on each operation one in so many, another one on the next operation. */
    static void run(World world, int share) {
        new Intruders(world, share).run();
    }

    private void run() {
        world.watch(victim);
        var rightful = Http.send(world.http(), new Command(victim, "milestones", "*", registration, victim, desk.bearer()).to(world.system().address(World.FUNDING)));
        if (rightful.statusCode() != 201) {
            world.findings().problem("the rightful officer was refused: " + rightful.body());
        }
        try (var people = Executors.newFixedThreadPool(AT_ONCE)) {
            int place = 0;
            for (Runnable attempt : attempts()) {
                if (place++ % share == 0) {
                    people.submit(attempt);
                }
            }
        }
        long stored = World.SERVICES.stream().flatMap(service -> Store.events(world.system().superuserJdbcUrl(service.replace('-', '_'))).stream())
                .filter(row -> row.event().streamId.equals(victim)).count();
        if (stored != 1) {
            world.findings().problem("an intruder has recorded something: " + (stored - 1));
        }
        world.say(tried.get() + " attempts");
    }

    private List<Runnable> attempts() {
        var attempts = new ArrayList<Runnable>();
        for (String service : World.SERVICES) {
            for (Operation operation : new Api(world.system().address(service), world.http()).operations()) {
                if (operation.writes()) {
                    credentials(operation).forEach((what, expected) -> attempts.add(() -> attempt(what, asked(operation, expected.headers()), expected.status())));
                    waysRound(operation).forEach((what, asked) -> attempts.add(() -> attempt(what, asked, 0)));
                }
            }
        }
        return attempts;
    }

    /** {@code status} is what such a credential must be answered with. */
    private record Credential(int status, Map<String, String> headers) {}

    private Map<String, Credential> credentials(Operation operation) {
        boolean isOperators = operation.path().contains("/operations/");
        String good = isOperators ? issuer.token("operator.rightful", Set.of("operator"), List.of()) : issuer.officer("officer.rightful", own());
        Set<String> roles = Set.of(isOperators ? "operator" : "officer");
        var own = List.of(own());
        var all = new LinkedHashMap<String, Credential>();
        all.put("no credential", new Credential(401, Map.of()));
        all.put("another scheme", new Credential(401, Map.of("Authorization", "Basic " + good)));
        all.put("an empty token", new Credential(401, Map.of("Authorization", "Bearer ")));
        all.put("a nonsense token", bearer(401, "a.b.c"));
        all.put("the token in a cookie", new Credential(401, Map.of("Cookie", "Authorization=" + good + "; Bearer=" + good)));
        all.put("an expired token", bearer(401, issuer.token("officer.rightful", roles, own, Duration.ofHours(-1), Tokens.ISSUER, Tokens.AUDIENCE)));
        all.put("a token of another issuer", bearer(401, issuer.token("officer.rightful", roles, own, Duration.ofHours(1), "https://elsewhere.example", Tokens.AUDIENCE)));
        all.put("a token for another audience", bearer(401, issuer.token("officer.rightful", roles, own, Duration.ofHours(1), Tokens.ISSUER, "another-system")));
        all.put("a token without signature", bearer(401, encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + good.split("\\.")[1] + "."));
        all.put("a token whose signature is cut", bearer(401, good.substring(0, good.lastIndexOf('.') + 1)));
        all.put("a token signed with the public key as a secret", bearer(401, symmetric(good)));
        all.put("a token signed with another key", bearer(401, foreign(good, false)));
        all.put("a token that brings its own key", bearer(401, foreign(good, true)));
        all.put("a token that was changed", bearer(401, changed(issuer.token("visitor", Set.of("auditor"), List.of()), roles)));
        long now = Instant.now().getEpochSecond();
        all.put("a token for ten years", bearer(401, issuer.officer("JWT", Map.of("exp", now + 315_360_000), own())));
        all.put("a token of tomorrow", bearer(401, issuer.officer("JWT", Map.of("iat", now + 86_400, "exp", now + 90_000), own())));
        all.put("a token to refresh with", bearer(401, issuer.officer("JWT", Map.of("typ", "Refresh"), own())));
        all.put("a token of who somebody is", bearer(401, issuer.officer("JWT", Map.of("typ", "ID"), own())));
        all.put("a token to log out with", bearer(401, issuer.officer("logout+jwt", Map.of(), own())));
        all.put("a token of another role", bearer(403, issuer.token("auditor", Set.of("auditor"), own)));
        all.put("a token without roles", bearer(403, issuer.token("nobody", Set.of(), own)));
        all.put("a role with another spelling", bearer(403, issuer.token("nobody", Set.of("OFFICER", "officer ", "Operator", "admin"), own)));
        all.put(isOperators ? "an officer" : "an operator", bearer(403, issuer.token("somebody", Set.of(isOperators ? "officer" : "operator"), own)));
        if (!isOperators) {
            all.put("an officer of another initiative", bearer(403, issuer.officer("officer.other", Stream.concat(
                    Stream.of(victim, "elsewhere/" + victim, "*", ""), World.SERVICES.stream().flatMap(service -> Stream.of(victim + "-z", "in",
                            victim.substring(0, victim.length() - 1), "*", "").map(other -> service + "/" + other))).toArray(String[]::new))));
            all.put("an officer of none", bearer(403, issuer.officer("officer.none")));
        }
        return all;
    }

    /** Without a credential, by an address or a method that could be taken for another one. */
    private Map<String, Asked> waysRound(Operation operation) {
        var ways = new LinkedHashMap<String, Asked>();
        Asked straight = asked(operation, Map.of());
        String path = straight.address().getRawPath();
        List.of("/" + path, path + "/", path + "//", path.replaceFirst("/v1/", "/v1/./"), path.replaceFirst("/v1/", "/v1//"), path.replaceFirst("/v1/", "/V1/"), path.replaceFirst("/v1/", "/q/../v1/"),
                path.replaceFirst("/v1/", "/contracts/%2e%2e/v1/"), path + ";role=officer", path + "%20", path + "%00", path + ".json", path.replace("milestones", "milestone%73"), path.replace("operations", "op%65rations"),
                path + "?dryRun=true", path + "?access_token=" + issuer.officer("officer.rightful", own()))
                .forEach(other -> ways.put("the address " + other.replaceFirst("access_token=.*", "access_token=..."), new Asked(straight.method(), at(straight, other), straight.headers(), straight.body())));
        for (String method : List.of("PUT", "PATCH", "DELETE", "post", "TRACE")) {
            ways.put("the method " + method, new Asked(method, straight.address(), straight.headers(), straight.body()));
        }
        for (String header : List.of("X-HTTP-Method-Override: POST", "X-Forwarded-User: officer.rightful", "X-Original-URL: " + path, "X-Forwarded-Prefix: /q", "Forwarded: for=127.0.0.1;by=officer", "X-Remote-User: officer")) {
            var headers = new TreeMap<>(straight.headers());
            headers.put(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 2));
            ways.put("the header " + header, new Asked(straight.method(), straight.address(), headers, straight.body()));
        }
        return ways;
    }

    private static URI at(Asked asked, String path) {
        return URI.create(asked.address().toString().replaceFirst("(?<=[^:/])/.*", "") + path);
    }

    /** What a rightful person would send, with these headers besides. */
    private synchronized Asked asked(Operation operation, Map<String, String> credential) {
        String path = operation.path().replaceFirst("\\{(id|initiative)}", victim).replace("{topic}", Topic.NAME).replace("{offset}", "0").replaceAll("\\{[a-z]+}", "1");
        String body = path.endsWith("/retraction") || path.endsWith("/withdrawal") ? REASON : path.endsWith("/correction") ? CORRECTION.formatted(registration)
                : path.endsWith("/batch") ? "{\"milestones\": [" + desk.project().body() + "]}" : path.endsWith("/milestones") ? desk.project().body() : "";
        var headers = new HashMap<>(credential);
        if (!body.isEmpty()) {
            headers.putAll(Map.of("Content-Type", "application/json", "If-Match", "*", "Idempotency-Key", victim + "-" + tried.get()));
        }
        return new Asked(operation.method(), operation.service().resolve(path), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private void attempt(String what, Asked asked, int expected) {
        tried.incrementAndGet();
        try {
            HttpResponse<String> answer = asked.send(world.http());
            boolean isRefused = expected == 0 ? answer.statusCode() >= 400 && answer.statusCode() < 500 : answer.statusCode() == expected;
            if (!isRefused) {
                found(what + " was answered with " + answer.statusCode() + (expected > 0 ? " instead of " + expected : "") + "\n        " + asked.curl());
            } else if (!asked.method().equals("TRACE")) {
                asked.wrong(answer).ifPresent(wrong -> found(what + ": " + wrong + "\n        " + asked.curl()));
            }
        } catch (IOException | RuntimeException e) {
            found(what + ": no answer, " + e + "\n        " + asked.curl());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void found(String problem) {
        world.findings().problem(problem);
    }

    private static KeyPair strangersKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Credential bearer(int status, String token) {
        return new Credential(status, Map.of("Authorization", "Bearer " + token));
    }

    private String symmetric(String good) {
        try {
            String content = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + good.split("\\.")[1];
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Files.readAllBytes(issuer.publicKey()), "HmacSHA256"));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String foreign(String good, boolean bringsKey) {
        try {
            var pair = stranger;
            var signature = new JsonWebSignature();
            signature.setPayload(new String(Base64.getUrlDecoder().decode(good.split("\\.")[1]), StandardCharsets.UTF_8));
            signature.setKey((PrivateKey) pair.getPrivate());
            signature.setAlgorithmHeaderValue("RS256");
            if (bringsKey) {
                signature.setJwkHeader(org.jose4j.jwk.PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic()));
            }
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The roles and initiatives raised, the signature kept. */
    private String changed(String token, Set<String> roles) {
        String[] parts = token.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("\"auditor\"", "\"" + roles.iterator().next() + "\"").replace("\"initiatives\":[]", "\"initiatives\":[\"" + victim + "\"]");
        return parts[0] + "." + encoded(claims) + "." + parts[2];
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
