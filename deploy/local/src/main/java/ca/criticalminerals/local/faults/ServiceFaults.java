package ca.criticalminerals.local.faults;

import static ca.criticalminerals.local.faults.World.FUNDING;
import static ca.criticalminerals.local.faults.World.PROGRESS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/** What happens to our own services: they die at every point that matters, freeze, come and go. */
final class ServiceFaults {
    private static final String OTHER_FUNDING = "funding-programs-2";

    private ServiceFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault(1, "a write service dies before, during and after the insert, and before the answer", world ->
                        die(world, FUNDING, KillPoint.BEFORE_THE_INSERT, KillPoint.WHILE_THE_INSERT_IS_UNDER_WAY, KillPoint.AFTER_THE_COMMIT,
                                KillPoint.BEFORE_THE_ANSWER)),
                new Fault(2, "the relay dies after reading, sending, the acknowledgement and the checkpoint, twice", world -> {
                    for (int round = 0; round < 2; round++) {
                        die(world, FUNDING, KillPoint.AFTER_READING_EVENTS, KillPoint.AFTER_SENDING, KillPoint.AFTER_THE_ACKNOWLEDGEMENT,
                                KillPoint.AFTER_THE_CHECKPOINT);
                    }
                }),
                new Fault(3, "the projection dies after polling, before and after its commit, twice", world -> {
                    for (int round = 0; round < 2; round++) {
                        die(world, PROGRESS, KillPoint.AFTER_POLLING, KillPoint.BEFORE_THE_COMMIT_OF_A_BATCH, KillPoint.AFTER_THE_COMMIT_OF_A_BATCH);
                    }
                }),
                new Fault(12, "the projection is slow, and three instances of it come and go", ServiceFaults::rebalance),
                new Fault(13, "the view is rebuilt twice while people record", world -> {
                    rebuild(world);
                    rebuild(world);
                }),
                new Fault(14, "32 officers write to one initiative at once", ServiceFaults::crowd),
                new Fault(15, "two relays, of which one freezes for 20 s and wakes up as a zombie", List.of(OTHER_FUNDING, FUNDING), ServiceFaults::zombie),
                new Fault(20, "each service is told to end while people work, one instance after the other", List.of(FUNDING, OTHER_FUNDING),
                        ServiceFaults::roll));
    }

    private static void die(World world, String service, KillPoint... points) {
        for (var point : points) {
            world.killAt(service, point);
        }
        world.start(service);
    }

    private static void rebalance(World world) {
        var first = world.system().service(PROGRESS);
        var second = world.system().another(PROGRESS, "strategy-progress-2");
        var third = world.system().another(PROGRESS, "strategy-progress-3");
        world.readers().bePatient(true);
        second.start();
        third.start();
        second.awaitReady();
        third.awaitReady();
        first.freeze();
        world.pass(Duration.ofSeconds(4));
        second.kill();
        first.resume();
        world.pass(Duration.ofSeconds(1));
        third.freeze();
        second.start();
        second.awaitReady();
        third.resume();
        world.pass(Duration.ofSeconds(1));
        second.stop();
        third.kill();
        world.healed();
        world.readers().bePatient(false);
    }

    /** Rebuilt beside the view that is read, compared number by number, and switched to because everything is equal. */
    static void rebuild(World world) {
        if (!world.until(Duration.ofSeconds(10), () -> startRebuild(world) == 202)) {
            world.findings().problem("the rebuild is not accepted");
        } else if (!world.until(Duration.ofSeconds(60), () -> !Set.of("reading", "comparing").contains(rebuilding(world).path("state").asText()))
                || !rebuilding(world).path("state").asText().equals("switched")) {
            world.findings().problem("the rebuild did not end in a minute with a switch: " + rebuilding(world));
        }
    }

    private static int startRebuild(World world) {
        // What somebody left undecided.
        Http.send(world.http(), rebuilds(world, "/discard").POST(HttpRequest.BodyPublishers.noBody()).build());
        return Http.send(world.http(), rebuilds(world, "").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"switch\": \"whenEqual\"}")).build()).statusCode();
    }

    private static JsonNode rebuilding(World world) {
        try {
            return new ObjectMapper().readTree(Http.send(world.http(), rebuilds(world, "").GET().build()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpRequest.Builder rebuilds(World world, String what) {
        return HttpRequest.newBuilder(world.system().address(PROGRESS).resolve("/v1/operations/rebuild" + what))
                .header("Authorization", "Bearer " + world.system().tokens().token("operator", Set.of("operator"), List.of()));
    }

    /** Each says which version it expects, so of those who say the same one is accepted and the others are told. */
    private static void crowd(World world) {
        String initiative = "crowd-" + Long.toString(System.nanoTime() & 0xffffff, 36);
        var desk = new Desk(initiative, "Bearer " + world.system().officer("officer.crowd", initiative), world.random());
        var service = world.system().address(FUNDING);
        for (int i = 0; i < 2; i++) {
            var command = desk.next();
            Http.send(world.http(), command.to(service));
            desk.recorded(command, i + 1);
        }
        for (int round = 0; round < 5; round++) {
            var same = new ArrayList<Command>();
            for (int i = 0; i < 32; i++) {
                same.add(desk.project());
            }
            try (var crowd = Executors.newFixedThreadPool(32)) {
                var answers = crowd.invokeAll(same.stream().map(command ->
                        (java.util.concurrent.Callable<Integer>) () -> Http.send(world.http(), command.to(service)).statusCode()).toList());
                var counted = new TreeMap<Integer, Integer>();
                for (var answer : answers) {
                    counted.merge(answer.get(), 1, Integer::sum);
                }
                if (!counted.equals(Map.of(201, 1, 412, 31))) {
                    world.findings().problem("32 officers at once were answered " + counted);
                }
            } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                world.findings().problem("the crowd was not answered: " + e);
            }
            desk.recorded(same.getFirst(), 3 + round);
        }
    }

    private static void zombie(World world) {
        var second = world.system().another(FUNDING, OTHER_FUNDING);
        second.start();
        second.awaitReady();
        world.untilRecorded(20);
        var first = world.system().service(FUNDING);
        first.freeze();
        world.pass(Duration.ofSeconds(20));
        first.resume();
        world.untilRecorded(40);
        second.stop();
        world.healed();
    }

    /** Replaces an instance as an orchestrator does: once it says that it is not ready any more, nobody is sent to it. */
    private static void replace(World world, String service, String other) {
        var process = world.system().service(service);
        process.stopSoon();
        world.until(Duration.ofSeconds(5), () -> !process.isReady());
        world.officers().turnTo(List.of(other));
        if (!process.stop()) {
            world.findings().problem(service + " did not end in time");
        }
        world.untilRecorded(30);
        world.start(service);
        world.officers().turnTo(List.of(service, other));
    }

    private static void roll(World world) {
        var second = world.system().another(FUNDING, OTHER_FUNDING);
        second.start();
        second.awaitReady();
        int before = world.officers().unanswered() + world.officers().toldToWait();
        replace(world, FUNDING, OTHER_FUNDING);
        replace(world, OTHER_FUNDING, FUNDING);
        int failed = world.officers().unanswered() + world.officers().toldToWait() - before;
        if (failed > 0) {
            world.findings().problem(failed + " requests failed while one instance after the other was replaced");
        }
        second.stop();
        world.readers().bePatient(true);
        if (!world.system().service(PROGRESS).stop()) {
            world.findings().problem(PROGRESS + " did not end in time");
        }
        world.start(PROGRESS);
        world.healed();
    }
}
