package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LiveEditions.AS_OF;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.progress.domain.Frozen;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A published edition keeps its bytes, explains its numbers, and says what has changed since. */
@QuarkusTest
class LiveEditionTest {
    /** Two projects by 2026-01-31; the first letter keeps it at the beginning of every notice. */
    private static LiveStream fund(String initiative) {
        return LiveStream.registered("a-" + initiative).countsProjects().sentence("projects", "It backs {~.projects|project|projects}.", "Il appuie {~.projects|projet|projets}.")
                .approved("mill", "4700000.00", "2024-06-15").approved("road", "1300000.00", "2024-11-20");
    }

    private static byte[] page(String language, int edition) {
        return given().get("/" + language + "/editions/" + edition).then().statusCode(200).extract().asByteArray();
    }

    private static Document notice(String language, int edition) {
        return LivePage.read("/" + language + "/editions/" + edition + "/notice");
    }

    private static String text(Document page) {
        return page.select("main").text().replace('\u00a0', ' ');
    }

    @Test
    void an_edition_keeps_its_address_and_its_bytes_whatever_is_recorded_later() {
        var fund = fund("kept-fund").announce();
        int edition = LiveEditions.publish();
        byte[] en = page("en", edition);
        byte[] fr = page("fr", edition);
        var published = get("/v1/editions/" + edition).jsonPath();
        assertThat(published.getString("pages.en.sha256")).isEqualTo(Frozen.digest(en));
        assertThat(published.getString("pages.fr.sha256")).isEqualTo(Frozen.digest(fr));

        fund.recordedFrom(LiveEditions.sinceTheLast()).retracted(4).announce();

        assertThat(LivePage.read("/en/figures/a-kept-fund.projects").getElementById("value").text()).isEqualTo("1");
        assertThat(page("en", edition)).isEqualTo(en);
        assertThat(page("fr", edition)).isEqualTo(fr);
        get("/v1/editions/" + edition + "/verification").then().body("same", equalTo(true)).body("pages.en.same", equalTo(true))
                .body("pages.fr.regenerated", equalTo(Frozen.digest(fr))).body("pages.fr.published", equalTo(Frozen.digest(fr)));
    }

    @Test
    void after_everything_was_read_again_the_milestones_still_give_the_published_pages() {
        fund("rebuilt-fund").announce();
        int edition = LiveEditions.publish();
        byte[] fr = page("fr", edition);
        get("/v1/editions/" + edition + "/verification").then().body("same", equalTo(true));

        LiveRebuilds.readAgain();

        assertThat(page("fr", edition)).isEqualTo(fr);
        get("/v1/editions/" + edition + "/verification").then().body("same", equalTo(true)).body("explanation.fr", containsString("octet par octet"));
    }

    @Test
    void the_notice_names_what_has_changed_since_and_why_in_both_languages() {
        var fund = fund("noticed-fund").announce();
        int edition = LiveEditions.publish();
        assertThat(text(notice("en", edition))).doesNotContain("a-noticed-fund");

        fund.recordedFrom(LiveEditions.sinceTheLast()).retracted(4).approved("late", "500000.00", "2025-08-31").approved("later", "1.00", "2026-04-30").announce();

        assertThat(text(notice("en", edition))).contains("Label of projects: from 2 to 2: 0.", "−1 retracted: Text withdrawn (a-noticed-fund/4). "
                + "Retracted by milestone 6: Recorded by mistake", "+1 happened before, recorded later");
        assertThat(text(notice("fr", edition))).contains("Étiquette de projects : de 2 à 2 : 0.", "−1 annulé : Texte retiré (a-noticed-fund/4). "
                + "Retiré par le jalon 6 : Consigné par erreur", "+1 survenu avant, consigné plus tard");
    }

    @Test
    void the_notice_is_framed_by_the_page_which_has_no_script() {
        int edition = LiveEditions.publish();
        for (String language : List.of("en", "fr")) {
            var answer = get("/" + language + "/editions/" + edition);
            var page = Jsoup.parse(answer.asString());
            var frame = page.select("main iframe").first();
            assertThat(frame.attr("src")).isEqualTo("/" + language + "/editions/" + edition + "/notice");
            assertThat(frame.attr("title")).isNotBlank();
            assertThat(page.select("script")).isEmpty();
            assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'").contains("frame-src 'self'").contains("frame-ancestors 'none'");
            var notice = get(frame.attr("src"));
            assertThat(notice.header("Content-Security-Policy")).startsWith("default-src 'none'").contains("frame-ancestors 'self'").doesNotContain("frame-src");
            assertThat(notice.header("Cache-Control")).isEqualTo("no-cache");
            Jsoup.parse(notice.asString()).select("a").forEach(link -> {
                assertThat(link.attr("target")).isEqualTo("_top");
                LivePage.read(link.attr("href"));
            });
        }
    }

