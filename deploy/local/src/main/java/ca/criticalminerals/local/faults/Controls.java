package ca.criticalminerals.local.faults;

import static ca.criticalminerals.local.faults.World.FUNDING;
import static ca.criticalminerals.local.faults.World.PROGRESS;

import java.time.Duration;
import java.util.List;

/**
 * Mistakes made on purpose, which the checker must be seen to catch: a checker that finds nothing here would find nothing
 * anywhere. They come last, for what they lose stays lost.
 */
final class Controls {
    private Controls() {}

    static List<Fault> all() {
        return List.of(
                new Fault(101, "control: a relay that forgets to wait for acknowledgements, and the broker dies", Controls::impatientRelay),
                new Fault(102, "control: synchronous_commit = off, and PostgreSQL dies", Controls::lazyDatabase));
    }

    private static void impatientRelay(World world) {
        world.system().service(FUNDING).kill();
        world.start(FUNDING, KillPoint.FORGETS_TO_WAIT_FOR_ACKNOWLEDGEMENTS.options(world.folder(), 1));
        world.untilRecorded(20);
        world.untilVisible(); // what was recorded since then was published by this one
        // Frozen and then killed: what is sent to it meanwhile is gone. (Of a dead broker the client itself would know.)
        world.system().kafka().freeze();
        world.untilRecorded(60);
        String store = world.system().superuserJdbcUrl("funding_programs");
        int stored = Store.events(store).size();
        if (!world.until(Duration.ofSeconds(30), () -> Store.events(store).stream().filter(Store.Row::published).count() >= stored)) {
            world.findings().problem("the impatient relay waits after all");
        }
        world.system().service(FUNDING).kill();
        world.system().kafka().kill();
        world.system().kafka().start();
        world.system().kafka().awaitReady();
        // Before the service is started as it should be: that one would see that the topic ends too early, and mend it.
        world.checker().relayIsHonest(world.findings());
        world.start(FUNDING);
        world.healed();
    }

    private static void lazyDatabase(World world) {
        String postgres = world.system().superuserJdbcUrl("postgres");
        Store.execute(postgres, "alter database funding_programs set synchronous_commit = off");
        Store.execute(postgres, "alter system set wal_writer_delay = '10s'");
        Store.execute(postgres, "select pg_reload_conf(), pg_terminate_backend(pid) from pg_stat_activity where datname = 'funding_programs'");
        // The commits of the projection would flush those of the writers: they share one log.
        world.readers().bePatient(true);
        world.system().service(PROGRESS).freeze();
        // Those of the relay too: without acknowledgements it commits nothing.
        world.system().kafka().freeze();
        world.untilRecorded(100);
        var acknowledged = world.officers().acknowledged();
        DatabaseFaults.kill(world);
        world.checker().storeIsWhole(acknowledged, world.findings());
        world.system().kafka().resume();
        world.system().service(PROGRESS).resume();
        world.healed();
    }
}
