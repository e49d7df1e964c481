package ca.criticalminerals.progress;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What feed readers get. */
@QuarkusTest
class LiveFeedTest {
    /** Nothing is recorded before it, so what is read there stays the same while other tests record. */
    private static final String PAST = "?asOf=2026-01-31&knownAt=2021-02-01T00:00:00Z";
    private static boolean announced;

    @BeforeEach
    void a_fund_with_more_milestones_than_a_page_has() {
        if (announced) {
            return;
        }
        announced = true;
        var fund = LiveStream.registeredAt("2021-01-05T15:00:00Z", "newsy-fund").says("project-approved", "2020-06-15", """
                {project: 'mill', title: {en: 'Mill', fr: 'Usine'}, projects: 1, summary: {en: 'The first <mill> & more\\u0007', fr: 'La première usine'}}""");
        IntStream.rangeClosed(3, 250).forEach(number -> fund.approved("project-" + number, "1.00", "2020-06-15"));
        fund.announce();
    }

    private static Document feed(String address) {
        return Jsoup.parse(given().urlEncodingEnabled(false).get(address).then().statusCode(200).contentType(startsWith("application/atom+xml")).extract().asString(), "", Parser.xmlParser());
    }

    @ParameterizedTest
    @CsvSource({"/en/feed.atom,en", "/fr/fil.atom,fr"})
    void page_by_page_every_milestone_is_reached_once(String address, String language) {
        var ids = new ArrayList<String>();
        var sizes = new ArrayList<Integer>();
        String next = address + PAST;
        while (!next.isEmpty()) {
            var feed = feed(next);
            assertThat(feed.select("feed > link[rel=self]").attr("href")).isEqualTo(next);
            assertThat(feed.select("feed > link[rel=first]").attr("href")).isEqualTo(address + PAST);
            assertThat(feed.select("entry > updated").eachText()).isSortedAccordingTo(Comparator.reverseOrder());
            ids.addAll(feed.select("entry > id").eachText());
            sizes.add(feed.select("entry").size());
            next = feed.select("feed > link[rel=next]").attr("href");
        }
        assertThat(sizes.subList(0, sizes.size() - 1)).isNotEmpty().containsOnly(100);
        assertThat(ids).doesNotHaveDuplicates().containsAll(IntStream.rangeClosed(1, 250)
                .mapToObj(version -> "tag:criticalminerals.ca,2026:" + language + ":newsy-fund:" + version).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {250, 200, 151, 150, 149, 3, 1})
    void an_entry_leads_to_its_milestone_however_old_it_is(int version) {
        for (String address : List.of("/en/feed.atom", "/fr/fil.atom")) {
            String link = "";
            for (String next = address + PAST; link.isEmpty() && !next.isEmpty();) {
                var feed = feed(next);
                link = feed.select("entry:has(> id:matchesOwn(:newsy-fund:" + version + "$)) > link[rel=alternate]").attr("href");
                next = feed.select("feed > link[rel=next]").attr("href");
            }
            URI there = URI.create(link);
            assertThat(there.getFragment()).isEqualTo("newsy-fund/" + version);
            assertThat(LivePage.read(link.substring(0, link.indexOf('#'))).getElementById("newsy-fund/" + version)).as(link).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"/en/feed.atom,en-CA,en,'An early fund: The first <mill> & more\ufffd',Officer", "/fr/fil.atom,fr-CA,fr,'Un fonds ancien : La première usine',Agent"})
    void an_entry_says_who_recorded_what_and_when_in_its_language(String address, String tag, String language, String title, String role) {
        var response = get(address + PAST.replace("2021-02-01T00:00:00Z", "2021-01-05T15:02:30Z")).then().statusCode(200).header("Content-Language", equalTo(tag)).extract();
        var feed = Jsoup.parse(response.asString(), "", Parser.xmlParser());
        assertThat(feed.select("feed").attr("xmlns")).isEqualTo("http://www.w3.org/2005/Atom");
        assertThat(feed.select("feed > updated").text()).isEqualTo(feed.select("entry > updated").first().text());
        assertThat(feed.select("feed > id").text()).isEqualTo("tag:criticalminerals.ca,2026:" + language);
        assertThat(feed.select("feed > author > name").text()).isNotEmpty();
        assertThat(feed.select("feed > rights").text()).isNotEmpty();

        var entry = feed.select("entry:has(> id:matchesOwn(:newsy-fund:2$))");
        assertThat(entry.select("title").text()).isEqualTo(title);
        assertThat(entry.select("> published").text()).isEqualTo("2021-01-05T15:01:00Z");
        assertThat(entry.select("> updated").text()).isEqualTo("2021-01-05T15:01:00Z");
        assertThat(entry.select("author name").text()).startsWith(role + ", ");
    }

    @Test
    void no_link_is_made_of_what_a_client_says_the_host_is() {
        String feed = given().header("Host", "evil.example").get("/en/feed.atom" + PAST).asString();
        assertThat(feed).contains("xml:base=\"/\"").doesNotContain("evil");
        assertThat(Jsoup.parse(feed, "", Parser.xmlParser()).select("link").eachAttr("href")).isNotEmpty().allMatch(link -> link.startsWith("/"));
    }

    @Test
    void a_link_to_the_feed_with_tracking_in_it_is_the_feed() {
        var tracked = feed("/en/feed.atom" + PAST + "&utm_source=newsletter");
        assertThat(tracked.select("feed > link[rel=self]").attr("href")).isEqualTo("/en/feed.atom" + PAST);
    }
}
