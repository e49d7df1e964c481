package ca.criticalminerals.local.faults;

import ca.criticalminerals.local.LocalSystem;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The running system and its people, to whom a fault is done. */
final class World {
    static final String FUNDING = "funding-programs";
    static final String PROGRESS = "strategy-progress";
    /** All of them record: strategy-progress what report writers and publishers send. */
    static final List<String> SERVICES = List.of(FUNDING, "security-measures", "partnerships", PROGRESS);
    private static final Duration TO_HEAL = Duration.ofSeconds(30);

    private final LocalSystem system;
    private final Path folder;
    private final Consumer<String> say;
    private final Checker checker;
    private final Reports reports;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Random random = new Random();
    private Officers officers;
    private Readers readers;
    private Findings findings = new Findings();
    private final Set<String> watched = new HashSet<>();
    private long healedAt;

    /** {@code folder} is for the rules of the kill points. */
    World(LocalSystem system, Path folder, Consumer<String> say) {
        this.system = system;
        this.folder = folder;
        this.say = say;
        this.checker = new Checker(system);
        this.reports = new Reports(system);
    }

    /** What came of a fault; {@code seconds} from healing until readers saw everything. */
    record Outcome(int acknowledged, int toldToWait, double seconds, Findings findings) {}

    /** Does the fault while people work, waits until it has healed, and checks everything. */
    Outcome run(Fault fault, long seed) {
        random = new Random(seed);
        findings = new Findings();
        watched.clear();
        healedAt = 0;
        String name = "f" + fault.number() + "-" + Long.toString(seed & 0xfffff, 36) + "-" + Long.toString(System.nanoTime() & 0xfffff, 36);
        fault.services().stream().filter(service -> !service.equals(FUNDING)).forEach(service -> system.another(FUNDING, service));
        officers = new Officers(system, name, random.nextLong(), fault.services());
        readers = new Readers(system);
        readers.start();
        officers.start();
        untilRecorded(20);
        fault.script().run(this);
        if (healedAt == 0) {
            healed();
        }
        untilRecorded(40);
        officers.finish();
        double seconds = heal();
        officers.problems().forEach(findings::problem);
        watched.addAll(officers.initiatives());
        findings.add(readers.finish());
        findings.add(checker.check(officers.acknowledged(), watched, random));
        reports.compare(findings);
        reports.remember(LocalDate.now().minusDays(random.nextInt(900)), Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
        return new Outcome(officers.count(), officers.toldToWait(), seconds, findings);
    }

    LocalSystem system() {
        return system;
    }

    Checker checker() {
        return checker;
    }

    Random random() {
        return random;
    }

    HttpClient http() {
        return http;
    }

    Officers officers() {
        return officers;
    }

    Readers readers() {
        return readers;
    }

    Path folder() {
        return folder;
    }

    /** What readers see of this initiative is checked at the end too, besides those of the officers. */
    void watch(String initiative) {
        watched.add(initiative);
    }

    /** What a test has sent past the store is gone with the topic, and leaves readers with the next rebuild. */
    void forgetInjected() {
        checker.forgetInjected();
        reports.forget();
    }

    /** Tells a person what is being done. */
    void say(String what) {
        say.accept("    " + what);
    }

    Findings findings() {
        return findings;
    }

    /** From here on the system has everything it needs. */
    void healed() {
        healedAt = System.nanoTime();
    }

    /** Lets a service run into a kill point, and starts it again as it should be. */
    void killAt(String service, KillPoint point) {
        readers.bePatient(readers != null && service.equals(PROGRESS));
        var process = system.service(service);
        process.kill();
        process.start(point.options(folder, 2 + random.nextInt(12)));
        if (!process.awaitEnd(Duration.ofMinutes(3))) { // a busy machine starts it slowly
            findings.problem(service + " never came to the point " + point.words());
            process.kill();
        }
        if (service.equals(FUNDING)) {
            checker.relayIsHonest(findings);
        } else {
            checker.projectionIsHonest(findings);
        }
    }

    /** Starts a service that is dead, and waits until it works. */
    void start(String service, String... options) {
        system.service(service).start(options);
        system.service(service).awaitReady();
        readers.bePatient(false);
    }

    /** Passes time while people work. */
    void pass(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** Waits until so many more commands are acknowledged, a minute at most. */
    void untilRecorded(int more) {
        int enough = officers.count() + more;
        if (!until(Duration.ofSeconds(60), () -> officers.count() >= enough || !officers.areAtWork())) {
            findings.problem("officers could not record for a minute");
        }
    }

    /** Waits for the condition; whether it came true in time. */
    boolean until(Duration atMost, BooleanSupplier condition) {
        long latest = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > latest) {
                return false;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return true;
    }

    /** Waits until readers see everything that has been acknowledged by now, a minute at most; whether they do. */
    boolean untilVisible() {
        return untilVisible(Duration.ofSeconds(60));
    }

    private boolean untilVisible(Duration atMost) {
        var tokens = new HashSet<String>();
        officers.acknowledged().values().forEach(answer -> tokens.add(answer.consistencyToken()));
        var last = latest(tokens);
        return until(atMost, () -> last.stream().allMatch(this::includes));
    }

    private double heal() {
        // What is lost already never comes.
        boolean all = untilVisible(findings.lost() > 0 ? Duration.ofSeconds(5) : Duration.ofSeconds(60));
        double seconds = (System.nanoTime() - healedAt) / 1e9;
        if (!all) {
            findings.lost("what was acknowledged does not become visible");
        } else if (seconds > TO_HEAL.toSeconds()) {
            findings.problem(String.format(Locale.ROOT, "it took %.0f seconds to heal", seconds));
        }
        return seconds;
    }

    private List<String> latest(HashSet<String> tokens) {
        var versions = new java.util.HashMap<String, Integer>();
        tokens.forEach(token -> versions.merge(token.substring(0, token.lastIndexOf(':')),
                Integer.parseInt(token.substring(token.lastIndexOf(':') + 1)), Math::max));
        return versions.entrySet().stream().map(one -> one.getKey() + ":" + one.getValue()).toList();
    }

    /** Whether readers see the write. */
    private boolean includes(String token) {
        try {
            return Http.get(http, system.address(PROGRESS).resolve("/v1/initiatives"), "Consistency-Token", token)
                    .headers().firstValue("Consistency").orElse("").equals("included");
        } catch (java.io.UncheckedIOException e) {
            return false;
        }
    }
}
