package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Progress update that was published on 2026-02-27, figure by figure: our page as of that day says each of them, with its
 * qualifier, in both languages, and can say why. The list is in {@code progress-update-2026-02-27.csv}, sentence by sentence.
 */
@ResourceLock(Running.REAL_DATA)
class DocumentIT {
    private static final String ON_THE_DAY = "?asOf=2026-02-27";
    private static final List<String> PAGES = List.of("/en/progress-update", "/fr/mise-a-jour");
    private static final JsonMapper JSON = new JsonMapper();
    private static Running tracker;
    private static Document en;
    private static Document fr;

    @BeforeAll
    static void asOfTheDay() {
        tracker = Running.withRealData();
        en = tracker.page(PAGES.getFirst() + ON_THE_DAY);
        fr = tracker.page(PAGES.getLast() + ON_THE_DAY);
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvFileSource(resources = "/progress-update-2026-02-27.csv", delimiter = ';', numLinesToSkip = 1)
    void each_figure_of_the_document_is_said_with_its_qualifier_in_both_languages(String sentence, String id, String inEnglish, String inFrench) {
        assertThat(said(en, id)).as("in English, " + sentence).contains(inEnglish);
        assertThat(said(fr, id)).as("in French, " + sentence).contains(inFrench);
        JsonNode figure = tracker.json("/v1/figures/" + id + ON_THE_DAY);
        assertThat(figure.path("contributors")).as("what is behind " + id).isNotEmpty();
        figure.path("contributors").forEach(one -> assertThat(one.at("/evidence/0").toString()).containsAnyOf("\"title\":", "\"address\":"));
    }

    @ParameterizedTest
    @CsvSource({"sector-facts.gdp, 2023", "major-projects-inventory.projects, 2024 2034", "import-reliance.reduced, 2020 2024 2018 2022"})
    void each_period_of_the_document_is_said_beside_its_figure(String id, String years) {
        for (Document page : List.of(en, fr)) {
            Element sentence = page.selectFirst("main p:has(a.figure[href*=/" + id + "?])");
            assertThat(sentence.select("time").eachText()).containsExactly(years.split(" "));
        }
    }

    @Test
    void the_sections_are_those_of_the_document_in_its_order() {
        assertThat(ids(en)).isEqualTo(ids(fr)).containsSubsequence("facts", "strategy", "outlook", "themes", "produce", "protect", "partnerDomestic",
                "partnerInternational", "wayForward");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ON_THE_DAY, "?asOf=2024-10-31", "?asOf=2020-01-01"})
    void both_languages_publish_the_same_figures_in_the_same_order_whenever(String question) {
        assertThat(figures(PAGES.getLast() + question)).isEqualTo(figures(PAGES.getFirst() + question));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ON_THE_DAY, "?asOf=2024-10-31"})
    void no_digit_is_anything_but_a_figure_a_date_or_part_of_a_name(String question) {
        for (String address : PAGES) {
            Document page = tracker.page(address + question);
            page.select("a.figure, time, .name, .hidden").remove();
            assertThat(page.selectFirst("main").text()).as(address).doesNotContainPattern("\\d");
        }
    }

    @Test
    void the_amounts_of_approved_projects_in_the_lines_add_up_to_what_was_recorded() throws JsonProcessingException {
        var recorded = BigDecimal.ZERO;
        for (JsonNode initiative : RealData.read()) {
            for (JsonNode milestone : initiative.get("milestones")) {
                if (milestone.get("type").asText().equals("project-approved") && milestone.has("amount")) {
                    recorded = recorded.add(new BigDecimal(milestone.at("/amount/amount").asText()));
                }
            }
        }
        var said = BigDecimal.ZERO;
        for (String line : tracker.read("/v1/milestones.ndjson?kind=project-approved").body().lines().toList()) {
            JsonNode milestone = JSON.readTree(line);
            if (!RealData.initiatives().containsKey(milestone.path("initiative").asText())) {
                continue; // of another test, in the same system
            }
            assertThat(milestone.at("/title/fr").asText()).isNotBlank();
            said = said.add(new BigDecimal(milestone.at("/amount/amount").asText("0")));
        }
        assertThat(said).isPositive().isEqualByComparingTo(recorded);
    }

    private static List<String> said(Document page, String id) {
        return page.select("section a.figure[href*=/" + id + "?]").eachText().stream().map(text -> text.replace('\u00a0', ' ')).toList();
    }

    private static List<String> ids(Document page) {
        return page.select("main h2, main h3").eachAttr("id");
    }

    private static List<String> figures(String address) {
        return tracker.page(address).select("a.figure:not([href*=?only=])").eachAttr("href").stream().map(link -> link.replaceAll(".*/", "")).toList();
    }
}
