package ca.criticalminerals.progress.api;

import ca.criticalminerals.progress.domain.Edition;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Frozen;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An edition, published or about to be, as JSON. */
public final class EditionAsJson {
    private EditionAsJson() {}

    /** What it says of itself: from where it looks at the record, who answers for it, and where its pages are. */
    public static ObjectNode of(Fact.Published edition) {
        ObjectNode json = Json.object().put("number", edition.number()).put("asOf", edition.asOf().toString())
                .put("knownAt", edition.knownAt().toString());
        Json.put(json, "approvedBy", edition.approver());
        ObjectNode pages = json.putObject("pages");
        page(pages, "en", edition.number(), edition.en());
        page(pages, "fr", edition.number(), edition.fr());
        return json;
    }

    /** The same of a published one, with who published it and when, and who withdrew it, when and why. */
    static ObjectNode of(Edition edition) {
        ObjectNode json = of(edition.published()).put("recordedAt", edition.announced().recordedAt().toString());
        Json.recorder(json, edition.announced().recorder());
        json.put("holds", edition.holds());
        edition.withdrawal().ifPresent(by -> Json.change(json.putObject("withdrawal"), by, edition.reason().orElseThrow()));
        return json;
    }

    private static void page(ObjectNode pages, String language, int number, Frozen page) {
        String address = "/" + language + "/editions/" + number;
        pages.putObject(language).put("address", address).put("notice", address + "/notice").put("sha256", page.sha256());
        page.published().ifPresent(published -> ((ObjectNode) pages.get(language)).put("publishedSha256", published));
    }
}
