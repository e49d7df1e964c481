package ca.criticalminerals.local.faults;

import static ca.criticalminerals.local.faults.World.FUNDING;

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
        // It loses nothing in the moment in which it waits for the watermark instead; then once more.
        for (int round = 0; round < 5 && world.findings().lost() == 0; round++) {
            world.system().service(FUNDING).kill();
            world.start(FUNDING, KillPoint.FORGETS_TO_WAIT_FOR_ACKNOWLEDGEMENTS.options(world.folder(), 1));
            world.untilRecorded(20);
            world.system().kafka().kill();
            world.untilRecorded(30);
            world.system().service(FUNDING).kill();
            world.system().kafka().start();
            world.system().kafka().awaitReady();
            // Before the service is started as it should be: that one would see that the topic ends too early, and mend it.
            world.checker().relayIsHonest(world.findings());
        }
        world.start(FUNDING);
        world.healed();
    }

    private static void lazyDatabase(World world) {
        String postgres = world.system().superuserJdbcUrl("postgres");
        Store.execute(postgres, "alter database funding_programs set synchronous_commit = off");
        Store.execute(postgres, "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'funding_programs'");
        world.untilRecorded(60);
        DatabaseFaults.kill(world);
        world.healed();
    }
}
