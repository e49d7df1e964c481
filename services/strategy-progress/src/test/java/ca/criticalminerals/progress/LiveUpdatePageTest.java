package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LivePage.EN;
import static ca.criticalminerals.progress.LivePage.FR;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Progress update that people read, in both languages. */
@QuarkusTest
class LiveUpdatePageTest {
    private static final String PAST = "?asOf=2024-10-31&knownAt=2026-01-31T12:00:00Z";
    private static boolean announced;

    @BeforeEach
    void a_fund_with_sentences() {
        if (announced) {
            return;
        }
        announced = true;
        LiveStream.registered("page-fund", "Budget 2025 Fund for Highways 37 and 51", "Fonds du budget de 2025 pour les routes 37 et 51", "produce")
                .countsProjects().addsContributions().figure("launch", "date", "what: 'occurrence', milestone: 'program-launched'")
                .figure("places", "count", "what: 'jurisdictions'").figure("maps", "count", "what: 'outputs'")
                .sentence("projects", "It backs {~.projects|project|projects} in {~.places:names} with {~.contributions}.",
                        "Il appuie {~.projects|projet|projets} dans {~.places:names} avec {~.contributions}.")
                .sentence("launch", "It was launched in {~.launch:year}, on {~.launch}.", "Il a été lancé en {~.launch:year}, le {~.launch}.")
                .sentence("maps", "It has released {~.maps|map|maps}.", "Il a publié {~.maps|carte|cartes}.")
                .says("program-launched", "2023-03-24", "{}").says("envelope-set", "2023-04", "{envelope: %s}".formatted(LiveStream.money("envelope", "1500000000.00")))
                .says("project-approved", "2024-06-15", """
                        {project: 'mill', title: {en: 'Mill', fr: 'Usine'}, projects: 1, jurisdictions: ['QC'], amount: %s}"""
                        .formatted(LiveStream.money("contribution", "4397625.00")))
                .says("project-approved", "2025-02-01", """
                        {project: 'road', title: {en: 'Road', fr: 'Route'}, projects: 2, jurisdictions: ['YT', 'BC'], amount: %s}"""
                        .formatted(LiveStream.money("contribution", "75000000.00")))
                .says("output-released", "2025-03-01", "{output: 'map', title: {en: 'Map', fr: 'Carte'}, kind: 'map'}").announce();
        LiveTopics.watermark(LiveStream.SOURCE, "", "2026-05-31T00:00:00.000000Z");
        LiveStream.registered("tax-credit", "Tax Credit 1", "Crédit 1", "protect").says("tax-incentive-introduced", "2022-04-07",
                "{ratePercent: 30, cost: %s}".formatted(LiveStream.money("taxExpenditure", "400000000.00"))).announce();
    }

