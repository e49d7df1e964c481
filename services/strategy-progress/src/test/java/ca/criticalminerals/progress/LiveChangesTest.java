package ca.criticalminerals.progress;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changed between two reports, and why: differences that add up. */
@QuarkusTest
class LiveChangesTest {
    private static final String REPORTS = "from=2026-02-01&to=2026-06-30";

    /** Two projects in the report of February; one more, a late one, a correction and a statement until June. */
    private static LiveStream fund(String initiative) {
        return LiveStream.registered(initiative).countsProjects().addsContributions()
                .approved("mill", "4700000.00", "2024-06-15").approved("road", "1300000.00", "2024-11-20")
                .recordedFrom("2026-05-10T12:00:00Z").approved("late", "500000.00", "2025-08-31")
                .says("milestone-corrected", "2026-05-09", """
                        {milestone: 4, reason: {en: 'The amount was misread', fr: 'Le montant avait été mal lu'}, replacement: {type: 'project-approved',
                         project: 'mill', title: {en: 'Mill', fr: 'Usine'}, projects: 1, amount: %s, occurredOn: '2024-06-15',
                         evidence: {source: 'The letter itself', confidence: 'internalRecord'}}}"""
                        .formatted(LiveStream.money("contribution", "4397625.50")))
                .approved("port", "250000.00", "2026-04-15").stated("projects", 33, "2026-05-01");
    }

    private static String figure(String id) {
        return "figures.find { it.id == '" + id + "' }";
    }

    @Test
    void the_parts_of_each_change_add_up_and_say_why() {
        fund("changed-sum-fund").announce();
        String projects = figure("changed-sum-fund.projects");
        String money = figure("changed-sum-fund.contributions");

        get("/v1/changes?" + REPORTS).then().statusCode(200)
                .body("from.asOf", equalTo("2026-02-01")).body("from.knownAt", equalTo("2026-02-02T04:59:59.999999999Z"))
                .body("to.asOf", equalTo("2026-06-30")).body("to.knownAt", nullValue()).body("asOf", nullValue())
                .body(projects + ".before.value", equalTo(2)).body(projects + ".after.value", equalTo(33)).body(projects + ".difference", equalTo(31))
                .body(projects + ".parts.cause", equalTo(List.of("lateReport", "correction", "new", "statement")))
                .body(projects + ".parts.amount", equalTo(List.of(1, 0, 1, 29)))
                .body(projects + ".sentence.en", equalTo("Label of projects: from 2 to 33: +31."))
                .body(projects + ".sentence.fr", equalTo("Étiquette de projects : de 2 à 33 : +31."))
                .body(money + ".before.value.amount", equalTo("6000000.00")).body(money + ".after.value.amount", equalTo("6447625.50"))
                .body(money + ".difference.amount", equalTo("447625.50"))
                .body(money + ".parts.cause", equalTo(List.of("lateReport", "correction", "new")))
                .body(money + ".parts.amount.amount", equalTo(List.of("500000.00", "-302374.50", "250000.00")))
                .body(money + ".parts.milestone", equalTo(List.of(6, 4, 8))).body(money + ".parts[1].changedBy", equalTo(7))
                .body(money + ".parts[0].changedBy", nullValue())
                .body(money + ".parts[1].corrections[0].reason.fr", equalTo("Le montant avait été mal lu"))
                .body(money + ".parts.sentence.en", everyItem(notNullValue())).body(money + ".parts[2].sentence.fr",
                        equalTo("+250\u00a0000\u00a0$ survenu pendant la période : Consigné : project-approved (changed-sum-fund/8)."));
    }

