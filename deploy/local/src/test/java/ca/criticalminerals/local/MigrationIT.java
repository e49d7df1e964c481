package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.embedded.LocalPostgres;
import ca.criticalminerals.embedded.SigningKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A release is rolled out as in deploy/kubernetes: a process that migrates and ends, then services that only look whether it did. */
class MigrationIT {
    private static final Path DATA = Path.of("target/migration").toAbsolutePath();
    private static final Path LOG = DATA.resolve("log");
    private static final Map<String, String> JOB = Map.of("QUARKUS_INIT_AND_EXIT", "true", "QUARKUS_FLYWAY_PASSWORD", "of-the-owner");
    private static final Map<String, String> DEPLOYED = Map.of("QUARKUS_FLYWAY_MIGRATE_AT_START", "false", "QUARKUS_FLYWAY_VALIDATE_AT_START", "true");

    @Test
    void a_service_refuses_a_schema_that_is_too_old_and_starts_once_a_job_without_kafka_has_migrated_it() throws Exception {
        Running.delete(DATA);
        try (var postgres = LocalPostgres.start(DATA.resolve("postgres"), 0)) {
            postgres.createDatabase("strategy_progress", "of-the-owner", "of-the-service");

            var early = start(postgres, DEPLOYED);
            assertThat(ended(early)).isEqualTo(1);
            assertThat(LOG).content().contains("Detected resolved migration not applied to database: 1", "Detected resolved migration not applied to database: 4");

            var job = start(postgres, JOB);
            assertThat(ended(job)).isZero();
            assertThat(LOG).content().contains("Migrating schema \"public\" to version \"4 - ", "Migrating schema \"public\" to version \"1 - event store\"").doesNotContain("relay", "Listening");

            // Who only migrates needs no key; who announces does.
            var service = start(postgres, signing(DEPLOYED));
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> Files.readString(LOG).contains("Listening on"));
                assertThat(service.isAlive()).isTrue();
                assertThat(LOG).content().doesNotContain("Migrating schema");
            } finally {
                service.destroyForcibly().waitFor();
            }

            // The event store has a history of its own beside that of the projection: it is looked at, too.
            forget(postgres, "event_store_history", 2);
            assertThat(ended(start(postgres, DEPLOYED))).isEqualTo(1);
            assertThat(LOG).content().contains("Detected resolved migration not applied to database: 2");
        }
    }

    @Test
    void a_job_and_a_service_that_start_before_their_database_wait_for_it() throws Exception {
        Running.delete(DATA);
        int port = freePort();
        var job = start("jdbc:postgresql://localhost:" + port + "/strategy_progress", JOB);
        await().atMost(Duration.ofMinutes(2)).until(() -> !job.isAlive() || Files.readString(LOG).contains("Retrying in"));
        assertThat(job.isAlive()).isTrue();
        try (var postgres = LocalPostgres.start(DATA.resolve("postgres"), port)) {
            postgres.createDatabase("strategy_progress", "of-the-owner", "of-the-service");
            assertThat(ended(job)).isZero();

            postgres.kill();
            var service = start(postgres, signing(DEPLOYED));
            try {
                await().atMost(Duration.ofMinutes(2)).until(() -> !service.isAlive() || Files.readString(LOG).contains("Retrying in"));
                assertThat(service.isAlive()).isTrue();
                postgres.restart();
                await().atMost(Duration.ofMinutes(2)).until(() -> Files.readString(LOG).contains("Listening on"));
            } finally {
                service.destroyForcibly().waitFor();
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> signing(Map<String, String> settings) {
        var keys = SigningKeys.in(DATA.resolve("keys"));
        var more = new HashMap<>(settings);
        more.put("TRACKER_SIGNING_KEY_FILE", keys.privateKey("strategy-progress").toString());
        more.put("TRACKER_SIGNING_TRUSTED_KEYS", keys.publicKeys().toString());
        return more;
    }

    private static void forget(LocalPostgres postgres, String history, int version) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.superuserJdbcUrl("strategy_progress")); var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("delete from " + history + " where version = '" + version + "'")).isEqualTo(1);
        }
    }

    /** With which status; who goes on for a minute is ended, with another one. */
    private static int ended(Process process) throws InterruptedException {
        process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join();
        return process.destroyForcibly().waitFor();
    }

    private static Process start(LocalPostgres postgres, Map<String, String> settings) throws IOException {
        return start(postgres.jdbcUrl("strategy_progress"), settings);
    }

    private static Process start(String database, Map<String, String> settings) throws IOException {
        Files.createDirectories(DATA);
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-jar",
                Running.HOME.resolve("services/strategy-progress/target/quarkus-app/quarkus-run.jar").toString());
        builder.environment().putAll(Map.of("QUARKUS_HTTP_PORT", "0", "QUARKUS_MANAGEMENT_PORT", "0",
                "QUARKUS_DATASOURCE_JDBC_URL", database,
                "QUARKUS_DATASOURCE_PASSWORD", "of-the-service", "KAFKA_BOOTSTRAP_SERVERS", "localhost:1"));
        builder.environment().putAll(settings);
        return builder.redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
    }
}
