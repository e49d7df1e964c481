package ca.criticalminerals.progress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Pages as a browser without scripts reads them. */
final class LivePage {
    static final String EN = "/en/progress-update";
    static final String FR = "/fr/mise-a-jour";

    private LivePage() {}

    /** The page at the address, which must be there. */
    static Document read(String address) {
        return read(address, 200);
    }

    static Document read(String address, int status) {
        var response = given().urlEncodingEnabled(false).redirects().follow(false).get(address);
        assertThat(response.statusCode()).as(address).isEqualTo(status);
        assertThat(response.contentType()).isEqualToIgnoringCase("text/html;charset=UTF-8");
        return Jsoup.parse(response.asString());
    }

    /** The sentences that speak of an initiative. */
    static List<String> sentences(Document page, String initiative) {
        return page.select("ul.sentences li:has(> a.more[href*=/initiatives/" + initiative + "])").stream()
                .map(item -> item.clone()).peek(item -> item.select("a.more, ul").remove())
                .map(item -> item.text().replace('\u00a0', ' ')).toList();
    }

    /** The names of all elements, in order. */
    static List<String> structure(Document page) {
        return page.getAllElements().stream().map(Element::normalName).toList();
    }

    /** The ids of the figures that are linked; a number of milestones leads to their list, and has none. */
    static TreeSet<String> figures(Document page) {
        var ids = new TreeSet<String>();
        page.select("a.figure:not([href*=?only=])").forEach(link -> ids.add(link.attr("href").replaceAll("^/[a-z/]+/|\\?.*$", "")));
        return ids;
    }
}
