package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LivePage.EN;
import static ca.criticalminerals.progress.LivePage.FR;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that explain a figure and tell the history of an initiative; and names that would like to be more than names. */
@QuarkusTest
class LiveFigurePageTest {
    private static final String HOSTILE = "<script>alert(x)</script>\" onclick=\"x\" <b>&amp; Sons</b> '";
    private static boolean announced;

    @BeforeEach
    void funds() {
        if (announced) {
            return;
        }
        announced = true;
        LiveStream.registered("explained-fund").countsProjects().addsContributions()
                .approved("mill", "4700000.00", "2024-06-15").approved("road", "1300000.00", "2024-11-20")
                .says("agreement-signed", "2025-03-01", "{project: 'mill', amount: %s}".formatted(LiveStream.money("contribution", "4397625.00")))
                .figure("deployment", "count", "what: 'projects', stream: 'deployment'")
                .says("count-reported", "2024-08-31", """
                        {figure: '~.projects', value: 7, qualifier: 'nearly', breakdown: {closed: true, parts: [{figure: '~.deployment', value: 7}]}}""")
                .recordedFrom("2026-02-10T12:00:00Z").approved("mistake", "1.00", "2025-01-01").retracted(9).announce();
        String hostile = HOSTILE + "{f.title}{@x}";
        LiveStream.registered("hostile-fund", hostile, hostile, "produce").says("figure-defined", "2024-01-10",
                        "{figure: '~.projects', label: %s, unit: 'count', counts: {what: 'projects'}}".formatted(LiveStream.text(hostile, hostile)))
                .sentence("hostile", HOSTILE + " {~.projects|<i>one</i>|<i>many</i>}.", HOSTILE + " {~.projects|<i>un</i>|<i>plusieurs</i>}.")
                .says("project-approved", "2024-06-15", """
                        {project: 'mill', title: {en: 'Mill', fr: 'Usine'}, projects: 1, summary: %s, evidence: {source: %s, confidence: 'internalRecord', note: %s}}"""
                        .formatted(LiveStream.text(hostile, hostile), quoted("javascript:alert(1) https://x.ca/\"><script>alert(1)</script>"), LiveStream.text(hostile, hostile)))
                .announce();
    }

    @Test
    void the_contributions_on_the_page_add_up_to_its_value() {
        var en = LivePage.read("/en/figures/explained-fund.contributions");
        assertThat(en.select("#value").text()).isEqualTo("$5,697,625");
        assertThat(en.select("tbody td.amount").eachText()).containsExactly("+$4.7 million", "+$1.3 million", "−$302,375");
        assertThat(en.select("tfoot td.amount").text()).isEqualTo("$5,697,625");

        var fr = LivePage.read("/fr/chiffres/explained-fund.contributions");
        assertThat(fr.select("#value").text().replace('\u00a0', ' ')).isEqualTo("5 697 625 $");
        assertThat(fr.select("tbody tr")).hasSize(3);
    }

    @Test
    void what_the_statement_already_includes_is_shown_and_not_added_again() {
        var page = LivePage.read("/en/figures/explained-fund.projects");

        assertThat(page.select("#value").text()).isEqualTo("nearly 8");
        assertThat(page.select("table.milestones").get(0).select("tbody td.amount").eachText()).containsExactly("+7", "+1", "0");
        assertThat(page.select("table.milestones").get(0).select("tfoot td.amount").text()).isEqualTo("8");
        assertThat(page.select("table.milestones").get(1).select("tbody td.amount").eachText()).containsExactly("1");
        assertThat(page.text()).contains("7 stated as of August 31, 2024; 2 itemised").contains("No target set.")
                .contains("These parts are all there is");
        assertThat(LivePage.figures(page)).containsExactly("explained-fund.deployment");
    }

    @Test
    void a_retraction_is_visible_and_dated_in_the_history_of_the_initiative() {
        var page = LivePage.read("/en/initiatives/explained-fund");

        assertThat(page.select("tr.struck .change").text()).isEqualTo("Retracted by milestone 10 on February 10, 2026, 07:01:00 (Ottawa): Recorded by mistake");
        assertThat(LivePage.read("/fr/initiatives/explained-fund?knownAt=2026-02-09").select("tr.struck")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/en/figures/explained-fund.projects", "/fr/chiffres/explained-fund.projects", "/en/figures/explained-fund.contributions",
        "/en/figures/money.contribution", "/fr/chiffres/money.contribution", "/en/figures/explained-fund.projects?asOf=2024-07-01"})
    void every_number_on_the_page_of_a_figure_has_its_place(String address) {
        assertThat(LiveTypedDigits.in(LivePage.read(address), LiveTypedDigits.ON_A_FIGURE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/en/figures/explained-fund.projects,/fr/chiffres/explained-fund.projects", "/en/figures/money.contribution,/fr/chiffres/money.contribution",
        "/en/initiatives/explained-fund,/fr/initiatives/explained-fund"})
    void both_languages_have_the_same_structure_and_lead_to_each_other(String en, String fr) {
        String question = "?asOf=2025-12-31&knownAt=2026-01-31T12:00:00Z";
        var english = LivePage.read(en + question);
        var french = LivePage.read(fr + question);

        assertThat(LivePage.structure(french)).isEqualTo(LivePage.structure(english));
        assertThat(LivePage.figures(french)).isEqualTo(LivePage.figures(english));
        assertThat(english.select("p.language a").attr("href")).isEqualTo(fr + question);
        assertThat(french.select("p.language a").attr("href")).isEqualTo(en + question);
        assertThat(french.select("html").attr("lang")).isEqualTo("fr-CA");
    }

    @ParameterizedTest
    @ValueSource(strings = {EN, FR, "/en/figures/hostile-fund.projects", "/fr/chiffres/hostile-fund.projects", "/en/initiatives/hostile-fund"})
    void names_stay_names_whatever_they_contain(String address) {
        var page = LivePage.read(address);

        assertThat(page.select("script, b, i, [onclick], a[href^=javascript]")).isEmpty();
        assertThat(page.text()).contains("<script>alert(x)</script>").contains("onclick=\"x\"").contains("&amp; Sons");
    }

    @ParameterizedTest
    @CsvSource({"/en/figures/nobody.projects,There is nothing here", "/fr/chiffres/nobody.projects,Il n’y a rien ici",
        "/en/initiatives/nobody,There is nothing here", "/fr/initiatives/explained-fund?knownAt=2000-01-01,Il n’y a rien ici",
        "/en/figures/%3Cscript%3E,There is nothing here"})
    void what_is_not_there_is_said_on_a_page_in_the_language(String address, String title) {
        var page = LivePage.read(address, 404);

        assertThat(page.select("h1").text()).isEqualTo(title);
        assertThat(page.select("html").attr("lang")).isEqualTo(address.startsWith("/en") ? "en-CA" : "fr-CA");
    }

    @Test
    void the_links_between_the_pages_keep_the_question() {
        String question = "?asOf=2025-12-31&knownAt=2026-01-31T12:00:00Z";
        var page = LivePage.read("/en/figures/explained-fund.projects" + question);

        List<String> links = page.select("main a[href^=/], .product a, .language a, footer a").eachAttr("href");
        assertThat(links).hasSizeGreaterThanOrEqualTo(5).allMatch(link -> link.endsWith(question));
        links.forEach(link -> io.restassured.RestAssured.given().urlEncodingEnabled(false).get(link).then().statusCode(200));
    }

    private static String quoted(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }
}
