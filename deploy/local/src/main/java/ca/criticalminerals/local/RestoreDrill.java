package ca.criticalminerals.local;

import ca.criticalminerals.embedded.PostgresBackup;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * The stores are lost and restored to an earlier point, twice: once everything that was acknowledged is brought back from the topics, once
 * it is given up. Each time the report is compared with the published edition and with what readers saw before.
 */
final class RestoreDrill {
    private static final String PROGRESS = "strategy-progress";
    private static final String FUNDING = "funding-programs";
    private static final String FIGURE = "inrp.projects";
    private static final String POINT = "before the accident";

    private final LocalSystem system;
    private final PostgresBackup backup;
    private final Consumer<String> say;
    private final Services services;
    private final List<String> failures = new ArrayList<>();

    /** In a system that has the real data; the backup is kept in the folder. */
    RestoreDrill(LocalSystem system, Path folder, Consumer<String> say) {
        this.system = system;
        this.services = new Services(system::address, Duration.ofSeconds(60));
        this.backup = new PostgresBackup(system.postgres(), folder);
        this.say = say;
    }

    /** Whether everything was as it must be. */
    boolean run() {
        step("Before the accident");
        backup.begin();
        say("every change of the stores is archived");
        int edition = publish();
        int then = figure();
        say("edition " + edition + " is published: " + FIGURE + " is " + then);
        timed("a copy of the stores is taken", backup::take);
        approve("drill-road");
        backup.name(POINT);
        approve("drill-bridge");
        approve("drill-mine");
        int seen = figure();
        say("three more projects are recorded and published: readers see " + seen + "; the point to restore to is after the first");
        backup.flush();

        step("The stores are lost, and what was acknowledged is brought back");
        restore();
        JsonNode store = operator(FUNDING, "GET", "/v1/operations/store");
        check("the relay says that its topic is ahead: " + store.path("problem").asText(), store.path("relay").asText().equals("ahead"));
        JsonNode lost = operator(FUNDING, "GET", "/v1/operations/store/verification").path("notInStore");
        check("the verification names what the store has lost: " + lost, lost.path("count").asInt() == 2);
        check("nothing is recorded meanwhile: an officer is answered 503", tryToApprove("drill-road-2") == 503);
        JsonNode plan = Services.json(services.preview(FUNDING, "/v1/operations/store/recovery", token(), "", Duration.ofSeconds(60)));
        check("a preview names what would come back: " + plan.path("events"), plan.at("/events/count").asInt() == 2);
        timed("recovered from the topic: " + operator(FUNDING, "POST", "/v1/operations/store/recovery", "{\"confirm\": \"" + plan.path("confirm").asText() + "\"}")
                .path("recovered").asInt(), () -> { });
        await("the relay publishes again", () -> operator(FUNDING, "GET", "/v1/operations/store").path("relay").asText().equals("publishing"));
        for (String service : LocalSystem.SERVICES.keySet()) {
            check(service + ": store and topic agree", operator(service, "GET", "/v1/operations/store/verification").path("agrees").asBoolean());
        }
        await("the view has read it again", () -> figure() == seen);
        check("a rebuild beside the view is equal, number by number", rebuilt("{\"switch\": \"whenEqual\"}", "switched"));
        compare(edition, then, seen);

        step("The stores are lost again, and what was acknowledged since the point is given up");
        restore();
        check("the relay says that its topic is ahead", operator(FUNDING, "GET", "/v1/operations/store").path("relay").asText().equals("ahead"));
        forget(FUNDING + ".milestones");
        await("the topic is deleted and filled again from the store", () -> operator(FUNDING, "GET", "/v1/operations/store").path("relay").asText().equals("publishing")
                && operator(FUNDING, "GET", "/v1/operations/store/verification").path("agrees").asBoolean());
        check("a rebuild beside the view differs", rebuilt("", "ready"));
        JsonNode comparison = operator(PROGRESS, "POST", "/v1/operations/rebuild/comparison");
        say("what differs: " + comparison.path("differences"));
        check("the comparison names the number", comparison.path("differences").toString().contains(FIGURE));
        operator(PROGRESS, "POST", "/v1/operations/rebuild/switch", """
                {"evenIfDifferent": true, "reason": {"en": "The restore gives two milestones up", "fr": "La restauration abandonne deux jalons"}}""");
        await("switched: readers see " + (then + 1) + " instead of " + seen, () -> figure() == then + 1);
        compare(edition, then, then + 1);
        step(failures.isEmpty() ? "Everything is as it must be." : failures.size() + " of the checks failed: " + failures);
        return failures.isEmpty();
    }

    private void restore() {
        LocalSystem.SERVICES.keySet().forEach(service -> system.service(service).stopSoon());
        LocalSystem.SERVICES.keySet().forEach(service -> system.service(service).stop());
        timed("the services are stopped, the server is killed, its files are deleted, and restored to the point", () -> backup.restore(POINT));
        timed("the services are started", () -> {
            LocalSystem.SERVICES.keySet().forEach(service -> system.service(service).start());
            LocalSystem.SERVICES.keySet().forEach(service -> system.service(service).awaitReady());
        });
        await("the relay has looked at its topic", () -> !List.of("starting", "stopped").contains(operator(FUNDING, "GET", "/v1/operations/store").path("relay").asText()));
    }