    @ParameterizedTest
    @ValueSource(strings = {EN, FR, EN + PAST, FR + PAST, EN + "?asOf=2023-12-31", EN + "?knownAt=2000-01-01", FR + "?knownAt=2000-01-01"})
    void every_number_is_a_figure_a_date_or_part_of_a_name(String address) {
        assertThat(LiveTypedDigits.in(LivePage.read(address), LiveTypedDigits.ON_THE_UPDATE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h1", "p.lead", "ul.sentences li", "title", "footer p"})
    void a_number_that_somebody_typed_is_found(String where) {
        var doctored = LivePage.read(EN);
        doctored.select(where).first().appendText(" and 33 projects");

        assertThat(LiveTypedDigits.in(doctored, LiveTypedDigits.ON_THE_UPDATE)).hasSize(1).first().asString().contains("and 33 projects");
    }

    @Test
    void the_sentences_are_printed_with_their_numbers_in_the_words_of_each_language() {
        assertThat(LivePage.sentences(LivePage.read(EN), "page-fund")).containsExactlyInAnyOrder(
                "It backs 3 projects in British Columbia, Quebec and the Yukon with $79,397,625.",
                "It was launched in 2023, on March 24, 2023.", "It has released 1 map.");
        assertThat(LivePage.sentences(LivePage.read(FR), "page-fund")).containsExactlyInAnyOrder(
                "Il appuie 3 projets dans la Colombie-Britannique, le Québec et le Yukon avec 79 397 625 $.",
                "Il a été lancé en 2023, le 24 mars 2023.", "Il a publié 1 carte.");
    }

    @Test
    void the_same_sentences_are_data_in_both_languages_with_their_figures() {
        var produce = given().get("/v1/progress-update").then().statusCode(200).extract().jsonPath()
                .<java.util.Map<String, Object>>getList("sections.find { it.section == 'produce' }.points.findAll { it.initiative == 'page-fund' }");
        assertThat(produce).hasSize(1);
        assertThat(produce.getFirst().get("text")).hasToString("{en=It was launched in 2023, on March 24, 2023., fr=Il a été lancé en 2023, le 24 mars 2023.}");
        assertThat(produce.getFirst().get("figures")).isEqualTo(List.of("page-fund.launch"));
        assertThat((List<?>) produce.getFirst().get("more")).hasSize(2);
    }

    @Test
    void a_sentence_whose_figure_does_not_exist_yet_is_left_out() {
        assertThat(LivePage.sentences(LivePage.read(EN + PAST), "page-fund")).containsExactlyInAnyOrder(
                "It backs 1 project in Quebec with $4,397,625.", "It was launched in 2023, on March 24, 2023.");
        assertThat(LivePage.sentences(LivePage.read(EN + "?asOf=2023-03-23"), "page-fund")).isEmpty();
        assertThat(LivePage.read(EN + "?knownAt=2000-01-01").text()).contains("Nothing was known then.");
        assertThat(LivePage.read(FR + "?knownAt=2000-01-01").text()).contains("Rien n’était connu à ce moment.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", PAST, "?knownAt=2000-01-01"})
    void both_languages_have_the_same_structure_and_the_same_figures(String question) {
        var en = LivePage.read(EN + question);
        var fr = LivePage.read(FR + question);

        assertThat(LivePage.structure(fr)).isEqualTo(LivePage.structure(en));
        assertThat(LivePage.figures(fr)).isEqualTo(LivePage.figures(en));
        assertThat(fr.select("ul.sentences li").stream().map(li -> LivePage.figures(org.jsoup.Jsoup.parse(li.html()))).toList())
                .isEqualTo(en.select("ul.sentences li").stream().map(li -> LivePage.figures(org.jsoup.Jsoup.parse(li.html()))).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {EN, FR, EN + PAST, FR + PAST})
    void each_number_leads_to_the_page_that_explains_the_same_value(String address) {
        var links = LivePage.read(address).select("a.figure[href*=/page-fund.]");
        assertThat(links).hasSizeGreaterThanOrEqualTo(5);

        for (Element link : links) {
            String value = LivePage.read(link.attr("href")).select("#value").text();
            if (link.attr("href").contains(".places")) {
                assertThat(value).matches("\\d");
            } else {
                assertThat(value).contains(link.text());
            }
        }
    }

    @Test
    void every_link_on_the_page_leads_somewhere() {
        for (String address : List.of(EN + PAST, FR + PAST)) {
            var addresses = LivePage.read(address).select("a[href^=/], link[href^=/]").stream().map(link -> link.attr("href")).distinct().toList();

            assertThat(addresses).hasSizeGreaterThan(8)
                    .allSatisfy(link -> assertThat(given().urlEncodingEnabled(false).get(link).statusCode()).as(link).isEqualTo(200));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?asOf=2024-10-31", PAST})
    void the_toggle_leads_to_the_same_page_in_the_other_language_and_back(String question) {
        String there = LivePage.read(EN + question).select("p.language a").attr("href");
        String back = LivePage.read(there).select("p.language a").attr("href");

        assertThat(there).isEqualTo(FR + question);
        assertThat(back).isEqualTo(EN + question);
    }

    @ParameterizedTest
    @CsvSource({EN + ",en-CA", FR + ",fr-CA"})
    void a_page_says_its_language_and_lets_nothing_foreign_in(String address, String language) {
        get(address).then().header("Content-Language", equalTo(language)).header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Security-Policy", containsString("default-src 'none'; style-src 'self'"));
        var page = LivePage.read(address);

        assertThat(page.select("html").attr("lang")).isEqualTo(language);
        assertThat(page.select("script, iframe, object, [onclick], [onload], [style], [src]")).isEmpty();
        get(page.select("link[rel=stylesheet]").attr("href")).then().statusCode(200).contentType(containsString("text/css"));
    }

    @Test
    void a_page_says_as_of_when_it_is_and_how_complete() {
        var now = LivePage.read(EN);
        assertThat(now.select(".when").text()).startsWith("As of ").contains("Complete through ").contains("(funding-programs)");
        assertThat(now.select(".when > p:not(.provisional) time")).hasSize(1).allMatch(time -> !time.attr("datetime").isEmpty());
        assertThat(now.select(".when ul.through li .name").eachText()).containsExactly("funding-programs", "strategy-progress");
        assertThat(now.select(".when ul.through time")).hasSize(2).allMatch(time -> !time.attr("datetime").isEmpty());

        var past = LivePage.read(FR + PAST);
        assertThat(past.select(".when").text()).startsWith("En date du 31 octobre 2024, selon ce qui était connu le 31 janvier 2026, 07 h 00 min 00 s (Ottawa).");
        assertThat(past.select(".when time").eachAttr("datetime")).startsWith("2024-10-31", "2026-01-31T12:00:00Z");
    }

    @Test
    void money_that_is_never_added_has_no_total() {
        var page = LivePage.read(EN + "?asOf=2026-01-31");

        for (String kind : List.of("Program envelopes", "Estimated tax expenditures")) {
            assertThat(page.select("h3:matchesOwn(^" + kind + "$) + p.total")).isEmpty();
            assertThat(page.select("h3:matchesOwn(^" + kind + "$) + table a.figure")).isNotEmpty();
        }
        assertThat(page.select("h3:matchesOwn(^Contributions to projects$) + p.total a.figure")).hasSize(1);
        assertThat(page.select("h3:matchesOwn(^Program envelopes$) + table tr:has(th:contains(Budget 2025 Fund)) a.figure").text()).isEqualTo("$1.5 billion");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            fr-CA,              /fr/mise-a-jour
            'fr;q=0.8,en;q=0.9',/en/progress-update
            'de,fr;q=0.5',      /fr/mise-a-jour
            'en-CA,fr-CA',      /en/progress-update
            de,                 /en/progress-update
            """)
    void the_front_door_leads_to_the_language_that_the_reader_prefers(String languages, String page) {
        given().redirects().follow(false).header("Accept-Language", languages).get("/").then().statusCode(303)
                .header("Location", page).header("Vary", containsString("Accept-Language"));
    }

    @Test
    void the_form_asks_the_same_page_as_of_another_day() {
        for (String address : List.of(EN + "?asOf=2024-10-31", FR)) {
            var form = LivePage.read(address).select("footer form");
            assertThat(form.attr("method")).isEqualTo("get");
            assertThat(form.select("input").eachAttr("name")).containsExactly("asOf", "knownAt");

            var asked = LivePage.read(form.attr("action") + "?asOf=2023-12-31&knownAt=");
            assertThat(asked.select(".when time").attr("datetime")).isEqualTo("2023-12-31");
            assertThat(asked.select("input[name=asOf]").attr("value")).isEqualTo("2023-12-31");
            LivePage.read(form.attr("action") + "?asOf=&knownAt=2026-01-31");
        }
    }

    @ParameterizedTest
    @CsvSource({EN + ",The question is not valid,This parameter is given twice.", FR + ",La question n’est pas valide,Ce paramètre est donné deux fois."})
    void a_question_that_is_not_valid_is_answered_in_the_language_of_the_page(String address, String title, String mistake) {
        var page = LivePage.read(address + "?asOf=yesterday&asOf=today&colour=%3Cb%3E", 400);

        assertThat(page.select("h1").text()).isEqualTo(title);
        assertThat(page.select("main").text()).contains(mistake).doesNotContain("colour");
    }

    @Test
    void a_reader_who_has_the_page_gets_it_only_once() {
        String etag = get(EN + PAST).header("ETag");

        given().header("If-None-Match", etag).get(EN + PAST).then().statusCode(304).header("Content-Security-Policy", containsString("default-src 'none'"));
    }
}
