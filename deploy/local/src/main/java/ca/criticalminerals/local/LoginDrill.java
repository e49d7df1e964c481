package ca.criticalminerals.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Officers log in at a real Keycloak and record at a real service; then the keys of the realm change under both of them. */
final class LoginDrill {
    private static final String PATH = "/v1/funding-programs/inrp/milestones";
    /** The service asks for the keys once a minute, and believes a token that was good for a minute more. */
    private static final Duration A_WITHDRAWAL = Duration.ofSeconds(150);

    private final Consumer<String> say;
    private int failures;

    LoginDrill(Consumer<String> say) {
        this.say = say;
    }

    /** Whether everything was as it must be. */
    boolean run(Path home, Path data, Path keycloakHome) throws IOException, InterruptedException {
        var ports = Map.of("funding-programs", LocalSystem.freePorts().get("funding-programs"));
        try (var system = new LocalSystem(home, data, ports, say);
                var keycloak = Keycloak.start(keycloakHome, home.resolve("deploy/keycloak"), data, Ports.free(), Ports.free())) {
            system.start();
            keycloak.awaitReady();
            var service = system.service("funding-programs");
            service.stop();
            service.start(Map.of("MP_JWT_VERIFY_PUBLICKEY_LOCATION", keycloak.keys(), "MP_JWT_VERIFY_ISSUER", keycloak.issuer()));
            service.awaitReady();
            roles(system.address("funding-programs"), keycloak);
            keys(system.address("funding-programs"), keycloak);
        }
        return failures == 0;
    }

    private void roles(URI service, Keycloak keycloak) throws IOException, InterruptedException {
        String officer = keycloak.login("officer.inrp");
        check("without a token nothing is recorded: 401", record(keycloak, service, "") == 401);
        check("a token that somebody has changed is not believed: 401", record(keycloak, service, officer.substring(0, officer.length() - 8) + "AAAAAAAA") == 401);
        check("an auditor does not record: 403", record(keycloak, service, keycloak.login("auditor")) == 403);
        check("a publisher does not record: 403", record(keycloak, service, keycloak.login("publisher")) == 403);
        check("an operator does not record: 403", record(keycloak, service, keycloak.login("operator")) == 403);
        check("the officer of another initiative does not record: 403", record(keycloak, service, keycloak.login("officer.cmif")) == 403);
        check("the officer of the initiative records: 201", record(keycloak, service, officer) == 201);
        var read = keycloak.get(service.resolve(PATH), keycloak.login("auditor"));
        JsonNode event = keycloak.json(read).path("milestones").path(0);
        check("the event names who logged in: officer.inrp", event.at("/recordedByPerson/name").asText().equals("officer.inrp")
                && !event.at("/recordedByPerson/sub").asText().isEmpty() && event.at("/recordedBy/en").asText().equals("Officer, Natural Resources Canada"));
        check("an auditor reads it: 200", read.statusCode() == 200);
        check("an officer reads the office", !keycloak.get(service.resolve(PATH), officer).body().contains("officer.inrp"));
    }

    private void keys(URI service, Keycloak keycloak) throws IOException, InterruptedException {
        String before = keycloak.login("officer.inrp");
        check("a token of the old key is believed: 200", keycloak.get(service.resolve(PATH), before).statusCode() == 200);
        String old = keycloak.addKey();
        String after = keycloak.login("officer.inrp");
        check("the realm signs with another key now", !Keycloak.keyOf(before).equals(Keycloak.keyOf(after)));
        Instant rotated = Instant.now();
        check("a token of the new key is believed without a restart", within(A_WITHDRAWAL, () -> status(keycloak, service, after) == 200));
        say.accept("  after " + Duration.between(rotated, Instant.now()).toSeconds() + " s");
        check("a token of the old key is still believed", status(keycloak, service, before) == 200);
        keycloak.withdraw(old);
        Instant withdrawn = Instant.now();
        check("a token of the withdrawn key is refused without a restart", within(A_WITHDRAWAL, () -> status(keycloak, service, before) == 401));
        say.accept("  after " + Duration.between(withdrawn, Instant.now()).toSeconds() + " s");
        check("the token of the new key is believed as before", status(keycloak, service, after) == 200);
    }

    private static int record(Keycloak keycloak, URI service, String token) throws IOException, InterruptedException {
        String first = RealData.read().stream().filter(one -> one.get("id").asText().equals("inrp")).findFirst().orElseThrow()
                .path("milestones").path(0).toString();
        return keycloak.post(service.resolve(PATH), token, first).statusCode();
    }

    private static int status(Keycloak keycloak, URI service, String token) {
        try {
            return keycloak.get(service.resolve(PATH), token).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean within(Duration time, BooleanSupplier condition) throws InterruptedException {
        Instant latest = Instant.now().plus(time);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(latest)) {
                return false;
            }
            Thread.sleep(1_000);
        }
        return true;
    }

    private void check(String what, boolean held) {
        say.accept((held ? "good  " : "BAD   ") + what);
        failures += held ? 0 : 1;
    }
}