    /** What the published edition and the report say now, and what came between them. */
    private void compare(int edition, int then, int now) {
        JsonNode verified = json(PROGRESS, "GET", "/v1/editions/" + edition + "/verification", "", "");
        check("the pages of edition " + edition + " are what the milestones give, byte by byte", verified.path("same").asBoolean());
        JsonNode changes = json(PROGRESS, "GET", "/v1/changes?fromEdition=" + edition, "", "");
        for (JsonNode figure : changes.path("figures")) {
            say("since then  " + figure.path("id").asText() + "  " + figure.at("/sentence/en").asText() + " | " + figure.at("/sentence/fr").asText());
        }
        check("the report differs from the edition in " + (now - then) + " projects of " + FIGURE,
                changes.path("figures").valueStream().anyMatch(one -> one.path("id").asText().equals(FIGURE) && one.path("difference").asInt() == now - then));
    }

    private int publish() {
        // With everything that was recorded until now: it is refused until that is complete.
        String body = """
                {"asOf": "%s", "knownAt": "%s", "approvedBy": {"en": "The drill", "fr": "L’exercice"}}""".formatted(today(), Instant.now().truncatedTo(ChronoUnit.MICROS));
        var number = new int[1];
        await("an edition is published", () -> {
            number[0] = json(PROGRESS, "POST", "/v1/editions", system.tokens().token("publisher.drill", Set.of("publisher"), List.of()), body).path("number").asInt();
            return number[0] > 0;
        });
        await("and can be read", () -> services.send(PROGRESS, "GET", "/v1/editions/" + number[0], "", "").statusCode() == 200);
        return number[0];
    }

    private boolean rebuilt(String how, String state) {
        operator(PROGRESS, "POST", "/v1/operations/rebuild", how);
        Instant until = Instant.now().plusSeconds(60);
        JsonNode now;
        do {
            pause();
            now = operator(PROGRESS, "GET", "/v1/operations/rebuild");
        } while (List.of("reading", "comparing").contains(now.path("state").asText()) && Instant.now().isBefore(until));
        boolean good = now.path("state").asText().equals(state);
        if (!good) {
            say("the rebuild: " + now);
        }
        return good;
    }

    private int figure() {
        return json(PROGRESS, "GET", "/v1/figures/" + FIGURE, "", "").path("value").asInt();
    }

    private void approve(String project) {
        var answer = services.send(FUNDING, "POST", "/v1/funding-programs/inrp/milestones", officer(), approval(project));
        if (answer.statusCode() != 201) {
            throw new Trouble("A milestone was refused: " + Services.text(answer), "Un jalon a été refusé.");
        }
        Tracker.awaitVisible(system.address(PROGRESS), answer.headers().firstValue("Consistency-Token").orElseThrow());
    }

    private int tryToApprove(String project) {
        return services.send(FUNDING, "POST", "/v1/funding-programs/inrp/milestones", officer(), approval(project)).statusCode();
    }

    private String officer() {
        return system.officer("officer.drill", "inrp");
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("America/Toronto"));
    }

    /** Of today, so that no statement of an earlier day has counted it already. */
    private static String approval(String project) {
        return """
                {"type": "project-approved", "project": "%s", "projects": 1, "title": {"en": "A drill", "fr": "Un exercice"}, "jurisdictions": ["YT"],
                 "minerals": ["COPPER"], "occurredOn": "%s", "evidence": {"source": "drill", "confidence": "internalRecord"}}""".formatted(project, today());
    }

    private void forget(String topic) {
        try (var admin = Admin.create(system.kafkaSettings())) {
            admin.deleteTopics(List.of(topic)).all().get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new Trouble("The topic cannot be deleted: " + e.getMessage(), "Le sujet ne peut être supprimé.");
        }
    }

    private JsonNode operator(String service, String method, String path) {
        return operator(service, method, path, "");
    }

    private JsonNode operator(String service, String method, String path, String body) {
        return json(service, method, path, token(), body);
    }

    private String token() {
        return system.tokens().token("operator.drill", Set.of("operator"), List.of());
    }

    private JsonNode json(String service, String method, String path, String token, String body) {
        return Services.json(services.send(service, method, path, token, body));
    }

    private void await(String what, BooleanSupplier condition) {
        Instant until = Instant.now().plusSeconds(60);
        boolean good = condition.getAsBoolean();
        while (!good && Instant.now().isBefore(until)) {
            pause();
            good = condition.getAsBoolean();
        }
        check(what, good);
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }

    private void timed(String what, Runnable work) {
        long began = System.nanoTime();
        work.run();
        say(String.format(Locale.ROOT, "%s (%.1f s)", what, (System.nanoTime() - began) / 1e9));
    }

    private void check(String what, boolean good) {
        say((good ? "ok    " : "FAIL  ") + what);
        if (!good) {
            failures.add(what);
        }
    }

    private void step(String what) {
        say.accept("\n" + what);
    }

    private void say(String what) {
        say.accept("  " + what);
    }
}
