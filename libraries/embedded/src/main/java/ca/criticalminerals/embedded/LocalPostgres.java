package ca.criticalminerals.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** A real PostgreSQL 18 without Docker, durable as in production, on a data directory that is kept. */
public final class LocalPostgres implements AutoCloseable {
    /** Of the hundred of the server; the pools of the services on one machine need less than forty together. */
    private static final int CONNECTIONS = 60;

    private final Path dataDirectory;
    private EmbeddedPostgres postgres;

    private LocalPostgres(EmbeddedPostgres postgres, Path dataDirectory) {
        this.postgres = postgres;
        this.dataDirectory = dataDirectory;
    }

    /** Starts on the directory, which is created or opened; port 0 means a free one. */
    public static LocalPostgres start(Path dataDirectory, int port) {
        var server = new LocalPostgres(launch(dataDirectory, port), dataDirectory.toAbsolutePath());
        server.execute("postgres", "revoke connect on database postgres, template1 from public");
        return server;
    }

    private static EmbeddedPostgres launch(Path dataDirectory, int port) {
        try {
            Files.createDirectories(dataDirectory.toAbsolutePath().getParent());
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(dataDirectory.toAbsolutePath())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(true)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("listen_addresses", "localhost")
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
            if (port != 0) {
                builder.setPort(port);
            }
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every process of the server without a warning, as a failure of the machine does. */
    public void kill() {
        var server = ProcessHandle.of(pid()).orElseThrow();
        // First the parent, or it would see its children die and tidy up.
        var children = server.descendants().toList();
        server.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        server.onExit().join();
        children.forEach(child -> child.onExit().join());
    }

    /** Starts the server again, on the same port and data. */
    public void restart() {
        int port = port();
        try {
            postgres.close();
        } catch (IOException | RuntimeException dead) {
            // There is nothing to stop any more; what counts is that its directory is free.
        }
        postgres = launch(dataDirectory, port);
    }

    /** Whether its process lives. */
    boolean isAlive() {
        return Files.exists(dataDirectory.resolve("postmaster.pid")) && ProcessHandle.of(pid()).filter(ProcessHandle::isAlive).isPresent();
    }

    Path dataDirectory() {
        return dataDirectory;
    }

    /** The TCP port. */
    public int port() {
        return postgres.getPort();
    }

    /** The process id of the server. */
    public long pid() {
        try (var lines = Files.lines(dataDirectory.resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a service: no credentials inside. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port() + "/" + database;
    }

    /** For tests and the launcher, with all rights. */
    public String superuserJdbcUrl(String database) {
        return jdbcUrl(database) + "?user=postgres&password=postgres";
    }

    /**
     * Creates, unless they are there, the database, the role {@code name_owner} that owns it and migrates it, and the role
     * {@code name} that may connect, a bounded number of times, and has no other right until a migration grants it one.
     */
    public void createDatabase(String name) {
        createDatabase(name, name + "_owner", name);
    }

    /** The same with passwords that are not the names of the roles. */
    public void createDatabase(String name, String ownerPassword, String password) {
        String owner = name + "_owner";
        execute("postgres", """
                select set_config('tracker.service', '%s', false), set_config('tracker.password', '%s', false),
                    set_config('tracker.owner_password', '%s', false), set_config('tracker.connections', '%s', false);
                """.formatted(name, password, ownerPassword, CONNECTIONS) + serviceRole());
        if (!exists(name)) {
            execute("postgres", "create database " + name + " owner " + owner);
        }
        execute(name, """
                revoke all on database %1$s from public;
                revoke all on schema public from public;
                grant connect on database %1$s to %1$s;
                grant usage on schema public to %1$s;
                grant all on schema public to %2$s""".formatted(name, owner));
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The roles of a service, as containers have them, too (deploy/compose/postgres). */
    private static String serviceRole() {
        try (var file = LocalPostgres.class.getResourceAsStream("/db/service-role.ddl")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean exists(String database) {
        try (var connection = DriverManager.getConnection(superuserJdbcUrl("postgres"));
                var query = connection.prepareStatement("select from pg_database where datname = ?")) {
            query.setString(1, database);
            return query.executeQuery().next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String database, String sql) {
        try (var connection = DriverManager.getConnection(superuserJdbcUrl(database)); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
