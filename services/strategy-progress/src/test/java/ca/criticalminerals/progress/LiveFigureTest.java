package ca.criticalminerals.progress;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why a number is what it is: as of any day, as known on any day. */
@QuarkusTest
class LiveFigureTest {
    private static final String CORRECTION = """
            {milestone: 4, reason: {en: 'The amount was misread', fr: 'Le montant avait été mal lu'}, replacement: {type: 'project-approved',
             project: 'mill', title: {en: 'Mill', fr: 'Usine'}, projects: 1, amount: %s, occurredOn: '2024-06-15',
             evidence: {source: 'The letter itself', confidence: 'foundInPublicSource'}}}""";

    private static LiveStream fund(String initiative) {
        return LiveStream.registered(initiative).countsProjects().addsContributions().approved("mill", "4700000.00", "2024-06-15")
                .approved("road", "1300000.00", "2024-11-20");
    }

    private static String contributions(LiveStream fund) {
        return "/v1/figures/" + fund.initiative + ".contributions";
    }

    @Test
    void the_contributors_of_a_figure_add_up_to_its_value() {
        var fund = fund("sum-fund").says("agreement-signed", "2025-03-01", "{project: 'mill', amount: %s}"
                .formatted(LiveStream.money("contribution", "4397625.50"))).stated("projects", 5, "2024-08-31")
                .says("project-withdrawn", "2025-05", "{project: 'road', reason: {en: 'No permit', fr: 'Aucun permis'}}").announce();

        get(contributions(fund)).then().body("value.amount", equalTo("4397625.50"))
                .body("contributors.contribution.amount", equalTo(List.of("4700000.00", "1300000.00", "-302374.50", "-1300000.00")))
                .body("contributors.findAll { it.contribution.currency != 'CAD' }", hasSize(0));
        get("/v1/figures/sum-fund.projects").then().body("value", equalTo(5)).body("contributors.contribution", equalTo(List.of(5, 1, 0, -1)))
                .body("includedInStatement.contribution", equalTo(List.of(1))).body("coverage.stated", equalTo(5)).body("coverage.itemised", equalTo(1));
    }

    @Test
    void each_contributor_says_who_recorded_it_when_and_on_what_it_rests() {
        var fund = LiveStream.registered("evidence-fund").countsProjects().says("project-approved", "2024-06", """
                {project: 'mill', title: {en: 'Mill', fr: 'Usine'}, projects: 3, summary: {en: 'Approved: Mill', fr: 'Approuvé : Usine'},
                 evidence: {source: 'https://example.ca/news', confidence: 'foundInPublicSource', note: {en: 'In a list', fr: 'Dans une liste'}}}""").announce();

        get("/v1/figures/evidence-fund.projects").then().body("value", equalTo(3)).body("unit", equalTo("count"))
                .body("label.fr", equalTo("Étiquette de projects"))
                .body("rule.en", startsWith("Projects, each once by the number it stands for"))
                .body("rule.fr", startsWith("Projets, chacun une fois selon le nombre qu’il représente"))
                .body("contributors[0].recordedBy.en", equalTo("Officer, Natural Resources Canada")).body("contributors[0].milestone", equalTo(3))
                .body("contributors[0].recordedAt", equalTo("2026-01-05T15:02:00Z")).body("contributors[0].occurredOn", equalTo("2024-06"))
                .body("contributors[0].summary.fr", equalTo("Approuvé : Usine"))
                .body("contributors[0].evidence[0].address", equalTo("https://example.ca/news"))
                .body("contributors[0].evidence[0].confidence", equalTo("foundInPublicSource"))
                .body("contributors[0].evidence[0].note.fr", equalTo("Dans une liste"));
    }

    @Test
    void a_figure_without_a_target_says_so_and_one_with_a_target_shows_it() {
        var fund = LiveStream.registered("target-fund").countsProjects().announce();
        get("/v1/figures/target-fund.projects").then().body("target.en", equalTo("no target set")).body("target.fr", equalTo("aucune cible fixée"))
                .body("value", nullValue());

        fund.says("target-set", "2024-06", "{figure: '~.projects', value: 40, due: '2030', baseline: {value: 0, asOf: '2024'}}")
                .says("target-set", "2025-06", """
                        {figure: '~.projects', value: 50, due: '2031', reason: {en: 'More money', fr: 'Plus d’argent'}}""").announce();

        get("/v1/figures/target-fund.projects").then().body("target.value", equalTo(50)).body("target.due", equalTo("2031"))
                .body("target.reason.fr", equalTo("Plus d’argent")).body("target.earlierTargets", equalTo(1));
        get("/v1/figures/target-fund.projects?asOf=2024-12-31").then().body("target.value", equalTo(40)).body("target.baseline.asOf", equalTo("2024"));
    }

    @Test
    void an_agreement_after_an_approval_changes_the_amount_and_counts_no_second_project() {
        var fund = fund("agreement-fund").says("agreement-signed", "2025-03-01", "{project: 'mill', amount: %s}"
                .formatted(LiveStream.money("contribution", "5000000.00"))).announce();

        get("/v1/figures/agreement-fund.projects").then().body("value", equalTo(2));
        get(contributions(fund)).then().body("value.amount", equalTo("6300000.00")).body("contributors.kind",
                equalTo(List.of("project-approved", "project-approved", "agreement-signed")));
        get(contributions(fund) + "?asOf=2025-02-28").then().body("value.amount", equalTo("6000000.00"));
    }

