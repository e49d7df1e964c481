package ca.criticalminerals.local.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happens to PostgreSQL: it dies, its connections hang or are cut, someone's transaction stays open. */
final class DatabaseFaults {
    private DatabaseFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault(5, "PostgreSQL is killed under load, twice", world -> {
                    kill(world);
                    world.untilRecorded(30);
                    kill(world);
                }),
                new Fault(6, "connections to the database hang half open, and are cut; the broker hangs", DatabaseFaults::hang),
                new Fault(16, "a long transaction holds the snapshot for 12 s", DatabaseFaults::longTransaction));
    }

    static void kill(World world) {
        world.system().postgres().kill();
        world.pass(Duration.ofSeconds(2));
        world.system().postgres().restart();
        world.healed();
    }

    /** Ends every session of our services. */
    static void cut(World world) {
        Store.execute(world.system().superuserJdbcUrl("postgres"), """
                select pg_terminate_backend(pid) from pg_stat_activity where datname in ('funding_programs', 'strategy_progress')""");
    }

    private static void hang(World world) {
        for (String database : List.of("funding_programs", "strategy_progress")) {
            var sessions = sessions(world, database);
            sessions.forEach(session -> signal("STOP", session));
            world.pass(Duration.ofSeconds(13)); // longer than a writer's patience
            sessions.forEach(session -> signal("CONT", session));
            world.untilRecorded(10);
        }
        cut(world);
        world.untilRecorded(20);
        world.system().kafka().freeze();
        world.pass(Duration.ofSeconds(8));
        world.system().kafka().resume();
        world.healed();
    }

    private static List<Long> sessions(World world, String database) {
        try (var connection = DriverManager.getConnection(world.system().superuserJdbcUrl("postgres"));
                var rows = connection.createStatement().executeQuery(
                        "select pid from pg_stat_activity where backend_type = 'client backend' and datname = '" + database + "'")) {
            var sessions = new ArrayList<Long>();
            while (rows.next()) {
                sessions.add(rows.getLong(1));
            }
            return sessions;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(String signal, long process) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void longTransaction(World world) {
        try (var connection = DriverManager.getConnection(world.system().superuserJdbcUrl("funding_programs"))) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("set role funding_programs; select pg_current_xact_id()");
            Instant began = Instant.now();
            world.pass(Duration.ofSeconds(12));
            world.untilRecorded(20);
            String view = Http.get(world.http(), world.system().address(World.PROGRESS).resolve("/v1/initiatives")).body();
            var through = java.util.regex.Pattern.compile("\"completeThrough\":\\{\"funding-programs\":\"([^\"]+)\"").matcher(view);
            if (!through.find() || Instant.parse(through.group(1)).isAfter(began.plusSeconds(1))) {
                world.findings().problem("the view calls itself complete while a transaction holds events back");
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        world.healed();
    }
}