    @Test
    void every_change_of_the_whole_view_adds_up() {
        fund("changed-checked-fund").announce();

        var answer = get("/v1/changes?from=2025-01-01&fromKnownAt=2026-03-01").jsonPath();
        List<Integer> counts = answer.getList("figures.findAll { it.difference != null && it.unit == 'count' }.collect { it.difference }");
        List<Integer> sums = answer.getList("figures.findAll { it.difference != null && it.unit == 'count' }.collect { it.parts.amount.sum() }");
        assertThat(sums).isNotEmpty().isEqualTo(counts);
        List<String> differences = answer.getList("figures.findAll { it.difference != null && it.unit == 'cad' }.difference.amount");
        List<List<String>> parts = answer.getList("figures.findAll { it.difference != null && it.unit == 'cad' }.parts.amount.amount");
        assertThat(differences).isNotEmpty();
        for (int i = 0; i < differences.size(); i++) {
            assertThat(parts.get(i).stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(differences.get(i));
        }
    }

    @Test
    void what_did_not_change_is_left_out_and_counted() {
        LiveStream.registered("steady-fund").countsProjects().approved("mill", "1.00", "2024-06-15").announce();

        get("/v1/changes?" + REPORTS).then().body(figure("steady-fund.projects"), nullValue());
        int unchanged = get("/v1/changes?from=2026-06-30&to=2026-06-30&fromKnownAt=now").then().body("figures", hasSize(0)).extract().path("unchanged");
        assertThat(unchanged).isPositive();
        get("/v1/figures/steady-fund.projects/changes?" + REPORTS).then().statusCode(200).body("difference", equalTo(0)).body("parts", hasSize(0));
    }

    @Test
    void with_what_is_known_now_at_both_days_only_what_happened_is_left() {
        fund("known-now-fund").announce();

        get("/v1/figures/known-now-fund.contributions/changes?" + REPORTS + "&fromKnownAt=now").then().statusCode(200)
                .body("id", equalTo("known-now-fund.contributions")).body("from.knownAt", nullValue())
                .body("before.value.amount", equalTo("6197625.50")).body("parts.cause", equalTo(List.of("new")));
        get("/v1/figures/known-now-fund.contributions/changes?" + REPORTS + "&toKnownAt=2026-05-10T12:00:00Z").then()
                .body("parts.cause", equalTo(List.of("lateReport"))).body("to.knownAt", equalTo("2026-05-10T12:00:00Z"));
        get("/v1/figures/money.contribution/changes?" + REPORTS).then().statusCode(200).body("parts.initiative.unique().size()", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"changes", "figures/any-fund.projects/changes"})
    void all_mistakes_in_the_period_are_said_at_once_and_in_both_languages(String endpoint) {
        get("/v1/" + endpoint + "?from=soon&to=2025-02-30&fromKnownAt=x&toKnownAt=y&asOf=2025-01-01").then().statusCode(400)
                .contentType("application/problem+json").body("errors.parameter", containsInAnyOrder("from", "to", "fromKnownAt", "toKnownAt", "asOf"))
                .body("errors.details.en", everyItem(notNullValue())).body("errors.details.fr", everyItem(notNullValue()));
        get("/v1/" + endpoint + "?to=2025-02-28").then().statusCode(400).body("errors.parameter", equalTo(List.of("from")))
                .body("errors[0].details.fr", equalTo("Ce paramètre manque : le jour auquel comparer, AAAA-MM-JJ."));
        get("/v1/" + endpoint + "?from=2026-02-28&to=2025-02-28&toKnownAt=2026-02-27").then().statusCode(400)
                .body("errors.parameter", containsInAnyOrder("from", "fromKnownAt"));
    }

    @Test
    void what_is_defined_at_neither_day_is_not_there() {
        get("/v1/figures/nobody.projects/changes?" + REPORTS).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void a_reader_who_has_the_answer_about_a_complete_past_gets_it_only_once() {
        fund("changed-etag-fund").announce();
        String question = "/v1/figures/changed-etag-fund.projects/changes?" + REPORTS;
        String etag = get(question).then().statusCode(200).extract().header("ETag");

        given().header("If-None-Match", etag).get(question).then().statusCode(304);
    }
}