    @Test
    void a_correction_changes_the_figure_now_and_not_as_it_was_known_before() {
        var fund = fund("corrected-fund").recordedFrom("2026-02-10T12:00:00Z").says("milestone-corrected", "2026-02-09",
                CORRECTION.formatted(LiveStream.money("contribution", "4397625.00"))).announce();

        get(contributions(fund)).then().body("value.amount", equalTo("5697625.00"))
                .body("contributors[0].standing", equalTo("corrected")).body("contributors[0].evidence[0].title", equalTo("The letter itself"))
                .body("contributors[0].corrections[0].recordedAt", equalTo("2026-02-10T12:00:00Z"))
                .body("contributors[0].corrections[0].reason.fr", equalTo("Le montant avait été mal lu"))
                .body("contributors[0].firstRecordedAs", nullValue());
        get(contributions(fund) + "?knownAt=2026-02-09").then().body("value.amount", equalTo("6000000.00"))
                .body("contributors[0].standing", equalTo("stands")).body("contributors[0].corrections", nullValue());
        get(contributions(fund) + "?asOf=2024-07-31").then().body("value.amount", equalTo("4397625.00"));
    }

    @Test
    void a_retraction_takes_a_milestone_out_now_and_not_as_it_was_known_before() {
        var fund = fund("retracted-fund").recordedFrom("2026-02-10T12:00:00Z").retracted(5).announce();

        get("/v1/figures/retracted-fund.projects").then().body("value", equalTo(1)).body("contributors.milestone", equalTo(List.of(4)));
        get("/v1/figures/retracted-fund.projects?knownAt=2026-02-10T11:59:59Z").then().body("value", equalTo(2));
        get("/v1/figures/retracted-fund.projects?knownAt=2026-02-10T12:00:00Z").then().body("value", equalTo(1));
        get("/v1/initiatives/retracted-fund").then().body("milestones[4].standing", equalTo("retracted"))
                .body("milestones[4].retraction.milestone", equalTo(6)).body("milestones[4].retraction.recordedAt", equalTo("2026-02-10T12:00:00Z"))
                .body("milestones[4].retraction.reason.en", equalTo("Recorded by mistake"));
    }

    @Test
    void money_of_different_kinds_is_never_added() {
        var fund = LiveStream.registeredAt("2019-01-01T12:00:00Z", "money-fund").says("envelope-set", "2018-01-01",
                "{envelope: %s}".formatted(LiveStream.money("envelope", "1000.00")));
        for (String kind : List.of("contribution", "loan", "equity", "partner")) {
            fund.says("project-approved", "2018-06-15", "{project: '%s', title: {en: 'Project', fr: 'Projet'}, projects: 1, amount: %s}"
                    .formatted(kind, LiveStream.money(kind, "7.00")));
        }
        fund.says("call-opened", "2018-07-01", "{call: 'first', title: {en: 'Call', fr: 'Appel'}, amount: %s}"
                .formatted(LiveStream.money("call", "300.00"))).announce();
        LiveStream.registeredAt("2019-01-01T12:00:00Z", "other-money-fund").approved("mill", "5.00", "2018-06-15")
                .says("envelope-set", "2018-01-01", "{envelope: %s}".formatted(LiveStream.money("envelope", "2000.00"))).announce();

        var then = get("/v1/strategy-progress?asOf=2018-12-31&knownAt=2019-12-31").jsonPath();

        assertThat(then.<String>getList("money.id")).containsExactly("money.call", "money.contribution", "money.envelope", "money.equity", "money.loan", "money.partner");
        assertThat(then.getString("money.find { it.id == 'money.contribution' }.value.amount")).isEqualTo("12.00");
        assertThat(then.getString("money.find { it.id == 'money.loan' }.value.amount")).isEqualTo("7.00");
        assertThat(then.<Map<String, Object>>get("money.find { it.id == 'money.envelope' }")).containsEntry("value", null);
        assertThat(then.<Map<String, Object>>get("money.find { it.id == 'money.call' }")).containsEntry("value", null);
        get("/v1/figures/money.envelope?asOf=2018-12-31&knownAt=2019-12-31").then()
                .body("contributors.contribution.amount", equalTo(List.of("1000.00", "2000.00")));
        get("/v1/figures/money.contribution?asOf=2018-12-31&knownAt=2019-12-31").then().body("value.amount", equalTo("12.00"))
                .body("rule.en", notNullValue());
    }

    @Test
    void every_figure_of_every_initiative_is_the_sum_of_its_contributors() {
        fund("checked-fund").stated("projects", 9, "2024-12").approved("port", "1.01", "2025-01-05").announce();

        var answer = get("/v1/strategy-progress").jsonPath();
        List<String> ids = answer.getList("themes.initiatives.flatten().figures.flatten().findAll { it.value != null && it.unit != 'date' }.id");

        assertThat(ids).contains("checked-fund.projects", "checked-fund.contributions").allSatisfy(id -> {
            var figure = get("/v1/figures/" + id).jsonPath();
            BigDecimal sum = figure.<Object>getList("contributors.contribution").stream().map(LiveFigureTest::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).isEqualByComparingTo(amount(figure.get("value")));
        });
    }

    @Test
    void a_stated_amount_may_be_more_precise_than_a_cent() {
        LiveStream.registered("precise-fund").addsContributions().says("count-reported", "2025-01-01",
                "{figure: '~.contributions', value: 1000.125, qualifier: 'about'}").announce();

        get("/v1/figures/precise-fund.contributions").then().statusCode(200).body("value.amount", equalTo("1000.125"));
        get("/en/progress-update").then().statusCode(200);
    }

    private static BigDecimal amount(Object value) {
        return new BigDecimal(String.valueOf(value instanceof Map<?, ?> money ? money.get("amount") : value));
    }
}
