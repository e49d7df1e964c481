package ca.criticalminerals.local.faults;

import static ca.criticalminerals.local.faults.World.FUNDING;
import static ca.criticalminerals.local.faults.World.PROGRESS;

import java.time.Duration;
import java.util.List;

/** Every few seconds something else goes wrong, in an order that the seed decides. */
final class Soak {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private Soak() {}

    static Fault of(Duration time) {
        return new Fault(21, "soak: for " + time.toMinutes() + " minutes something goes wrong every five seconds", world -> run(world, time));
    }

    private record Strike(String name, Fault.Script script) {}

    private static final List<Strike> STRIKES = List.of(
            new Strike("the write service is killed", world -> killAndStart(world, FUNDING)),
            new Strike("the write service dies after the commit", world -> dieAndStart(world, FUNDING, KillPoint.AFTER_THE_COMMIT)),
            new Strike("the write service dies before the answer", world -> dieAndStart(world, FUNDING, KillPoint.BEFORE_THE_ANSWER)),
            new Strike("the relay dies after sending", world -> dieAndStart(world, FUNDING, KillPoint.AFTER_SENDING)),
            new Strike("the relay dies before the checkpoint", world -> dieAndStart(world, FUNDING, KillPoint.AFTER_THE_ACKNOWLEDGEMENT)),
            new Strike("the projection is killed", world -> killAndStart(world, PROGRESS)),
            new Strike("the projection dies before its commit", world -> dieAndStart(world, PROGRESS, KillPoint.BEFORE_THE_COMMIT_OF_A_BATCH)),
            new Strike("the projection dies after its commit", world -> dieAndStart(world, PROGRESS, KillPoint.AFTER_THE_COMMIT_OF_A_BATCH)),
            new Strike("the write service freezes", world -> freeze(world, FUNDING)),
            new Strike("the projection freezes", world -> freeze(world, PROGRESS)),
            new Strike("PostgreSQL is killed", DatabaseFaults::kill),
            new Strike("connections are cut", DatabaseFaults::cut),
            new Strike("the broker is killed", world -> {
                world.system().kafka().kill();
                world.pass(Duration.ofMillis(500 + world.random().nextInt(4_000)));
                world.system().kafka().start();
                world.system().kafka().awaitReady();
            }),
            new Strike("the broker freezes", world -> {
                world.system().kafka().freeze();
                world.pass(Duration.ofMillis(500 + world.random().nextInt(4_000)));
                world.system().kafka().resume();
            }),
            new Strike("the topic is deleted", BrokerFaults::deleted),
            new Strike("everything is delivered again, shuffled", DeliveryFaults::repeats),
            new Strike("milestones arrive in the wrong order", DeliveryFaults::disorder),
            new Strike("the view is rebuilt", ServiceFaults::rebuild));

    private static void run(World world, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long next = System.nanoTime() + EVERY.toNanos();
            Strike strike = STRIKES.get(world.random().nextInt(STRIKES.size()));
            world.say(strike.name);
            strike.script.run(world);
            world.pass(Duration.ofNanos(Math.max(1, next - System.nanoTime())));
        }
        world.healed();
    }

    private static void killAndStart(World world, String service) {
        world.readers().bePatient(service.equals(PROGRESS));
        world.system().service(service).kill();
        world.start(service);
    }

    private static void dieAndStart(World world, String service, KillPoint point) {
        world.killAt(service, point);
        world.start(service);
    }

    private static void freeze(World world, String service) {
        world.readers().bePatient(service.equals(PROGRESS));
        world.system().service(service).freeze();
        world.pass(Duration.ofMillis(500 + world.random().nextInt(12_000)));
        world.system().service(service).resume();
        world.readers().bePatient(false);
    }
}
