package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.local.operators.Operators;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** An edition of the real data is published, a milestone in it is corrected, and it is withdrawn: it stays as it is, and says what changed and why. */
@ResourceLock(Running.REAL_DATA)
class EditionIT {
    private static final String EVIDENCE = "\"evidence\": {\"source\": \"file 12\", \"confidence\": \"internalRecord\"}";
    private static final String FUND = "journey-edition";
    private static Running tracker;

    @BeforeAll
    static void run() {
        tracker = Running.withRealData();
    }

    private static String stated(int projects) {
        return """
                {"type": "count-reported", "figure": "%s.projects", "value": %d, "qualifier": "exact", "occurredOn": "2026-01-31", %s}"""
                .formatted(FUND, projects, EVIDENCE);
    }

    private static void registered() {
        tracker.record(FUND, "/milestones", """
                {"type": "program-registered", "names": {"name": {"en": "Edition fund", "fr": "Fonds des éditions"}}, "theme": "produce",
                 "leadOrganization": {"en": "Somebody", "fr": "Quelqu’un"}, "standing": "active", "occurredOn": "2024", %s}""".formatted(EVIDENCE));
        tracker.record(FUND, "/milestones", """
                {"type": "figure-defined", "figure": "%s.projects", "label": {"en": "Projects backed", "fr": "Projets appuyés"}, "unit": "count",
                 "counts": {"what": "projects"}, "occurredOn": "2024", %s}""".formatted(FUND, EVIDENCE));
        tracker.record(FUND, "/milestones", """
                {"type": "sentence-written", "sentence": "projects", "order": 99, "occurredOn": "2024", %s,
                 "text": {"en": "It backs {%s.projects|project|projects}.", "fr": "Il appuie {%s.projects|projet|projets}."}}""".formatted(EVIDENCE, FUND, FUND));
        tracker.record(FUND, "/milestones", stated(13));
    }