    @Test
    void a_reader_who_has_the_page_need_not_ask_again() {
        int edition = LiveEditions.publish();
        var answer = get("/fr/editions/" + edition);
        assertThat(answer.headers().getValues("Cache-Control")).containsExactly("public, no-cache");
        assertThat(answer.header("ETag")).as("weak, since it came compressed").isEqualTo("W/\"" + Frozen.digest(answer.asByteArray()) + "\"");
        given().header("If-None-Match", answer.header("ETag")).get("/fr/editions/" + edition).then().statusCode(304)
                .header("Cache-Control", "public, no-cache");
    }

    @Test
    void every_number_leads_to_what_explains_the_number_that_was_published() {
        var fund = fund("explained-fund").announce();
        int edition = LiveEditions.publish();
        fund.recordedFrom(LiveEditions.sinceTheLast()).retracted(4).announce();
        for (String language : List.of("en", "fr")) {
            var page = Jsoup.parse(new String(page(language, edition), java.nio.charset.StandardCharsets.UTF_8));
            assertThat(LiveTypedDigits.in(page, LiveTypedDigits.ON_THE_UPDATE + ", title, h1")).isEmpty();
            assertThat(page.select("a.figure")).isNotEmpty().allMatch(link -> link.attr("href").matches(".*[?&]asOf=" + AS_OF + "&knownAt=2026-05-20T\\d\\d:\\d\\d:00Z.*"));
            var link = page.select("a.figure[href*=a-explained-fund.projects]").attr("href");
            assertThat(LivePage.read(link).getElementById("value").text()).isEqualTo("2");
            assertThat(page.select("link[rel=alternate][hreflang]").attr("href")).isEqualTo("/" + (language.equals("en") ? "fr" : "en") + "/editions/" + edition);
        }
    }

