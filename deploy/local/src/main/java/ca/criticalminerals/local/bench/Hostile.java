package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.Trouble;
import ca.criticalminerals.local.bench.Load.Request;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * What somebody who means harm gets for a request: the processor time that each kind of read costs us. Every request asks for
 * something that nobody has asked for before, where the address allows it. The leg uses no more of the bench than other legs
 * do, so it can be put into an earlier state of the project to measure that.
 */
record Hostile() implements Leg {
    private static final int REPEATS = 3;
    private static final int REQUESTS = 20;
    private static final int LARGE = 4_000;
    private static final int SMALL = 15;
    private static final int SMALL_ONES = 20;
    private static final String READER = "strategy-progress";
    private static final String WRITER = "funding-programs";
    private static final LocalDate FIRST_DAY = LocalDate.of(2022, 1, 1);

    @Override
    public String name() {
        return "hostile";
    }

    @Override
    public String about() {
        return "processor seconds of a service for 100 reads of a kind, one after the other; "
                + String.format(Locale.ROOT, "%,d milestones of one initiative and %d of %d", LARGE, SMALL * SMALL_ONES, SMALL_ONES);
    }

    private record Kind(String what, String service, IntFunction<Request> asked) {}

    @Override
    public List<Measurement> run(Lab lab) {
        lab.discard();
        String large = lab.stored("large", 1, LARGE).initiatives().getFirst();
        lab.stored("other", SMALL_ONES, SMALL);
        lab.settle();
        var all = new ArrayList<Measurement>();
        for (Kind kind : kinds(lab, large)) {
            all.addAll(tried(kind.what, () -> measured(lab, kind)));
        }
        all.addAll(tried("the verification of an edition", () -> {
            int edition = published(lab);
            String path = "/v1/editions/" + edition + "/verification";
            return measured(lab, new Kind("the verification of an edition", READER, _ -> lab.progress().read(path)));
        }));
        return all;
    }

    private List<Kind> kinds(Lab lab, String large) {
        var recorded = Stored.recorded(lab.system().superuserJdbcUrl("funding_programs"));
        String bearer = "Bearer " + lab.system().officer("officer.hostile", large);
        String history = "/v1/funding-programs/" + large + "/milestones";
        return List.of(
                new Kind("base line: the figures as they are", READER, _ -> lab.progress().read("/v1/figures")),
                new Kind("base line: the page as it is", READER, _ -> lab.progress().read("/en/progress-update")),
                new Kind("what changed", READER, i -> lab.progress().read("/v1/changes?" + lately(i))),
                new Kind("a page of what changed", READER, i -> lab.progress().read("/en/changes?" + lately(i))),
                new Kind("a workbook", READER, i -> lab.progress().read("/v1/milestones.xlsx?asOf=" + day(1_400 + i))),
                new Kind("a CSV file", READER, i -> lab.progress().read("/v1/milestones.csv?asOf=" + day(1_400 + i))),
                new Kind("a file of lines", READER, i -> lab.progress().read("/v1/milestones.ndjson?asOf=" + day(1_400 + i))),
                new Kind("a large initiative", READER,
                        i -> lab.progress().read("/v1/initiatives/" + large + "?asOf=" + day(1_400 + i))),
                new Kind("the page of a past", READER,
                        i -> lab.progress().read("/en/progress-update?asOf=" + day(1_400 + i) + "&knownAt=" + past(recorded, i))),
                new Kind("the figures of a past", READER, i -> lab.progress().read("/v1/figures?knownAt=" + past(recorded, i))),
                new Kind("a whole history", WRITER, _ -> officer(lab, history, bearer)),
                new Kind("one milestone", WRITER, i -> officer(lab, history + "/" + (LARGE - i), bearer)));
    }

    private List<Measurement> measured(Lab lab, Kind kind) {
        var series = new Series(name(), kind.what + ", " + kind.service, "s");
        var process = lab.process(kind.service);
        var next = new AtomicInteger();
        try (var load = new Load(1)) {
            load.each(REQUESTS, _ -> kind.asked.apply(next.getAndIncrement())); // compiles it
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                Duration before = spent(process);
                load.each(REQUESTS, _ -> kind.asked.apply(next.getAndIncrement()));
                series.add(spent(process).minus(before).toNanos() / 1e9 * 100 / REQUESTS);
            }
        }
        return List.of(series.measured());
    }

    private static Duration spent(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow(() -> new Trouble(
                "This system does not tell what a process has spent.", "Ce système ne dit pas ce qu’un processus a consommé."));
    }

    /** What has changed in the last weeks; of all four years it would be refused as too much. */
    private static String lately(int number) {
        return "from=" + day(1_400 + number) + "&fromKnownAt=now";
    }

    /** Another day each time. */
    private static LocalDate day(int number) {
        return FIRST_DAY.plusDays(number);
    }

    /** Another moment each time, between the first milestones and the last. */
    private static Instant past(List<Instant> recorded, int number) {
        long between = Math.max(1, ChronoUnit.MICROS.between(recorded.getFirst(), recorded.getLast()));
        return recorded.getFirst().plus(between * (number % 97) / 97 + number, ChronoUnit.MICROS);
    }

    private static Request officer(Lab lab, String path, String bearer) {
        return new Request(lab.system().address(WRITER), path, Map.of("Authorization", bearer), Optional.empty());
    }

    /** Publishes what is known; the number of the edition. */
    private static int published(Lab lab) {
        String publisher = "Bearer " + lab.system().tokens().token("publisher.hostile", Set.of("publisher"), List.of());
        String body = """
                {"asOf": "2026-02-27", "approvedBy": {"en": "Bench", "fr": "Banc"}}""";
        try (var load = new Load(1)) {
            load.one(new Request(lab.system().address(READER), "/v1/editions", Map.of("Authorization", publisher,
                    "Content-Type", "application/json",
                    "Idempotency-Key", UUID.randomUUID().toString()), Optional.of(Buffer.buffer(body))));
        }
        Lab.until(() -> isShown(lab)); // readers see it after its watermark
        return 1; // the first one in this system
    }

    private static boolean isShown(Lab lab) {
        try (var load = new Load(1)) {
            load.one(lab.progress().read("/v1/editions/1"));
            return true;
        } catch (Trouble notYet) {
            return false;
        }
    }
}
