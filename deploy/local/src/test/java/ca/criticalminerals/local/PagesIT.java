package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of page with the real data in a real browser, and pages of an initiative with ten thousand milestones. */
@ResourceLock(Running.REAL_DATA)
class PagesIT {
    private static final String LARGE = "journey-large";
    private static final int MILESTONES = 10_000;
    private static final int SHEET = 1_000;
    private static final int MOST_BYTES = 250_000;
    private static Running tracker;
    private static Chromium chromium;

    @BeforeAll
    static void run() {
        chromium = new Chromium();
        tracker = Running.withRealData();
        tracker.record(LARGE, "/milestones", """
                {"type": "program-registered", "names": {"name": {"en": "A large fund", "fr": "Un grand fonds"}}, "theme": "produce",
                 "leadOrganization": {"en": "Somebody", "fr": "Quelqu’un"}, "standing": "active", "occurredOn": "2024", %s}""".formatted(evidence()));
        tracker.record(LARGE, "/milestones", """
                {"type": "figure-defined", "figure": "journey-large.projects", "label": {"en": "Projects", "fr": "Projets"}, "unit": "count",
                 "counts": {"what": "projects"}, "occurredOn": "2024", %s}""".formatted(evidence()));
        tracker.record(LARGE, "/milestones", """
                {"type": "target-set", "figure": "journey-large.projects", "value": 12000, "due": "2030", "baseline": {"value": 2000, "asOf": "2023"},
                 "occurredOn": "2024", %s}""".formatted(evidence()));
        for (int from = 0; from < MILESTONES; from += SHEET) {
            tracker.record(LARGE, "/milestones/batch", "{\"milestones\": ["
                    + String.join(",", IntStream.range(from, from + SHEET).mapToObj(PagesIT::approved).toList()) + "]}");
        }
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    static Stream<String> pages() {
        return Stream.concat(
                Stream.of("/en/progress-update", "/en/progress-update?knownAt=2020-01-01", "/en/figures/cmif.projects",
                        "/en/figures/money.envelope", "/en/figures/place.ON", "/en/figures/journey-large.projects?page=2", "/en/initiatives/cmif",
                        "/en/initiatives/journey-large", "/en/milestones", "/en/milestones?only=happenings&from=2025-01-01&to=2025-12-31&theme=protect",
                        "/en/changes", "/en/changes?from=2025-03-31&fromKnownAt=now", "/en/figures/nobody.projects", "/en/operations"),
                Stream.of("/fr/mise-a-jour", "/fr/mise-a-jour?knownAt=2020-01-01", "/fr/chiffres/cmif.projects",
                        "/fr/chiffres/money.envelope", "/fr/chiffres/place.ON", "/fr/chiffres/journey-large.projects?page=2", "/fr/initiatives/cmif",
                        "/fr/initiatives/journey-large", "/fr/jalons", "/fr/jalons?only=happenings&from=2025-01-01&to=2025-12-31&theme=protect",
                        "/fr/changements", "/fr/changements?from=2025-03-31&fromKnownAt=now", "/fr/chiffres/nobody.projects", "/fr/exploitation"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_can_be_read_by_everyone_on_any_screen_and_asks_nobody_else(String path) {
        // Both languages have the same templates: English is looked at on a desktop, French on a phone.
        try (var open = chromium.open(origin(), path, path.startsWith("/en/") ? 1280 : 360)) {
            assertThat(open.violations()).as("violations").isEmpty();
            for (int width : List.of(320, 360, 1280)) {
                open.resize(width);
                assertThat(open.overflow()).as("overflow at " + width).isNotPositive();
            }
            assertThat(open.troubles()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"/en/operations, At a glance", "/fr/exploitation, En un coup d’œil"})
    void an_operator_who_gives_a_token_can_read_how_it_stands_on_any_screen(String path, String caption) {
        try (var open = chromium.open(origin(), path, 1280)) {
            open.page().fill("input[name=token]", tracker.operator());
            open.page().click("form.operators button");
            assertThat(open.page().textContent("caption")).isEqualTo(caption);
            assertThat(open.page().url()).endsWith(path);
            assertThat(open.violations()).as("violations on a desktop").isEmpty();
            for (int width : List.of(320, 360, 1280)) {
                open.resize(width);
                assertThat(open.overflow()).as("overflow at " + width).isNotPositive();
            }
            assertThat(open.troubles()).isEmpty();
        }
    }

    @Test
    void a_faint_word_a_missing_label_and_a_picture_without_a_name_are_found() {
        try (var open = chromium.open(origin(), "/en/milestones", 1280)) {
            open.page().evaluate("document.querySelector('p.downloads').style.color = '#bbb'");
            open.page().evaluate("document.querySelector('form.filters label').replaceWith(document.querySelector('form.filters select'))");
            open.page().evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<svg role=\"img\"></svg>')");
            assertThat(open.violations()).extracting(violation -> violation.split(":")[0]).contains("color-contrast", "select-name", "svg-img-alt");
        }
    }

    @Test
    void an_error_a_request_elsewhere_and_a_page_that_is_too_wide_are_found() {
        try (var open = chromium.open(origin(), "/en/milestones", 360)) {
            open.page().evaluate("document.querySelector('h1').style.minWidth = '500px'");
            open.page().evaluate("{ const image = new Image(); image.src = 'http://elsewhere.example/x.png'; }");
            open.page().waitForCondition(() -> !open.troubles().isEmpty());
            assertThat(open.overflow()).isPositive();
            assertThat(open.troubles().getFirst()).contains("elsewhere.example");
        }
    }

    @ParameterizedTest
    @CsvSource({"/en/initiatives/journey-large, 100", "/en/figures/journey-large.projects, 100", "/fr/chiffres/journey-large.projects?page=100, 100",
        "/en/milestones?initiative=journey-large, 100", "/fr/jalons, 100", "/en/progress-update, 0"})
    void ten_thousand_milestones_make_pages_of_bounded_size(String path, int rows) {
        var answer = tracker.read(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().length()).isLessThan(MOST_BYTES);
        assertThat(tracker.page(path).select("table.milestones tbody tr")).hasSize(rows);
    }

    @Test
    void a_figure_of_ten_thousand_milestones_is_whole_on_each_of_its_pages() {
        for (String path : List.of("/en/figures/journey-large.projects", "/en/figures/journey-large.projects?page=100")) {
            assertThat(tracker.page(path).select("#value, tfoot td.amount").eachText()).containsExactly("10,000", "10,000");
        }
        assertThat(tracker.page("/en/figures/journey-large.projects?page=100").select("a[rel=next]")).isEmpty();
        assertThat(tracker.read("/en/figures/journey-large.projects?page=101").statusCode()).isEqualTo(404);
    }

    private static String origin() {
        return "http://localhost:" + tracker.port("strategy-progress");
    }

    private static String approved(int number) {
        return """
                {"type": "project-approved", "project": "project-%d", "title": {"en": "Project", "fr": "Projet"}, "projects": 1, "jurisdictions": ["MB"],
                 "occurredOn": "2025-%02d", %s}""".formatted(number, number % 12 + 1, evidence());
    }

    private static String evidence() {
        return "\"evidence\": {\"source\": \"file 12\", \"confidence\": \"internalRecord\"}";
    }
}
