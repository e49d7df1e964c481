package ca.criticalminerals.local.faults;

import static ca.criticalminerals.local.faults.World.FUNDING;
import static ca.criticalminerals.local.faults.World.PROGRESS;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** What happens to Kafka: it dies, stays away for longer than anyone's patience, and forgets. */
final class BrokerFaults {
    private BrokerFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault(4, "the broker is away for 10 s, and for 60 s with the write service killed meanwhile", BrokerFaults::away),
                new Fault(17, "the topic is deleted", BrokerFaults::deleted));
    }

    private static void away(World world) {
        var broker = world.system().kafka();
        broker.kill();
        world.pass(Duration.ofSeconds(10));
        broker.start();
        broker.awaitReady();
        world.untilRecorded(20);
        broker.kill();
        operatorsAsk(world);
        world.pass(Duration.ofSeconds(50));
        world.untilRecorded(20);
        world.system().service(FUNDING).kill();
        world.start(FUNDING);
        world.untilRecorded(20);
        world.pass(Duration.ofSeconds(5));
        broker.start();
        broker.awaitReady();
        world.healed();
    }

    /** What needs the broker is refused in both languages, and is no mistake of ours. */
    private static void operatorsAsk(World world) {
        String operator = world.system().tokens().token("operator.one", Set.of("operator"), List.of());
        for (String path : List.of("/v1/operations/verification", "/v1/operations/store/verification", "/v1/operations/rebuild/comparison")) {
            var asked = new Asked("GET", world.system().address(path.contains("/store/") ? FUNDING : PROGRESS).resolve(path), Map.of("Authorization", "Bearer " + operator),
                    new byte[0]);
            try {
                var answer = asked.send(world.http());
                var wrong = answer.statusCode() == 503 ? Asked.refusal(answer) : asked.wrong(answer);
                wrong.ifPresent(what -> world.findings().problem(path + " without the broker: " + what));
            } catch (IOException e) {
                world.findings().problem(path + " without the broker: no answer, " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void deleted(World world) {
        try (var admin = Admin.create(world.system().kafkaSettings())) {
            String before = identity(admin);
            admin.deleteTopics(List.of(Topic.NAME)).all().get();
            boolean back = world.until(Duration.ofSeconds(60), () -> {
                String now = identity(admin);
                return !now.isEmpty() && !now.equals(before);
            });
            if (!back) {
                world.findings().problem("nobody has made the topic again");
            }
        } catch (ExecutionException e) {
            world.findings().problem("the topic could not be deleted: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        world.healed();
        world.forgetInjected();
    }

    private static String identity(Admin admin) {
        try {
            return admin.describeTopics(List.of(Topic.NAME)).allTopicNames().get().get(Topic.NAME).topicId().toString();
        } catch (ExecutionException gone) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
