package ca.criticalminerals.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * For the tests of one service: a real PostgreSQL with its database and roles, a real Kafka, tokens it believes, and a registry that
 * assigns every initiative but one to it.
 */
public final class RealPostgresAndKafka implements QuarkusTestResourceLifecycleManager {
    /** An initiative that the registry assigns to another service. */
    public static final String TAKEN = "taken-initiative";

    private static LocalPostgres postgres;
    private static LocalKafka kafka;
    private static Tokens tokens;
    private static SigningKeys keys;
    private static Path folder;
    private static String service;
    private String database;
    private String proxy;

    /** The {@code database} of the service, and the address of a {@code proxy} whose headers it believes, if there is one. */
    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.get("database");
        service = database.replace('_', '-');
        proxy = arguments.getOrDefault("proxy", "");
    }

    /** The service gets any free port, and the key itself: where it lies is ignored, because Quarkus makes a key of its own for tests. */
    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("tracker-test");
            tokens = Tokens.create(folder.resolve("tokens"));
            Files.writeString(folder.resolve("initiatives.csv"), "initiative,service\n*," + service + "\n" + TAKEN + ",elsewhere\n");
            keys = SigningKeys.in(folder.resolve("keys"));
            return settings(Files.readString(tokens.publicKey()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings(String publicKey) {
        postgres = LocalPostgres.start(folder.resolve("postgres"), 0);
        postgres.createDatabase(database);
        kafka = LocalKafka.start(folder.resolve("kafka"), 0);
        var settings = new HashMap<>(Map.of("tracker.security.contact", "https://tracker.example/security",
                "tracker.initiatives", folder.resolve("initiatives.csv").toString(),
                // A test asks more often than people do, and waits for deadlines.
                "tracker.limits.per-token", "0", "tracker.limits.per-address", "0", "tracker.limits.dear", "0", "tracker.limits.dear-at-once", "0",
                "tracker.connections.per-address", "0", "tracker.connections.head", "4s", "tracker.connections.body", "8s"));
        if (!proxy.isEmpty()) {
            settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            settings.put("quarkus.http.proxy.trusted-proxies", proxy);
        }
        settings.putAll(Map.ofEntries(
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry("quarkus.datasource.jdbc.url", postgres.jdbcUrl(database)),
                Map.entry("quarkus.datasource.username", database),
                Map.entry("quarkus.datasource.password", database),
                Map.entry("quarkus.flyway.username", database + "_owner"),
                Map.entry("quarkus.flyway.password", database + "_owner"),
                Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                Map.entry("tracker.signing.key-file", keys.privateKey(service).toString()),
                Map.entry("tracker.signing.trusted-keys", keys.publicKeys().toString()),
                Map.entry("mp.jwt.verify.publickey", publicKey),
                Map.entry("mp.jwt.verify.issuer", Tokens.ISSUER),
                Map.entry("mp.jwt.verify.audiences", Tokens.AUDIENCE)));
        return settings;
    }

    @Override
    public void stop() {
        kafka.close();
        postgres.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database server of the running tests. */
    public static LocalPostgres postgres() {
        return postgres;
    }

    /** The broker of the running tests. */
    public static LocalKafka kafka() {
        return kafka;
    }

    /** The keys with which services sign, of which the one under test has its own. */
    public static SigningKeys keys() {
        return keys;
    }

    /** The issuer that the service under test believes. */
    public static Tokens tokens() {
        return tokens;
    }

    /** An initiative of the service under test, as a token names it. */
    public static String named(String initiative) {
        return service + "/" + initiative;
    }
}
