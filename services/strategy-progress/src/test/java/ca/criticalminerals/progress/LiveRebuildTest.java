package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LiveTopics.MILESTONES;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything is read again from the first record, and nobody notices. */
@QuarkusTest
class LiveRebuildTest {
    private static final String FIXED = "/v1/strategy-progress?asOf=2025-12-31&knownAt=2026-02-28";

    private static boolean aligned;

    @BeforeEach
    void the_view_is_what_the_topics_tell() {
        if (!aligned) {
            LiveRebuilds.readAgain();
            aligned = true;
        }
    }

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
        given().auth().oauth2(LiveStack.operator()).post("/v1/operations/parked/released-fund/release").then().statusCode(200);
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
        long generation = LiveRebuilds.generation();

        given().post("/v1/operations/rebuild").then().statusCode(401).contentType("application/problem+json");
        given().auth().oauth2(LiveStack.officer()).post("/v1/operations/rebuild").then().statusCode(403).contentType("application/problem+json");

        assertThat(LiveRebuilds.generation()).isEqualTo(generation);
    }

    @Test
    void a_rebuild_waits_beside_the_view_that_is_read_and_follows_it_until_it_is_discarded() {
        var fund = fund("followed-fund").announce();
        long generation = LiveRebuilds.generation();

        LiveRebuilds.rebuild();
        fund.approved("line", "1.00", "2025-01-01").announce();
        LiveRebuilds.operator().post("/v1/operations/rebuild").then().statusCode(409).body("type", endsWith("rebuild-under-way"));

        LiveRebuilds.compare().then().statusCode(200).body("equal", equalTo(true)).body("differences", hasSize(0)).body("compared.figures", greaterThan(2))
                .body("initiatives.find { it.initiative == 'followed-fund' }.rebuilt.milestones", equalTo(fund.version()));
        assertThat(LiveTables.number("select count(*) from milestone where initiative = 'followed-fund'")).isEqualTo(2 * fund.version());
        LiveRebuilds.discard().then().statusCode(200).body("state", equalTo("discarded")).body("askedBy", equalTo("operator"));
        assertThat(LiveRebuilds.generation()).isEqualTo(generation);
        assertThat(LiveTables.number("select count(*) from milestone where initiative = 'followed-fund'")).isEqualTo(fund.version());
        LiveRebuilds.switchTo().then().statusCode(409).body("type", endsWith("nothing-to-decide"));
    }

    @Test
    void a_number_that_is_not_the_same_is_named_and_switched_to_only_with_a_reason() {
        fund("doctored-fund").announce();
        long generation = LiveRebuilds.generation();
        LiveRebuilds.rebuild();
        LiveTables.update("update milestone set document = replace(document, '4700000.00', '4700001.00') where initiative = 'doctored-fund' and generation = ?",
                (int) generation + 1);

        LiveRebuilds.switchTo().then().statusCode(409).body("type", endsWith("rebuild-differs"));

        assertThat(LiveRebuilds.generation()).isEqualTo(generation);
        var comparison = LiveRebuilds.operator().get("/v1/operations/rebuild/comparison").jsonPath();
        assertThat(comparison.getBoolean("equal")).isFalse();
        assertThat(comparison.<String>getList("initiatives.findAll { !it.same }.initiative")).containsExactly("doctored-fund");
        assertThat(comparison.<String>getList("differences.figure")).contains("doctored-fund.contributions", "money.contribution")
                .allMatch(figure -> figure.startsWith("doctored-fund.") || figure.startsWith("money.") || figure.startsWith("place.") || figure.contains("doctored-fund"));
        String figure = "differences.find { it.figure == 'doctored-fund.contributions' }.";
        assertThat(comparison.getString(figure + "live")).isEqualTo("4700000.00");
        assertThat(comparison.getString(figure + "rebuilt")).isEqualTo("4700001.00");
        assertThat(comparison.getString(figure + "contributors[0].milestone")).isEqualTo("doctored-fund/4");
        LiveRebuilds.operator().contentType("application/json").body("{\"evenIfDifferent\": true}").post("/v1/operations/rebuild/switch").then()
                .statusCode(400).body("errors[0].pointer", equalTo("/reason"));
        LiveRebuilds.discard().then().statusCode(200);
    }

    @Test
    void what_was_lost_or_changed_in_the_view_that_is_read_is_named_and_comes_back_with_the_switch() {
        var lost = fund("healed-fund").announce();
        LiveTables.update("delete from milestone where initiative = 'healed-fund' and version = 4");
        LiveRebuilds.rebuild();

        var comparison = LiveRebuilds.compare().jsonPath();
        assertThat(comparison.getString("initiatives.find { !it.same }.live.problem")).isEqualTo("4: the stored milestone is missing");
        assertThat(comparison.getString("differences.find { it.figure == 'healed-fund.projects' }.live")).isEqualTo("–");
        assertThat(comparison.getString("differences.find { it.figure == 'healed-fund.projects' }.rebuilt")).isEqualTo("1");
        LiveRebuilds.operator().get("/v1/operations/verification").then().body("agree", equalTo(false))
                .body("differences.initiative.unique()", equalTo(List.of("healed-fund")));

        LiveRebuilds.switchEvenIfDifferent().then().statusCode(200).body("state", equalTo("switched")).body("reason.fr", equalTo("La vue en place est fausse"));

        get("/v1/initiatives/healed-fund").then().body("milestones", hasSize(lost.version()));
        LiveRebuilds.operator().get("/v1/operations/verification").then().body("differences", hasSize(0)).body("agree", equalTo(true));
    }

    @Test
    void a_stored_milestone_that_cannot_be_read_any_more_stops_its_initiative_and_no_other() {
        fund("unread-fund").announce();
        var other = fund("read-fund").announce();
        LiveRebuilds.rebuild();
        LiveTables.update("update milestone set document = replace(document, 'project-approved', 'project-dreamt') where initiative = 'unread-fund' "
                + "and version = 5 and generation > (select generation from projection)");

        LiveRebuilds.switchEvenIfDifferent().then().statusCode(200);

        get("/v1/initiatives/unread-fund").then().body("milestones", hasSize(4)).body("provisional", equalTo(true))
                .body("held.find { it.initiative == 'unread-fund' }.reason", equalTo("the stored milestone cannot be read: the kind 'project-dreamt' is unknown"));
        other.approved("line", "1.00", "2025-01-01").announce();
        get("/v1/initiatives/read-fund").then().body("milestones", hasSize(other.version()));

        LiveRebuilds.rebuild();
        LiveRebuilds.switchEvenIfDifferent().then().statusCode(200);
        get("/v1/initiatives/unread-fund").then().body("milestones", hasSize(6)).body("held.findAll { it.topic == 'stored' }", hasSize(0));
    }

    @Test
    void a_rebuild_of_an_instance_that_is_gone_has_failed_and_another_one_begins() {
        LiveRebuilds.rebuild();
        LiveTables.column("select pg_terminate_backend(pid)::text from pg_locks where locktype = 'advisory' and objid = " + 0x5245424C);

        await().atMost(Duration.ofSeconds(10)).until(() -> LiveRebuilds.state().equals("failed"));
        LiveTables.update("insert into rebuild (state, asked_by, when_equal) values ('reading', 'somebody elsewhere', false)");
        LiveRebuilds.operator().get("/v1/operations/rebuild").then().body("state", equalTo("failed")).body("problem", equalTo("the instance that rebuilt is gone"));
        LiveRebuilds.switchTo().then().statusCode(409);
        LiveRebuilds.rebuildAndSwitch();
    }

    private static void rebuild() {
        LiveRebuilds.rebuildAndSwitch();
    }

    private static long generation() {
        return LiveRebuilds.generation();
    }
}
