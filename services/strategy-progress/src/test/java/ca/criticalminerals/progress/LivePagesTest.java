package ca.criticalminerals.progress;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is true of every page for people. */
@QuarkusTest
class LivePagesTest {
    private static final String TRACKED = "utm_source=newsletter&utm_campaign=a%20b&fbclid=abc&gclid=x&mc_eid=1&%C3%A9t%C3%A9=1";
    /** A valid time of HTML: a year, a month, a day, or an instant with at most three digits of a second. */
    private static final String TIME = "\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?Z)?)?)?";
    private static int edition;

    @BeforeEach
    void a_fund_and_an_edition() {
        if (edition == 0) {
            LiveStream.registered("opened-fund").countsProjects().approved("mill", "1.00", "2024-06-15").announce();
            edition = LiveEditions.publish();
        }
    }

    private static String canonical(Document page) {
        return page.select("link[rel=canonical]").attr("href");
    }

    @Test
    void a_link_with_tracking_in_it_opens_the_page_and_the_page_says_its_own_address() {
        assertThat(LiveAddresses.pages("opened-fund", edition)).hasSizeGreaterThan(15).allSatisfy(address -> {
            var page = LivePage.read(address + "?" + TRACKED);
            assertThat(page.title()).isEqualTo(LivePage.read(address).title());
            assertThat(page.html()).doesNotContain("utm_", "fbclid", "gclid");
            if (!address.endsWith("/notice")) {
                assertThat(canonical(page)).isEqualTo(address);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"/en/progress-update,asOf=2026-01-31", "/fr/chiffres/opened-fund.projects,asOf=2026-01-31&knownAt=2026-02-01T00:00:00Z",
        "/en/milestones,initiative=opened-fund", "/en/milestones,jurisdiction=BC&theme=produce&asOf=2026-01-31", "/fr/changements,from=2024-01-01&to=2025-01-01",
        "/en/initiatives/opened-fund,knownAt=2026-02-01T00:00:00Z"})
    void the_question_stays_in_the_address_of_the_page(String page, String question) {
        assertThat(canonical(LivePage.read(page + "?" + TRACKED + "&" + question))).isEqualTo(page + "?" + question);
    }

    @Test
    void an_answer_is_computed_once_whatever_is_added_to_its_address() {
        String address = "/en/figures/opened-fund.projects?asOf=2026-01-31&knownAt=2026-01-10T00:00:00Z";
        String etag = get(address).header("ETag");
        for (String more : List.of("utm_source=a", "utm_source=b", "x=" + "y".repeat(2_000))) {
            assertThat(get(address + "&" + more).header("ETag")).isEqualTo(etag);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/en/progress-update?asOf=soon&utm_source=x", "/en/milestones?theme=a&theme=b&utm_source=x", "/en/changes?from=soon&utm_source=x",
        "/fr/chiffres/opened-fund.projects?page=0&gclid=x"})
    void mistakes_in_what_the_page_knows_are_still_said(String address) {
        LivePage.read(address, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/figures", "/v1/milestones", "/v1/milestones.csv", "/v1/milestones.ndjson", "/v1/changes?from=2024-01-01", "/v1/editions", "/v1/dictionary"})
    void the_interface_for_programs_stays_strict(String address) {
        given().urlEncodingEnabled(false).get(address + (address.contains("?") ? "&" : "?") + "utm_source=x").then().statusCode(400);
    }

    @Test
    void every_time_is_one_that_browsers_know() {
        assertThat(LiveAddresses.pages("opened-fund", edition)).allSatisfy(address -> {
            for (String question : List.of("", "?from=2024-01-01", "?knownAt=2199-01-05T15:03:00.123456Z")) {
                if (question.isEmpty() || question.contains("from") == address.contains("/chang") && !address.contains("/editions")) {
                    assertThat(LivePage.read(address + question).select("time").eachAttr("datetime")).as(address + question).allMatch(time -> time.matches(TIME));
                }
            }
        });
    }
}
