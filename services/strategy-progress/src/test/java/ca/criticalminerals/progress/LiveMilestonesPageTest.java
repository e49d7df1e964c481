package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LivePage.EN;
import static ca.criticalminerals.progress.LivePage.FR;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that lists milestones, and the pictures whose numbers lead to it. */
@QuarkusTest
class LiveMilestonesPageTest {
    private static final String LIST = "/en/milestones?initiative=listed-fund";
    private static boolean announced;

    @BeforeEach
    void a_fund_with_more_milestones_than_a_page_has_rows() {
        if (announced) {
            return;
        }
        announced = true;
        var fund = LiveStream.registered("listed-fund").countsProjects();
        IntStream.rangeClosed(1, 240).forEach(number -> fund.says("project-approved", number % 2 == 0 ? "2019" : "2020-06-15", """
                {project: 'project-%d', title: {en: 'Project', fr: 'Projet'}, projects: 1, jurisdictions: [%s]}"""
                .formatted(number, number % 4 == 0 ? "'PE', 'NS'" : number % 4 == 1 ? "'PE'" : "")));
        fund.stated("projects", 250, "2021-01-31").says("project-withdrawn", "2021-02-01", "{project: 'project-1', reason: {en: 'No', fr: 'Non'}}")
                .says("target-set", "2021-03-01", "{figure: '~.projects', value: 500, due: '2030', baseline: {value: 0, asOf: '2018'}}").announce();
    }

    private static String value(Document page) {
        return page.select("#value").text();
    }

