package ca.criticalminerals.progress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that says what changed between two reports. */
@QuarkusTest
class LiveChangesPageTest {
    private static final String EN = "/en/changes";
    private static final String FR = "/fr/changements";
    private static final String REPORTS = "?from=2026-02-01&to=2026-06-30";
    private static final String HOSTILE = "<script>alert(1)</script>\" onclick=\"x";
    private static boolean announced;

    @BeforeEach
    void funds() {
        if (announced) {
            return;
        }
        announced = true;
        LiveStream.registered("compared-fund").countsProjects().addsContributions()
                .approved("mill", "4700000.00", "2024-06-15").approved("road", "1300000.00", "2024-11-20")
                .recordedFrom("2026-05-10T12:00:00Z").approved("late", "500000.00", "2025-08-31").approved("port", "250000.00", "2026-04-15")
                .says("project-withdrawn", "2026-04-30", "{project: 'road', reason: {en: 'No permit', fr: 'Aucun permis'}, summary: %s}"
                        .formatted(LiveStream.text(HOSTILE, HOSTILE)))
                .says("project-approved", "2026-05-01", "{project: 'x', title: {en: 'X', fr: 'X'}, projects: 1}")
                .retracted(9).announce();
    }

    private static Element section(Document page, String figure) {
        return page.select("section:has(h2[id=" + figure + "])").first();
    }

    private static List<String> texts(Element section, String what) {
        return section.select(what).eachText().stream().map(text -> text.replace('\u00a0', ' ')).toList();
    }

    @Test
    void each_changed_figure_has_a_block_whose_causes_add_up() {
        var money = section(LivePage.read(EN + REPORTS), "compared-fund.contributions");

        assertThat(texts(money, "p.total")).containsExactly("from $6 million to $5.45 million: −$550,000");
        assertThat(texts(money, "tbody td.amount")).containsExactly("+$500,000", "+$250,000", "−$1.3 million");
        assertThat(texts(money, "tfoot td.amount")).containsExactly("−$550,000");
        assertThat(texts(money, "tbody td:nth-child(2)")).containsExactly("happened before, recorded later", "happened in the period",
                "withdrawn, over or no longer counted");
        var projects = section(LivePage.read(FR + REPORTS), "compared-fund.projects");
        assertThat(texts(projects, "p.total")).containsExactly("de 2 à 3 : +1");
        assertThat(texts(projects, "tbody td:nth-child(2)")).containsExactly("survenu avant, consigné plus tard", "survenu pendant la période",
                "retiré, terminé ou qui ne compte plus");
    }

    @Test
    void every_cause_leads_to_its_milestone_and_every_figure_to_its_page() {
        for (String address : List.of(EN, FR)) {
            var page = LivePage.read(address + REPORTS);
            var section = section(page, "compared-fund.projects");
            String milestone = section.select("tbody .place a").first().attr("href");
            assertThat(milestone).endsWith("initiatives/compared-fund?asOf=2026-06-30#compared-fund/6");
            assertThat(LivePage.read(milestone.replaceAll("#.*", "")).select("tr[id=compared-fund/6]")).hasSize(1);
            assertThat(LivePage.read(section.select("h2 a").attr("href")).select("#value").text()).isEqualTo("3");
            String home = page.select("p.product a").attr("href");
            assertThat(home).endsWith("?asOf=2026-06-30");
            LivePage.read(home);
            given().get(page.select("footer a").attr("href")).then().statusCode(200).contentType("application/json");
        }
    }

    @Test
    void both_languages_have_the_same_structure_and_lead_to_each_other() {
        var en = LivePage.read(EN + REPORTS);
        var fr = LivePage.read(FR + REPORTS);

        assertThat(LivePage.structure(fr)).isEqualTo(LivePage.structure(en));
        assertThat(en.select("link[rel=alternate]").attr("href")).isEqualTo(FR + REPORTS);
        assertThat(fr.select("p.language a").attr("href")).isEqualTo(EN + REPORTS);
        assertThat(fr.select("html").attr("lang")).isEqualTo("fr-CA");
        assertThat(en.select("p.lead").text()).isEqualTo("Compared with what was true on February 1, 2026, as known on February 1, 2026, 23:59:59 (Ottawa).");
        assertThat(en.select("p.unchanged").text()).matches("\\d+ figures? did not change\\.");
    }

    @Test
    void the_page_offers_the_same_period_with_what_is_known_now() {
        String link = LivePage.read(EN + REPORTS).select("main a[href*=fromKnownAt=now]").attr("href");

        var section = section(LivePage.read(link), "compared-fund.projects");

        assertThat(texts(section, "p.total")).containsExactly("from 3 to 3: 0");
        assertThat(LivePage.read(EN + "?from=2026-06-30&to=2026-06-30&fromKnownAt=now").select("main").text()).contains("Nothing changed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {EN, FR})
    void the_progress_page_leads_here_by_a_form_with_two_days(String address) {
        var update = LivePage.read(address.equals(EN) ? LivePage.EN : LivePage.FR);
        var form = update.select("main form[action=" + address + "]");

        assertThat(form.select("input[type=date]").eachAttr("name")).containsExactly("from", "to");
        var page = LivePage.read(address);
        assertThat(page.select("main form[action=" + address + "]")).hasSize(1);
        assertThat(page.select("footer form")).isEmpty();
        assertThat(LivePage.read(address + "?from=2026-02-01&to=").select("section")).isNotEmpty();
    }

    @Test
    void what_is_wrong_with_the_period_is_said_on_a_page_in_its_language() {
        assertThat(LivePage.read(EN + "?from=&to=soon", 400).select("main").text()).contains("The question is not valid", "to: to is a day of the calendar");
        assertThat(LivePage.read(FR + "?from=2026-02-01&to=2026-01-01", 400).select("main").text()).contains("from est postérieur à to.");
    }

    @Test
    void the_page_has_no_script_and_escapes_what_officers_write() {
        var response = given().get(EN + "?from=2026-02-01&to=2026-06-30&toKnownAt=2026-05-10T12:03:00Z");
        response.then().header("Content-Security-Policy", org.hamcrest.Matchers.startsWith("default-src 'none'"));
        var page = org.jsoup.Jsoup.parse(response.asString());

        assertThat(page.select("script, [onclick]")).isEmpty();
        assertThat(section(page, "compared-fund.projects").select(".summary").eachText()).contains(HOSTILE);
    }
}
