package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LiveTopics.MILESTONES;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Everything is read again from the first record, and nobody notices. */
@QuarkusTest
class LiveRebuildTest {
    private static final String FIXED = "/v1/strategy-progress?asOf=2025-12-31&knownAt=2026-02-28";

    private static LiveStream fund(String initiative) {
        return LiveStream.registered(initiative).countsProjects().addsContributions().approved("mill", "4700000.00", "2024-06-15")
                .approved("road", "1300000.00", "2024-09-01").retracted(5);
    }

    @Test
    void a_rebuild_under_traffic_ends_in_the_same_answer_and_misses_nothing() throws ExecutionException, InterruptedException {
        var settled = fund("settled-fund").announce();
        LiveTopics.watermark(LiveStream.SOURCE, "", "2026-05-01T00:00:00.000000Z");
        var before = get(FIXED);
        long generation = generation();
        var traffic = LiveStream.registeredAt("2026-03-15T12:00:00Z", "traffic-fund").countsProjects();
        var done = new AtomicBoolean();

        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Void> writing = () -> {
                for (int project = 1; project <= 100 || !done.get(); project++) {
                    traffic.approved("project-" + project, "1.00", "2026-03-01").send();
                }
                return null;
            };
            Callable<Void> reading = () -> {
                while (!done.get()) {
                    statuses.add(get("/v1/strategy-progress").statusCode());
                    statuses.add(get("/en/progress-update").statusCode());
                }
                return null;
            };
            var writer = threads.submit(writing);
            var reader = threads.submit(reading);
            try {
                rebuild();
            } finally {
                done.set(true);
            }
            writer.get();
            reader.get();
        }
        traffic.included(traffic.version());

        assertThat(statuses).isNotEmpty().containsOnly(200);
        assertThat(generation()).isEqualTo(generation + 1);
        assertThat(get(FIXED).asString()).isEqualTo(before.asString());
        given().header("If-None-Match", before.header("ETag")).get(FIXED).then().statusCode(304);
        get("/v1/figures/traffic-fund.projects").then().body("value", equalTo(traffic.version() - 2));
        get("/v1/figures/settled-fund.contributions").then().body("value.amount", equalTo("4700000.00"));
        get("/v1/initiatives/settled-fund").then().body("milestones", hasSize(settled.version()));
    }

    @Test
    void nothing_of_the_old_generation_is_left() {
        fund("replaced-fund").announce();

        rebuild();

        for (String table : LiveTables.ALL) {
            assertThat(LiveTables.number("select count(*) from " + table + " where generation <> (select generation from projection)"))
                    .as(table).isZero();
        }
        assertThat(LiveTables.number("select count(*) from milestone where initiative = 'replaced-fund'")).isEqualTo(6);
    }

    @Test
    void a_rebuild_reads_to_the_end_and_keeps_how_complete_the_services_are() {
        LiveTopics.watermark(LiveStream.SOURCE, "", "2026-06-03T00:00:00.000000Z");
        LiveStream.registered("complete-fund").announce();
        String before = get("/v1/strategy-progress").jsonPath().getString("completeThrough.funding-programs");

        rebuild();

        get("/v1/strategy-progress").then().body("completeThrough.funding-programs", equalTo(before));
        assertThat(LiveTables.nextOffset(MILESTONES)).isEqualTo(LiveTopics.end(MILESTONES));
        assertThat(LiveTables.nextOffset(LiveTopics.WATERMARKS)).isEqualTo(LiveTopics.end(LiveTopics.WATERMARKS));
    }

    @Test
    void what_an_operator_has_released_stays_released() {
        var fund = fund("released-fund");
        fund.send(1);
        LiveTopics.send(MILESTONES, "released-fund", "nonsense".getBytes(StandardCharsets.UTF_8));
        LiveTopics.consumed(MILESTONES, fund.send(2));
        given().auth().oauth2(LiveStack.operator()).post("/v1/projection/held/released-fund/release").then().statusCode(200);
        fund.announce();
        var setAside = fund.setAside();

        rebuild();

        get("/v1/initiatives/released-fund").then().body("milestones", hasSize(fund.version()));
        assertThat(fund.held()).isEmpty();
        assertThat(fund.setAside()).isEqualTo(setAside).hasSize(1);
    }

    @Test
    void what_is_parked_stays_parked() {
        var fund = fund("parked-fund");
        fund.send(1);
        LiveTopics.consumed(MILESTONES, LiveTopics.send(MILESTONES, "parked-fund", "nonsense".getBytes(StandardCharsets.UTF_8)));
        LiveTopics.consumed(MILESTONES, fund.send(2));

        rebuild();

        get("/v1/initiatives/parked-fund").then().body("milestones", hasSize(1));
        assertThat(fund.reasons()).hasSize(2).last().isEqualTo("waits: the initiative is parked");
    }

    @Test
    void only_operators_rebuild() {
        long generation = generation();

        given().post("/v1/projection/rebuild").then().statusCode(401).contentType("application/problem+json");
        given().auth().oauth2(LiveStack.officer()).post("/v1/projection/rebuild").then().statusCode(403).contentType("application/problem+json");

        assertThat(generation()).isEqualTo(generation);
    }

    /** Rebuilds and waits until that is done. */
    private static void rebuild() {
        given().auth().oauth2(LiveStack.operator()).post("/v1/projection/rebuild").then().statusCode(202).body("started", equalTo(true));
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(() -> get("/v1/projection").jsonPath()
                .getString("rebuild.state"), state -> !state.equals("running"));
        get("/v1/projection").then().body("rebuild.state", equalTo("done"));
    }

    private static long generation() {
        return get("/v1/projection").jsonPath().getLong("generation");
    }
}