    /** Publishes once every service is complete through the last thing that was recorded. */
    private static JsonNode published(String recordedAt) {
        var body = """
                {"asOf": "2026-02-27", "knownAt": "%s", "approvedBy": {"en": "Assistant Deputy Minister", "fr": "Sous-ministre adjointe"}}""".formatted(recordedAt);
        var answers = new ArrayList<JsonNode>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode answer = tracker.post("/v1/editions", tracker.system().tokens().token("publisher.one", Set.of("publisher"), List.of()), body);
            answers.add(answer);
            return answer.has("number") || !answer.path("rule").asText().equals("not-complete");
        });
        assertThat(answers.getLast().path("number").asInt()).as(answers.getLast().toString()).isPositive();
        return answers.getLast();
    }

    /** What {@code ./tracker edition} says. */
    private static String compared(int number) {
        var out = new ByteArrayOutputStream();
        var services = new Services(tracker.system()::address, Duration.ofSeconds(60));
        assertThat(Operators.run("edition", new Words(List.of(String.valueOf(number))), services, "", new PrintStream(out, true, StandardCharsets.UTF_8), System.err)).isTrue();
        return out.toString(StandardCharsets.UTF_8).replace('\u00a0', ' ');
    }

    private static String text(String address) {
        return tracker.page(address).select("main").text().replace('\u00a0', ' ');
    }

    @Test
    void a_published_edition_keeps_its_bytes_and_explains_what_was_corrected_since() {
        registered();
        String last = tracker.json("/v1/initiatives/" + FUND).at("/lastChange/recordedAt").asText();
        JsonNode edition = published(last);
        int number = edition.path("number").asInt();
        String en = "/en/editions/" + number;
        String fr = "/fr/editions/" + number;
        await().until(() -> tracker.read(en).statusCode() == 200);
        String before = tracker.read(en).body();
        String avant = tracker.read(fr).body();
        assertThat(text(en)).contains("It backs 13 projects.", "33 infrastructure projects");
        assertThat(text(fr)).contains("Il appuie 13 projets.");
        assertThat(text(en + "/notice")).contains("Every figure of this edition is still what is known today.");
        assertThat(text(fr + "/notice")).contains("Chaque chiffre de cette édition correspond encore à ce qui est connu aujourd’hui.");

        tracker.record(FUND, "/milestones/4/correction", """
                {"reason": {"en": "one project was counted twice", "fr": "un projet était compté deux fois"}, "replacement": %s}""".formatted(stated(12)));

        assertThat(tracker.page("/en/figures/" + FUND + ".projects").getElementById("value").text()).isEqualTo("12");
        assertThat(tracker.read(en).body()).isEqualTo(before);
        assertThat(tracker.read(fr).body()).isEqualTo(avant);
        assertThat(text(en + "/notice")).contains("what is known of one of its figures has changed", "Projects backed: from 13 to 12: −1.", "one project was counted twice");
        assertThat(text(fr + "/notice")).contains("ce qui est connu d’un de ses chiffres a changé", "Projets appuyés : de 13 à 12 : −1.", "un projet était compté deux fois");
        JsonNode verified = tracker.json("/v1/editions/" + number + "/verification");
        assertThat(verified.path("same").asBoolean()).as(verified.toString()).isTrue();
        assertThat(verified.at("/pages/fr/regenerated")).isEqualTo(edition.at("/pages/fr/sha256"));
        assertThat(compared(number)).contains("Edition " + number + " (2026-02-27): The milestones give the published pages, byte by byte.\n",
                "Édition " + number + " (2026-02-27) : Les jalons donnent les pages publiées, octet par octet.\n",
                "  Projects backed: from 13 to 12: −1.\n  Projets appuyés : de 13 à 12 : −1.\n");
        JsonNode change = tracker.json("/v1/changes?fromEdition=" + number + "&to=2026-02-27").at("/figures/0");
        assertThat(change.path("id").asText()).isEqualTo(FUND + ".projects");
        assertThat(change.path("difference").asInt()).isEqualTo(-1);
        assertThat(change.at("/parts/0/cause").asText()).isEqualTo("correction");
        assertThat(change.at("/parts/0/reason/fr").asText()).contains("un projet était compté deux fois");
        explains(en);
        inABrowser(en, "one project was counted twice");
        inABrowser(fr, "un projet était compté deux fois");

        withdraw(number);
        await().until(() -> !tracker.json("/v1/editions/" + number).path("holds").asBoolean());
        assertThat(tracker.read(en).body()).isEqualTo(before);
        assertThat(tracker.read(fr).body()).isEqualTo(avant);
        inABrowser(en, "As of a wrong day");
        inABrowser(fr, "En date d’un mauvais jour");
    }

    /** What {@code ./tracker edition --withdraw} does. */
    private static void withdraw(int number) {
        var out = new ByteArrayOutputStream();
        var services = new Services(tracker.system()::address, Duration.ofSeconds(60));
        var words = new Words(List.of(String.valueOf(number), "--withdraw", "--yes", "--why", "As of a wrong day", "En date d’un mauvais jour"));
        String publisher = tracker.system().tokens().token("publisher.one", Set.of("publisher"), List.of());
        assertThat(Operators.run("edition", words, services, publisher, new PrintStream(out, true, StandardCharsets.UTF_8), System.err)).isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8).replace('\u00a0', ' ')).isEqualTo("Edition " + number + " is withdrawn.\nL’édition " + number + " est retirée.\n");
    }

    /** The notice shows inside the edition, and everybody can read both, the notice alone and the list of editions. */
    private static void inABrowser(String edition, String reason) {
        try (var chromium = new Chromium()) {
            for (String address : List.of(edition, edition + "/notice", edition.replaceFirst("/\\d+$", ""))) {
                try (var open = chromium.open("http://localhost:" + tracker.port("strategy-progress"), address, 1280)) {
                    for (int width : List.of(1280, 360)) {
                        open.resize(width);
                        if (address.equals(edition)) {
                            assertThat(open.page().frameLocator("iframe.notice").locator("main").innerText()).contains(reason);
                        }
                        assertThat(open.violations()).as(address + " at " + width).isEmpty();
                        assertThat(open.overflow()).as(address + " at " + width).isNotPositive();
                    }
                    assertThat(open.troubles()).as(address).isEmpty();
                }
            }
        }
    }

    /** Every number of the edition leads to a page that explains that number, also the corrected one. */
    private static void explains(String edition) {
        var figures = tracker.page(edition).select("ul.sentences a.figure[href*=" + FUND + "]");
        assertThat(figures).hasSize(1);
        figures.forEach(figure -> assertThat(tracker.page(figure.attr("href")).getElementById("value").text()).isEqualTo("13"));
    }
}