    @Test
    void both_languages_publish_the_same_figures_in_pages_of_the_same_structure() {
        fund("parallel-fund").announce();
        int edition = LiveEditions.publish();
        var en = LivePage.read("/en/editions/" + edition);
        var fr = LivePage.read("/fr/editions/" + edition);
        assertThat(LivePage.structure(fr)).isEqualTo(LivePage.structure(en));
        assertThat(LivePage.figures(fr)).isEqualTo(LivePage.figures(en)).contains("a-parallel-fund.projects");
        assertThat(en.title()).endsWith(", edition " + edition);
        assertThat(fr.title()).endsWith(", édition " + edition);
        assertThat(LivePage.structure(notice("fr", edition))).isEqualTo(LivePage.structure(notice("en", edition)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void the_list_the_update_and_the_feed_lead_to_the_editions(String language) {
        int edition = LiveEditions.publish();
        String address = "/" + language + "/editions/" + edition;
        var list = LivePage.read("/" + language + "/editions");
        assertThat(list.select("#edition-" + edition + " a").attr("href")).isEqualTo(address);
        assertThat(list.select("#edition-" + edition).text()).contains(language.equals("en") ? "The Minister of Mines" : "La ministre des Mines");
        assertThat(LivePage.read(language.equals("en") ? LivePage.EN : LivePage.FR).select("p.edition a.name").attr("href")).isEqualTo(address);
        assertThat(LivePage.read((language.equals("en") ? LivePage.EN : LivePage.FR) + "?knownAt=2026-03-01").select("p.edition")).isEmpty();
        var feed = Jsoup.parse(get(language.equals("en") ? "/en/feed.atom" : "/fr/fil.atom").asString(), "", org.jsoup.parser.Parser.xmlParser());
        assertThat(feed.select("entry:has(link[href=" + address + "]) > title").text()).endsWith(language.equals("en")
                ? "Edition " + edition + " of the Progress update published, as of January 31, 2026" : "Édition " + edition + " de la mise à jour publiée, en date du 31 janvier 2026");
        assertThat(feed.select("entry > id").eachText()).doesNotHaveDuplicates();
    }

    @Test
    void two_editions_are_compared_like_the_points_they_stand_for() {
        var fund = fund("compared-editions").announce();
        int first = LiveEditions.publish();
        fund.recordedFrom("2026-05-20T18:00:00Z").approved("port", "250000.00", "2025-12-31").announce();
        given().auth().oauth2(LiveEditions.publisher()).contentType("application/json")
                .body("{\"asOf\": \"2026-02-28\", \"knownAt\": \"2026-05-20T20:00:00Z\", \"approvedBy\": {\"en\": \"The Minister of Mines\", \"fr\": \"La ministre des Mines\"}}")
                .header("Prefer", "handling=validate").post("/v1/editions").then().statusCode(200);
        int second = LiveEditions.publish();
        var from = get("/v1/editions/" + first).jsonPath();
        var to = get("/v1/editions/" + second).jsonPath();
        var named = get("/v1/changes?fromEdition=" + first + "&toEdition=" + second).jsonPath();
        var spelled = get("/v1/changes?from=" + from.getString("asOf") + "&fromKnownAt=" + from.getString("knownAt") + "&to=" + to.getString("asOf")
                + "&toKnownAt=" + to.getString("knownAt")).jsonPath();
        assertThat(named.getMap("")).isEqualTo(spelled.getMap(""));
        assertThat(named.getString("from.asOf")).isEqualTo(AS_OF);
        var since = get("/v1/changes?fromEdition=" + first + "&to=" + AS_OF).jsonPath();
        assertThat(since.getList("figures.id")).contains("a-compared-editions.projects");
        var page = LivePage.read("/fr/changements?fromEdition=" + first + "&toEdition=");
        assertThat(page.select("h2[id=a-compared-editions.projects]")).hasSize(1);
        assertThat(page.select("p.language a").attr("href")).isEqualTo("/en/changes?fromEdition=" + first);
    }

    @Test
    void what_is_wrong_with_the_editions_of_a_comparison_is_said_at_once_in_both_languages() {
        get("/v1/changes?fromEdition=9999&from=2026-01-01&toEdition=first").then().statusCode(400)
                .body("errors.parameter", equalTo(List.of("fromEdition", "fromEdition", "toEdition")))
                .body("errors.details.en", hasItem(containsString("There is no such edition"))).body("errors.details.fr", hasItem(containsString("Cette édition n’existe pas")));
        assertThat(text(LivePage.read("/fr/changements?fromEdition=9999", 400))).containsPattern("fromEdition[ \u00a0]: Cette édition n’existe pas");
    }

    @Test
    void an_address_of_an_edition_has_no_parameters_and_no_edition_is_made_up() {
        int edition = LiveEditions.publish();
        for (String address : List.of("/en/editions/" + edition, "/fr/editions/" + edition + "/notice", "/fr/editions")) {
            assertThat(text(LivePage.read(address + "?asOf=2026-01-01", 400))).contains("asOf");
        }
        get("/v1/editions/" + edition + "?asOf=2026-01-01").then().statusCode(400).body("errors.parameter", equalTo(List.of("asOf")));
        for (String address : List.of("/en/editions/9999", "/fr/editions/9999", "/en/editions/9999/notice")) {
            LivePage.read(address, 404);
        }
        get("/v1/editions/9999").then().statusCode(404);
        get("/v1/editions/9999/verification").then().statusCode(404);
        get("/en/editions/0").then().statusCode(404);
    }

    @Test
    void an_edition_is_announced_as_its_contract_says_and_is_no_initiative() throws IOException {
        int edition = LiveEditions.publish();
        // Withdrawals have places in the stream, too: the last of the editions is the one that was published now.
        String document = LiveTables.column("select document from milestone join projection using (generation) where initiative = ? order by version", "progress-update")
                .stream().filter(one -> one.contains("strategy.edition-published.v1")).toList().getLast();
        assertThat(new ObjectMapper().readTree(document).at("/data/number").asInt()).isEqualTo(edition);
        assertThat(Contract.announced("strategy", "edition-published").violations(new ObjectMapper().readTree(document))).isEmpty();
        get("/v1/initiatives/progress-update").then().statusCode(404);
        assertThat(get("/v1/initiatives").jsonPath().getList("initiatives.id")).doesNotContain("progress-update");
        assertThat(get("/v1/milestones").jsonPath().getList("milestones.initiative")).doesNotContain("progress-update");
    }
}
