package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From an officer's POST to the public sentence: the real processes, the real data. */
@ResourceLock(Running.REAL_DATA)
class JourneyIT {
    private static final String EVIDENCE = "\"evidence\": {\"source\": \"file 12\", \"confidence\": \"internalRecord\"}";
    private static Instant beforeTheRun;
    private static Running tracker;

    @BeforeAll
    static void run() {
        tracker = Running.withRealData();
        beforeTheRun = tracker.started();
    }

    @ParameterizedTest
    @CsvSource({"cmif.projects, 33", "cmif.projects.deployment, 6", "cmif.projects.preconstruction, 27",
            "cmgd.projects.internal, 56", "cmgd.projects.external, 18", "cmgd.maps, 6",
            "cmrdd.projects.federal, 79", "cmrdd.projects.federal.canmet-mining, 42", "cmrdd.projects.federal.canmet-materials, 19",
            "cmrdd.projects.demonstration, 20", "cmrdd.strategic-investments, 2", "cbmi.partners, 20", "cbmi.projects, 18",
            "srf.projects, 4", "gpi.projects, 16", "cmif-indigenous-grants.initiatives, 32",
            "cmif-indigenous-grants.jurisdictions, 6", "inrp.projects, 19", "nri.initiatives, 15", "nri.participants, 19",
            "offtake-stockpile.agreements, 2", "bilateral.new, 3", "bilateral.existing, 8", "igf.members, 85"})
    void a_figure_of_the_progress_update_answers_for_itself(String id, int value) {
        JsonNode figure = tracker.json("/v1/figures/" + id);
        assertThat(figure.path("value").asInt()).isEqualTo(value);
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode contributor : figure.path("contributors")) {
            sum = sum.add(contributor.path("contribution").decimalValue());
            assertThat(contributor.at("/evidence/0").toString()).containsAnyOf("\"title\":", "\"address\":");
            assertThat(contributor.at("/recordedBy/en").asText()).startsWith("Data loader, ");
            assertThat(Instant.parse(contributor.path("recordedAt").asText())).isAfter(beforeTheRun);
        }
        assertThat(sum).isEqualByComparingTo(BigDecimal.valueOf(value));
        for (String page : List.of("/en/figures/", "/fr/chiffres/")) {
            assertThat(tracker.page(page + id).getElementById("value").text()).isEqualTo(String.valueOf(value));
        }
    }

    @Test
    void the_infrastructure_fund_is_itemised_as_far_as_public_sources_go() {
        JsonNode figure = tracker.json("/v1/figures/cmif.projects");
        assertThat(figure.at("/coverage/stated").asInt()).isEqualTo(33);
        assertThat(figure.at("/coverage/itemised").asInt()).isEqualTo(23);
        assertThat(figure.at("/breakdown/closed").asBoolean()).isTrue();
        assertThat(figure.path("target").path("en").asText()).isEqualTo("no target set");
    }

    @ParameterizedTest
    @CsvSource({"cmpa.unlocked, 6400000000.00, $6.4 billion, '6,4 milliards de dollars'", "wb-rise.contributions, 20000000.00, $20 million, 20 millions de dollars",
            "igf.contributions, 10000000.00, $10 million, 10 millions de dollars"})
    void an_amount_of_the_progress_update_is_said_in_both_languages(String id, String amount, String en, String fr) {
        assertThat(tracker.json("/v1/figures/" + id).at("/value/amount").asText()).isEqualTo(amount);
        assertThat(tracker.page("/en/progress-update").text().replace('\u00a0', ' ')).contains(en);
        assertThat(tracker.page("/fr/mise-a-jour").text().replace('\u00a0', ' ')).contains(fr);
    }

    @Test
    void new_and_existing_mechanisms_follow_from_their_dates_and_are_named() {
        assertThat(tracker.page("/en/progress-update").text()).contains("Australia, Germany and Saudi Arabia");
        assertThat(tracker.page("/fr/mise-a-jour").text()).contains("l’Allemagne, l’Arabie saoudite et l’Australie");
        assertThat(tracker.json("/v1/figures/bilateral.new?asOf=2025-09-30").path("value").asInt()).isEqualTo(1);
        assertThat(tracker.json("/v1/figures/bilateral.existing").at("/coverage/itemised").asInt()).isEqualTo(7);
    }

    @Test
    void what_waits_is_not_a_success_and_over_twenty_is_not_twenty() {
        assertThat(tracker.json("/v1/figures/eipa.in-force").path("value").isNull()).isTrue();
        assertThat(tracker.json("/v1/figures/eipa.proposed").path("value").asText()).isEqualTo("2025");
        assertThat(tracker.json("/v1/figures/cmpa.measures").path("qualifier").asText()).isEqualTo("over");
        assertThat(tracker.page("/en/progress-update").text().replace('\u00a0', ' ')).contains("over 20 new investments");
    }

    @ParameterizedTest
    @CsvSource({"tax-cmetc.expanded, 2025", "tax-ctm-itc.expanded, 2025", "tax-metc.renewed, 2025"})
    void the_tax_incentives_are_dated(String id, String year) {
        assertThat(tracker.json("/v1/figures/" + id).path("value").asText()).startsWith(year);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/en/progress-update", "/fr/mise-a-jour", "/en/progress-update?asOf=2024-10-31", "/fr/mise-a-jour?asOf=2024-10-31"})
    void every_number_on_the_page_leads_to_the_page_that_explains_it(String path) {
        var figures = tracker.page(path).select("a.figure");
        assertThat(figures).hasSizeGreaterThan(5);
        for (Element figure : figures) {
            Document explained = tracker.page(figure.attr("href"));
            assertThat(explained.select("table.milestones tbody tr")).as(figure.attr("href")).isNotEmpty();
            String value = explained.getElementById("value").text();
            assertThat(figure.text()).as(figure.attr("href")).satisfiesAnyOf(
                    shown -> assertThat(shown).isEqualTo(value), shown -> assertThat(value).contains(shown).contains("20"),
                    shown -> assertThat(figure.parent().is("td") || shown.matches("\\D+")).isTrue(),
                    shown -> assertThat(spoken(shown)).isEqualTo(value.replace('\u00a0', ' ')));
        }
    }

    /** A brief amount as it is said elsewhere: {@code 40 G$} is 40 milliards de dollars. */
    private static String spoken(String brief) {
        return brief.replaceAll("(?<=\\d)B$", " billion").replaceAll("(?<=\\d)M$", " million")
                .replaceAll("\\hG\\$$", " milliards de dollars").replaceAll("\\hM\\$$", " millions de dollars");
    }

    @Test
    void as_of_an_earlier_day_it_shows_what_was_true_then() {
        JsonNode then = tracker.json("/v1/figures/cmif.projects?asOf=2024-10-31");
        assertThat(then.path("value").asInt()).isEqualTo(13);
        assertThat(then.at("/coverage/itemised").asInt()).isEqualTo(13);
        assertThat(then.at("/coverage/stated").isNull()).isTrue();
        then.path("contributors").forEach(one -> assertThat(one.path("countsFrom").asText()).isLessThanOrEqualTo("2024-10-31"));
        var money = new BigDecimal(tracker.json("/v1/figures/cmif.contributions?asOf=2024-10-31").at("/value/amount").asText());
        var now = new BigDecimal(tracker.json("/v1/figures/cmif.contributions").at("/value/amount").asText());
        assertThat(money).isPositive().isLessThan(now);
        assertThat(tracker.page("/en/progress-update?asOf=2024-10-31").text()).doesNotContain("Budget 2025");
    }

    @Test
    void before_the_run_nothing_was_known() {
        assertThat(tracker.json("/v1/initiatives?knownAt=" + beforeTheRun).path("initiatives")).isEmpty();
        assertThat(tracker.page("/en/progress-update?knownAt=" + beforeTheRun).select("a.figure")).isEmpty();
        assertThat(tracker.read("/v1/figures/cmif.projects?knownAt=" + beforeTheRun).statusCode()).isEqualTo(404);
    }

    @Test
    void recording_the_same_data_again_changes_nothing() {
        List<String> before = changes();
        tracker.recordRealData();
        assertThat(changes()).isEqualTo(before).hasSize(34);
    }

    @Test
    void recording_asks_again_with_the_same_key_while_a_service_does_not_answer() {
        List<String> before = changes();
        var service = tracker.system().service("partnerships");
        var heard = new AtomicInteger();
        service.freeze();
        try {
            tracker.system().realData(said -> {
                if (said.startsWith("No answer to milestone 1 of ") && heard.incrementAndGet() == 3) {
                    service.resume();
                }
            }, Duration.ofSeconds(2), Duration.ofMinutes(2)).recordVisibly();
        } finally {
            service.resume();
        }
        assertThat(heard).hasValueGreaterThanOrEqualTo(3);
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    void recording_ends_and_names_the_milestone_when_a_service_never_answers() {
        var service = tracker.system().service("partnerships");
        service.freeze();
        try {
            assertThatThrownBy(() -> tracker.system().realData(_ -> { }, Duration.ofSeconds(1), Duration.ofSeconds(1)).record())
                    .isInstanceOf(Trouble.class).hasMessageContaining("no answer to milestone ").hasMessageContaining("recommencez");
        } finally {
            service.resume();
        }
    }

    @Test
    void an_agreement_for_another_amount_is_still_one_project() {
        register("journey-agreement");
        tracker.record("journey-agreement", "/milestones", approval("75000000.00", true));
        tracker.record("journey-agreement", "/milestones", """
                {"type": "agreement-signed", "project": "road", "occurredOn": "2025-03-05", %s,
                 "amount": {"amount": "60000000.00", "currency": "CAD", "kind": "contribution", "upTo": false}}""".formatted(EVIDENCE));
        assertThat(tracker.json("/v1/figures/journey-agreement.projects").path("value").asInt()).isEqualTo(1);
        JsonNode money = tracker.json("/v1/figures/journey-agreement.money");
        assertThat(money.at("/value/amount").asText()).isEqualTo("60000000.00");
        assertThat(texts(money.path("contributors"), "kind")).containsExactly("project-approved", "agreement-signed");
        assertThat(StreamSupport.stream(money.path("contributors").spliterator(), false)
                .map(one -> one.at("/contribution/amount").asText())).containsExactly("75000000.00", "-15000000.00");
        assertThat(tracker.json("/v1/figures/journey-agreement.money?asOf=2025-01-01").at("/value/amount").asText()).isEqualTo("75000000.00");
    }

    @Test
    void a_correction_and_a_retraction_change_the_figure_now_and_not_at_an_earlier_knownAt() {
        register("journey-mistakes");
        String approved = tracker.record("journey-mistakes", "/milestones", approval("75000000.00", true)).path("time").asText();
        String corrected = tracker.record("journey-mistakes", "/milestones/4/correction", """
                {"reason": {"en": "misread", "fr": "mal lu"}, "replacement": %s}""".formatted(approval("57000000.00", false))).path("time").asText();
        assertThat(tracker.page("/en/initiatives/journey-mistakes").text()).contains("Corrected by milestone 5").contains("misread");
        tracker.record("journey-mistakes", "/milestones/4/retraction", """
                {"reason": {"en": "never approved", "fr": "jamais approuvé"}}""");
        String money = "/v1/figures/journey-mistakes.money";
        assertThat(tracker.json(money + "?knownAt=" + approved).at("/value/amount").asText()).isEqualTo("75000000.00");
        assertThat(tracker.json(money + "?knownAt=" + corrected).at("/value/amount").asText()).isEqualTo("57000000.00");
        assertThat(tracker.json(money).path("value").isNull()).isTrue();
        JsonNode milestone = tracker.json("/v1/initiatives/journey-mistakes").at("/milestones/3");
        assertThat(milestone.path("standing").asText()).isEqualTo("retracted");
        assertThat(milestone.at("/retraction/reason/fr").asText()).isEqualTo("jamais approuvé");
        assertThat(tracker.page("/en/initiatives/journey-mistakes").text()).contains("Corrected by milestone 5").doesNotContain("misread")
                .contains("Retracted by milestone 6").contains("never approved");
    }

    @Test
    void the_example_in_the_readme_would_be_recorded() throws IOException {
        var example = Pattern.compile("-d '(\\{.*?})'", Pattern.DOTALL).matcher(Files.readString(Running.HOME.resolve("README.md")));
        assertThat(example.find()).isTrue();
        assertThat(tracker.tryOut("inrp", example.group(1)).at("/wouldRecord/0/data/summary/fr").asText())
                .startsWith("Projet approuvé : Formation d’exemple");
    }

    @Test
    void a_service_that_stops_is_named_within_ten_seconds_and_everything_else_goes_on() {
        awaitSilent(List.of());
        var stopped = tracker.system().service("security-measures");
        stopped.kill();
        try {
            awaitSilent(List.of("security-measures"));
            var through = Instant.parse(tracker.json("/v1/figures").at("/completeThrough/security-measures").asText());
            assertThat(tracker.page("/fr/mise-a-jour").selectFirst(".when strong.name + time").attr("datetime"))
                    .isEqualTo(through.truncatedTo(ChronoUnit.MILLIS).toString());
            register("journey-meanwhile");
            assertThat(tracker.page("/en/initiatives/journey-meanwhile").selectFirst("h1").text()).isEqualTo("Journey");
            assertThat(silent("/en/progress-update")).containsExactly("security-measures");
        } finally {
            stopped.start();
            stopped.awaitReady();
        }
        awaitSilent(List.of());
    }

    @Test
    void if_nothing_arrives_any_more_no_answer_claims_to_be_fresh() {
        awaitSilent(List.of());
        tracker.system().kafka().freeze();
        try {
            var all = new ArrayList<String>();
            tracker.json("/v1/figures").path("completeThrough").fieldNames().forEachRemaining(all::add);
            awaitSilent(all);
        } finally {
            tracker.system().kafka().resume();
        }
        awaitSilent(List.of());
    }

    private static void awaitSilent(List<String> services) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            assertThat(silent("/en/progress-update")).isEqualTo(services);
            assertThat(silent("/fr/mise-a-jour")).isEqualTo(services);
            assertThat(tracker.json("/v1/strategy-progress").path("behind")).extracting(JsonNode::asText).isEqualTo(services);
        });
    }

    /** The services that the page says are silent. */
    private static List<String> silent(String page) {
        return tracker.page(page).select(".when .provisional strong.name").eachText();
    }

    private static void register(String id) {
        tracker.record(id, "/milestones", """
                {"type": "program-registered", "names": {"name": {"en": "Journey", "fr": "Voyage"}}, "theme": "produce",
                 "leadOrganization": {"en": "Somebody", "fr": "Quelqu’un"}, "standing": "active", "occurredOn": "2024", %s}""".formatted(EVIDENCE));
        for (String figure : List.of("projects\", \"unit\": \"count\", \"counts\": {\"what\": \"projects\"}",
                "money\", \"unit\": \"cad\", \"counts\": {\"what\": \"contributions\"}")) {
            tracker.record(id, "/milestones", """
                    {"type": "figure-defined", "label": {"en": "Some", "fr": "Quelques"}, "occurredOn": "2024", %s, "figure": "%s.%s}"""
                    .formatted(EVIDENCE, id, figure));
        }
    }

    private static String approval(String amount, boolean upTo) {
        return """
                {"type": "project-approved", "project": "road", "title": {"en": "A road", "fr": "Une route"}, "projects": 1,
                 "occurredOn": "2024-07-15", %s, "amount": {"amount": "%s", "currency": "CAD", "kind": "contribution", "upTo": %s}}"""
                .formatted(EVIDENCE, amount, upTo);
    }

    /** What was recorded last about each initiative of the real data. */
    private static List<String> changes() {
        return StreamSupport.stream(tracker.json("/v1/initiatives").path("initiatives").spliterator(), false)
                .filter(initiative -> !initiative.path("id").asText().startsWith("journey"))
                .map(initiative -> initiative.path("id").asText() + " " + initiative.at("/lastChange/milestone") + " "
                        + initiative.at("/lastChange/recordedAt")).toList();
    }

    private static List<String> texts(JsonNode array, String name) {
        return StreamSupport.stream(array.spliterator(), false).map(one -> one.path(name).asText()).toList();
    }
}