    @Test
    void the_pages_together_are_all_that_was_asked_for_and_no_page_is_long() {
        var places = new ArrayList<String>();
        var links = new HashSet<String>();
        String next = LIST + "&kind=project-approved";
        while (!next.isEmpty()) {
            var page = LivePage.read(next);
            assertThat(value(page)).isEqualTo("240");
            assertThat(page.select("tbody tr")).hasSizeLessThanOrEqualTo(100);
            places.addAll(page.select("tbody tr").eachAttr("id"));
            assertThat(links.add(next)).isTrue();
            next = page.select("a[rel=next]").attr("href");
        }
        assertThat(places).hasSize(240).doesNotHaveDuplicates().startsWith("listed-fund/242");
        assertThat(links).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"&kind=project-withdrawn,1", "&jurisdiction=NS,60", "&project=project-7,1", "&from=2019-01-01&to=2019-12-31,120",
        "&only=happenings,242", "&theme=protect,0",
        "&kind=&mineral=&from=,245"})
    void a_filter_narrows_as_in_the_data_and_one_that_is_not_filled_in_does_not(String filter, int count) {
        var page = LivePage.read(LIST + filter);

        assertThat(value(page)).isEqualTo(String.valueOf(count));
        assertThat(page.select("tbody tr")).hasSize(Math.min(count, 100));
        for (String file : page.select("p.downloads a[href*=ndjson]").eachAttr("href")) {
            assertThat(get(file).asString().lines()).hasSize(count);
        }
    }

    @Test
    void the_form_shows_what_was_asked_and_asks_the_same_again() {
        var form = LivePage.read("/fr/jalons?theme=produce&jurisdiction=PE&from=2019-01-01&recipient=%22x%22&only=happenings&asOf=2026-03-31").select("form.filters");

        assertThat(form.attr("action")).isEqualTo("/fr/jalons");
        assertThat(form.select("option[selected]").eachAttr("value")).containsExactly("produce", "PE");
        assertThat(form.select("input[value]:not([value=''])").eachAttr("value")).containsExactly("2019-01-01", "\"x\"", "2026-03-31", "happenings");
        assertThat(form.select("input[type=checkbox]").hasAttr("checked")).isTrue();
        assertThat(form.select("label:has(select, input)")).hasSize(form.select("select, input:not([type=hidden])").size());
    }

    @Test
    void both_languages_have_the_same_structure_and_lead_to_each_other() {
        String question = "?initiative=listed-fund&only=happenings&asOf=2025-12-31&knownAt=2026-01-31T12:00:00Z";
        var en = LivePage.read("/en/milestones" + question);
        var fr = LivePage.read("/fr/jalons" + question);

        assertThat(LivePage.structure(fr)).isEqualTo(LivePage.structure(en));
        assertThat(LivePage.read(en.select("p.language a").attr("href")).select("tbody tr").eachAttr("id")).isEqualTo(en.select("tbody tr").eachAttr("id"));
        assertThat(LivePage.read(fr.select("p.language a").attr("href")).select("#value").text()).isEqualTo(value(en));
    }

    @ParameterizedTest
    @CsvSource({"/en/milestones?only=rumours&cursor=%3F&page=2,Only happenings can be chosen.", 
        "/fr/jalons?only=rumours&cursor=%3F,Seulement happenings peut être choisi.",
        "/en/figures/listed-fund.projects?page=0,This is a whole number from 1 on.", "/fr/chiffres/listed-fund.projects?page=x,\"C’est un nombre entier, à partir de 1.\""})
    void a_question_that_is_not_valid_is_answered_on_a_page(String address, String mistake) {
        assertThat(LivePage.read(address, 400).select("main").text()).contains(mistake.replace("\"", ""));
    }

    @Test
    void data_has_the_same_filter() {
        get("/v1/milestones?initiative=listed-fund&only=happenings").then().statusCode(200).body("milestones[0].kind", equalTo("target-set"));
        get("/v1/milestones?only=rumours").then().statusCode(400).body("errors[0].details.en", containsString("Only happenings"));
    }

    @ParameterizedTest
    @ValueSource(strings = {EN, FR, EN + "?asOf=2020-12-31", FR + "?asOf=2019-06-30"})
    void each_number_of_milestones_leads_to_a_list_of_as_many(String address) {
        var counts = LivePage.read(address).select("a.figure[href*=?only=]");

        assertThat(counts).hasSizeGreaterThanOrEqualTo(address.contains("asOf=2019") ? 0 : 4);
        for (Element count : counts) {
            assertThat(value(LivePage.read(count.attr("href")))).as(count.attr("href")).isEqualTo(count.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {EN, FR})
    void each_tile_of_the_map_leads_to_the_figure_whose_milestones_add_up_to_it(String address) {
        var page = LivePage.read(address + "?asOf=2026-06-30");
        var tiles = page.select("svg.map a.figure");

        assertThat(tiles).hasSizeGreaterThanOrEqualTo(2);
        assertThat(tiles.stream().map(tile -> tile.text()).sorted()).isEqualTo(
                page.select("section[aria-labelledby=map] table.numbers a.figure").eachText().stream().sorted().toList());
        for (Element tile : tiles) {
            assertThat(value(LivePage.read(tile.attr("href")))).isEqualTo(tile.text());
        }
    }

    @Test
    void a_project_in_two_provinces_counts_in_each_and_one_of_which_nothing_says_where_is_said_to_be_so() {
        get("/v1/figures/place.NS?asOf=2026-06-30").then().body("value", equalTo(60)).body("label.fr", equalTo("Projets en Nouvelle-Écosse"));
        get("/v1/figures/place.PE?asOf=2026-06-30").then().body("value", equalTo(119)).body("contributors.size()", equalTo(121));
        var notSaid = LivePage.read(EN + "?asOf=2026-06-30").select("p.not-said a.figure");
        assertThat(Integer.parseInt(notSaid.text())).isGreaterThanOrEqualTo(120);
        assertThat(value(LivePage.read(notSaid.attr("href")))).isEqualTo(notSaid.text());
    }

    @Test
    void the_milestones_of_a_figure_come_in_pages_that_keep_the_total() {
        String next = "/en/figures/listed-fund.projects?asOf=2026-06-30";
        var rows = new ArrayList<String>();
        int pages = 0;
        while (!next.isEmpty()) {
            var page = LivePage.read(next);
            assertThat(page.select("table.milestones").first().select("tfoot td.amount").text()).isEqualTo("249");
            assertThat(LiveTypedDigits.in(page, LiveTypedDigits.ON_A_FIGURE)).isEmpty();
            page.select("table.milestones").forEach(table -> assertThat(table.select("tbody tr")).hasSizeLessThanOrEqualTo(100));
            rows.addAll(page.select("tbody .place").eachText());
            next = page.select("a[rel=next]").attr("href");
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(rows).hasSize(242).doesNotHaveDuplicates();
        LivePage.read("/en/figures/listed-fund.projects?page=4", 404);
    }

    @Test
    void an_initiative_shows_its_latest_milestones_and_leads_to_the_others() {
        var page = LivePage.read("/en/initiatives/listed-fund");

        assertThat(page.select("tbody tr")).hasSize(100);
        assertThat(page.select("ul.tiles a.figure").eachText()).containsExactly("249");
        assertThat(value(LivePage.read(page.select("p.pages a").attr("href")))).isEqualTo("245");
    }

    @ParameterizedTest
    @CsvSource({EN + ",249; target: 500 by 2030 (not reached yet)", FR + ",249; cible : 500 d’ici 2030 (pas encore atteinte)"})
    void a_target_is_said_in_words_and_as_long_as_it_is_reached(String address, String words) {
        var target = LivePage.read(address).select("ul.targets li:has(a[href*=listed-fund.projects])");

        assertThat(target.select("p").last().text().replace('\u00a0', ' ').replaceAll(", (from|à partir de) .*;", ";")).isEqualTo(words);
        assertThat(target.select("svg .length").attr("width")).isEqualTo("498");
        assertThat(LivePage.read(target.select("a").attr("href")).select("dl").text().replace('\u00a0', ' ')).contains("500").contains("0 ").contains("2018");
    }

    @Test
    void fonts_are_kept_and_styles_are_asked_for_again() {
        for (String style : List.of("/style.css", "/tokens.css")) {
            get(style).then().statusCode(200).header("Cache-Control", equalTo("no-cache"));
        }
        var fonts = LivePage.read(EN).select("link[as=font]").eachAttr("href");
        assertThat(fonts).isNotEmpty();
        fonts.forEach(font -> get(font).then().statusCode(200).contentType("font/woff2").header("Cache-Control", containsString("immutable")));
        get(EN).then().header("Content-Security-Policy", containsString("font-src 'self'"));
    }
}
