package ca.criticalminerals.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;

/**
 * Backs a local PostgreSQL up as PostgreSQL itself describes it, "continuous archiving and point-in-time recovery": a copy of its files
 * and every change since, so that it can be restored to any point.
 */
public final class PostgresBackup {
    private final LocalPostgres postgres;
    private final Path archive;
    private final Path copy;

    /** Keeps the changes and the copy in the folder. */
    public PostgresBackup(LocalPostgres postgres, Path folder) {
        this.postgres = postgres;
        this.archive = folder.resolve("archive").toAbsolutePath();
        this.copy = folder.resolve("copy").toAbsolutePath();
    }

    /** From now on every change is kept; the server is started again for that. */
    public void begin() {
        try {
            Files.createDirectories(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        execute("alter system set archive_mode = 'on'", "alter system set archive_command = 'cp \"%p\" \"" + archive + "/%f\"'");
        postgres.restart();
    }

    /** Copies the files while the server works. */
    public void take() {
        try (var connection = DriverManager.getConnection(postgres.superuserJdbcUrl("postgres")); var statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('backup', true)");
            copy(postgres.dataDirectory(), copy);
            try (var rows = statement.executeQuery("select labelfile from pg_backup_stop()")) {
                rows.next();
                Files.writeString(copy.resolve("backup_label"), rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives this moment a name. */
    public void name(String point) {
        execute("select pg_create_restore_point('" + point + "')", "select pg_switch_wal()");
    }

    /** Hands over the changes that are not archived yet, which only a server that lives can. */
    public void flush() {
        execute("select pg_switch_wal()", "checkpoint");
    }

    /** Loses the server and all its files, and restores the copy and the changes up to the point. */
    public void restore(String point) {
        if (postgres.isAlive()) {
            postgres.kill();
        }
        Path data = postgres.dataDirectory();
        try {
            delete(data);
            copy(copy, data);
            Files.writeString(data.resolve("postgresql.auto.conf"), """
                    restore_command = 'cp "%s/%%f" "%%p"'
                    recovery_target_name = '%s'
                    recovery_target_action = 'promote'
                    """.formatted(archive, point), StandardOpenOption.APPEND);
            Files.createFile(data.resolve("recovery.signal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres.restart();
    }

    private void execute(String... statements) {
        try (var connection = DriverManager.getConnection(postgres.superuserJdbcUrl("postgres")); var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All but what belongs to a server that runs, and the changes, which come from the archive. */
    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path place = to.resolve(from.relativize(file).toString());
                String name = from.relativize(file).toString();
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                    Files.setPosixFilePermissions(place, Files.getPosixFilePermissions(file));
                } else if (!name.matches("postmaster\\.(pid|opts)|pg_wal/.*|epg-lock")) {
                    Files.copy(file, place);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
