package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LiveTopics.MILESTONES;
import static ca.criticalminerals.progress.LiveTopics.WATERMARKS;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the topic to the answers: whatever is delivered twice, late or in another order, counts once and in its place. */
@QuarkusTest
class LiveProjectionTest {
    private static LiveStream fund(String initiative) {
        return LiveStream.registered(initiative).countsProjects().addsContributions().approved("mill", "4700000.00", "2024-06-15")
                .approved("road", "1300000.00", "2024-09-01")
                .says("agreement-signed", "2025-03-01", "{project: 'mill', amount: %s}".formatted(LiveStream.money("contribution", "4397625.00")))
                .says("project-withdrawn", "2025-05", "{project: 'road', reason: {en: 'No permit', fr: 'Aucun permis'}}")
                .approved("port", "900000.00", "2025-06-30");
    }

    @Test
    void a_record_that_is_delivered_three_times_counts_once() {
        var fund = fund("repeated-fund");

        IntStream.rangeClosed(1, fund.version()).forEach(version -> {
            fund.send(version);
            fund.send(version);
        });
        IntStream.rangeClosed(1, fund.version()).forEach(fund::send);
        fund.included(fund.version());
        LiveTopics.consumed(MILESTONES, LiveTopics.end(MILESTONES) - 1);

        get("/v1/figures/repeated-fund.projects").then().body("value", equalTo(2));
        get("/v1/figures/repeated-fund.contributions").then().body("value.amount", equalTo("5297625.00"));
        get("/v1/initiatives/repeated-fund").then().body("milestones", hasSize(fund.version()));
        assertThat(rowsOf("repeated-fund")).isEqualTo(fund.version());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void milestones_that_arrive_in_any_order_end_in_the_same_answer(int seed) {
        var inOrder = fund("orderly-fund-" + seed).announce();
        var shuffled = fund("shuffled-fund-" + seed);
        var versions = IntStream.rangeClosed(1, shuffled.version()).boxed().collect(Collectors.toList());
        Collections.shuffle(versions, new Random(seed));

        versions.forEach(shuffled::send);
        shuffled.included(shuffled.version());

        assertThat(told(shuffled)).isEqualTo(told(inOrder));
        assertThat(LiveTables.number("select count(*) from held where initiative = ?", shuffled.initiative)).isZero();
    }

    @Test
    void a_milestone_before_its_predecessor_waits_and_is_applied_once_that_arrives() {
        var fund = LiveStream.registered("early-fund").countsProjects();

        LiveTopics.consumed(MILESTONES, fund.send(2));
        get("/v1/initiatives/early-fund").then().statusCode(404);
        fund.send(1);
        fund.included(2);

        get("/v1/initiatives/early-fund").then().statusCode(200).body("milestones", hasSize(2));
    }

    @Test
    void a_gap_keeps_what_is_behind_it_waiting_and_the_answers_say_so() {
        var fund = fund("gap-fund");
        for (int version : new int[] {1, 2, 3, 4, 7, 6}) {
            fund.send(version);
        }
        fund.included(4);

        Awaitility.await().untilAsserted(() -> assertThat(fund.held()).extracting(one -> one.get("milestone"), one -> one.get("reason"))
                .containsExactly(tuple(7, "waits for version 5"), tuple(6, "waits for version 5")));
        get("/v1/strategy-progress").then().body("provisional", equalTo(true));
        get("/v1/figures/gap-fund.projects").then().body("value", equalTo(1));

        fund.send(5);
        fund.included(7);

        assertThat(fund.held()).isEmpty();
        get("/v1/initiatives/gap-fund").then().body("milestones.milestone", equalTo(List.of(1, 2, 3, 4, 5, 6, 7)));
    }

    @Test
    void rows_and_offsets_are_stored_in_one_transaction() {
        var fund = LiveStream.registered("atomic-fund").announce();

        assertThat(LiveTables.column("""
                select (m.xmin = c.xmin and m.xmin = i.xmin)::text from milestone m join projection using (generation)
                join consumed c using (generation) join initiative i using (generation, initiative)
                where m.initiative = ? and c.topic = ?""", fund.initiative, MILESTONES)).containsExactly("true");
    }

    @Test
    void the_offsets_stored_are_the_ends_of_the_topics_and_each_version_has_one_row() {
        var fund = fund("counted-fund").announce();
        fund.send(3);
        LiveTopics.watermark(LiveStream.SOURCE, "", "2026-01-01T00:00:00.000000Z");
        LiveTopics.consumed(MILESTONES, LiveTopics.end(MILESTONES) - 1);

        assertThat(LiveTables.nextOffset(MILESTONES)).isEqualTo(LiveTopics.end(MILESTONES));
        assertThat(LiveTables.nextOffset(WATERMARKS)).isEqualTo(LiveTopics.end(WATERMARKS));
        assertThat(LiveTables.column("""
                select i.initiative from initiative i join projection using (generation)
                left join milestone m using (generation, initiative) group by i.generation, i.initiative, i.applied
                having count(m.version) <> i.applied or coalesce(max(m.version), 0) <> i.applied""")).isEmpty();
        assertThat(rowsOf("counted-fund")).isEqualTo(fund.version());
    }

    @Test
    void whoever_gets_the_turn_to_read_goes_on_from_the_stored_offsets_and_from_no_others() {
        var fund = fund("handed-over-fund");
        fund.send(1);
        fund.included(1);
        long end = LiveTopics.end(MILESTONES);

        LiveTables.whileAnotherReads(() -> {
            fund.send();
            assertThat(LiveTables.nextOffset(MILESTONES)).isEqualTo(end);
            LiveTables.update("update consumed set next_offset = ? where topic = ?", end + 1, MILESTONES);
        });
        LiveTopics.consumed(MILESTONES, LiveTopics.end(MILESTONES) - 1);

        get("/v1/initiatives/handed-over-fund").then().body("milestones", hasSize(1));
        assertThat(fund.reasons()).hasSize(fund.version() - 2).containsOnly("waits for version 2");
        fund.send(2);
        fund.included(fund.version());
        get("/v1/figures/handed-over-fund.projects").then().body("value", equalTo(2));
        assertThat(rowsOf("handed-over-fund")).isEqualTo(fund.version());
    }

    @Test
    void a_watermark_is_believed_once_everything_up_to_its_sequence_has_been_received() {
        var fund = LiveStream.registered("watermark-fund").announce();
        fund.countsProjects();
        String through = "2026-06-01T00:00:00.000000Z";

        LiveTopics.watermark(LiveStream.SOURCE, LiveStream.lastSequence(), through);
        assertThat(completeThrough()).isNotEqualTo("2026-06-01T00:00:00Z");
        fund.announce();

        assertThat(completeThrough()).isEqualTo("2026-06-01T00:00:00Z");
    }

    @Test
    void completeness_never_goes_backwards() {
        var fund = LiveStream.registered("backwards-fund").announce();
        LiveTopics.watermark(LiveStream.SOURCE, LiveStream.lastSequence(), "2026-06-02T00:00:00.000000Z");

        LiveTopics.watermark(LiveStream.SOURCE, "", "2026-05-01T00:00:00.000000Z");
        fund.countsProjects().announce();

        assertThat(completeThrough()).isEqualTo("2026-06-02T00:00:00Z");
    }

    @Test
    void a_watermark_of_a_service_that_is_not_expected_is_left_out_of_the_answers() {
        LiveTopics.watermark("/elsewhere", "", "2026-06-01T00:00:00.000000Z");
        LiveStream.registered("elsewhere-fund").announce();

        get("/v1/strategy-progress").then().body("completeThrough.elsewhere", nullValue());
        assertThat(get("/v1/strategy-progress").jsonPath().<Map<String, String>>get("completeThrough").keySet())
                .containsExactly("funding-programs", "strategy-progress");
    }

    private static String completeThrough() {
        return get("/v1/strategy-progress").jsonPath().getString("completeThrough.funding-programs");
    }

    private static long rowsOf(String initiative) {
        return LiveTables.number("select count(*) from milestone join projection using (generation) where initiative = ?", initiative);
    }

    /** All that is said about the initiative, without its name. */
    private static String told(LiveStream fund) {
        var answer = get("/v1/initiatives/" + fund.initiative + "?asOf=2026-01-31").jsonPath();
        return List.of(answer.get("status"), answer.get("figures"), answer.get("milestones"), answer.get("money"), answer.get("lastChange"))
                .toString().replace(fund.initiative, "fund").replace(fund.initiative.replaceAll("\\d", "x"), "fund");
    }
}
