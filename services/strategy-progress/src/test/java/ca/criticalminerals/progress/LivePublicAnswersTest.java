package ca.criticalminerals.progress;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.progress.download.Workbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that anybody can get, in both languages and of several pasts: none of it holds what is not public. */
@QuarkusTest
class LivePublicAnswersTest {
    private static final String PERSON = "Zebulon.Quackenbush";
    private static final String INTERNAL = "Inside4711";
    private static final String RETRACTED = "Retracted0815";
    private static final String MISTAKEN = "Mistaken0042";
    private static final String RELEASED = "Released0007";
    /** When all of it was known and nothing retracted or corrected yet. */
    private static final String BEFORE = "2026-01-05T15:30:00Z";
    private static final String PUBLIC = "evidence: {source: 'A public page', confidence: 'foundInPublicSource'}";
    private static final List<String> FIGURES = List.of("walked-fund.projects", "walked-fund.contributions", "walked-fund.mistaken", "walked-fund.stated",
            "walked-fund.retracted", "money.contribution");
    private static int edition;

    @BeforeEach
    void a_fund_of_which_much_is_not_public() {
        if (edition > 0) {
            return;
        }
        var fund = LiveStream.registeredAt("2026-01-05T15:00:00Z", "walked-fund").by(PERSON).countsProjects().addsContributions();
        approved(fund, project("internal", "Mill", evidence("internalRecord", INTERNAL, "")), "Mill");
        approved(fund, project("released", "Road", evidence("internalRecord", RELEASED, ", released: true")), "Road");
        int retracted = approved(fund, project("retracted", RETRACTED, evidence("foundInPublicSource", RETRACTED, "")), RETRACTED);
        int mistaken = approved(fund, project("mistaken", MISTAKEN, evidence("foundInPublicSource", MISTAKEN, "")), MISTAKEN);
        int label = defined(fund, "mistaken", MISTAKEN);
        int retractedLabel = defined(fund, "retracted", RETRACTED);
        fund.says("figure-defined", "2024-01-10", "{" + figure("stated", "Stated") + "}");
        int sentence = fund.sentence("mistaken", MISTAKEN + " {walked-fund.projects}", MISTAKEN + " {walked-fund.projects}").version();
        int retractedSentence = fund.sentence("retracted", RETRACTED + " {walked-fund.projects}", RETRACTED + " {walked-fund.projects}").version();
        int renamed = fund.says("program-renamed", "2024-02-01", "{names: {name: %s}}".formatted(twice(RETRACTED))).version();
        int target = fund.says("target-set", "2024-02-02", "{figure: '~.projects', value: 9, due: '2030', reason: %s, summary: %s}"
                .formatted(twice(MISTAKEN), twice(MISTAKEN))).version();
        int stated = fund.says("count-reported", "2024-02-03", "{figure: '~.stated', value: 5, qualifier: 'exact', method: %s, %s}"
                .formatted(twice(RETRACTED), evidence("internalRecord", INTERNAL, ""))).version();
        fund.recordedFrom("2026-01-06T15:00:00Z");
        corrected(fund, mistaken, "project-approved", "2024-06-18", project("mistaken", "Port", evidence("internalRecord", INTERNAL, "")), "Port");
        corrected(fund, label, "figure-defined", "2024-01-10", figure("mistaken", "Right") + ", " + PUBLIC, "Right");
        corrected(fund, sentence, "sentence-written", "2024-01-10", "sentence: 'mistaken', order: 10, text: %s, %s"
                .formatted(twice("Right {walked-fund.projects}"), PUBLIC), "Right");
        corrected(fund, target, "target-set", "2024-02-02", "figure: '~.projects', value: 9, due: '2030', " + PUBLIC, "Right");
        // Corrected first and retracted then: nothing of either is public.
        corrected(fund, retracted, "project-approved", "2024-06-17", project("retracted", RETRACTED, evidence("internalRecord", RETRACTED, "")), RETRACTED);
        Stream.of(retracted, retractedLabel, retractedSentence, renamed, stated).forEach(fund::retracted);
        fund.announce();
        edition = LiveEditions.awaited(given().auth().oauth2(RealPostgresAndKafka.tokens().token(Set.of("publisher"), Set.of(), Map.of("upn", PERSON, "sub", PERSON + ".sub")))
                .contentType("application/json").header("Idempotency-Key", UUID.randomUUID()).body("""
                        {"asOf": "%s", "knownAt": "%s", "approvedBy": {"en": "The Minister of Mines", "fr": "La ministre des Mines"}}"""
                        .formatted(LiveEditions.AS_OF, LiveEditions.known())).post("/v1/editions"));
    }

    private static int approved(LiveStream fund, String project, String summary) {
        return fund.says("project-approved", "2024-06-15", "{%s, summary: %s}".formatted(project, twice(summary))).version();
    }

    private static int defined(LiveStream fund, String key, String label) {
        return fund.says("figure-defined", "2024-01-10", "{%s, summary: %s}".formatted(figure(key, label), twice(label))).version();
    }

    /** Corrects a milestone, and says why in the words of the summary. */
    private static void corrected(LiveStream fund, int milestone, String kind, String on, String replacement, String summary) {
        fund.says("milestone-corrected", "2026-01-06", "{milestone: %d, reason: %s, replacement: {type: '%s', occurredOn: '%s', %s}, summary: %s}".formatted(
                milestone, twice("Misread, now " + summary), kind, on, replacement, twice(summary)));
    }

    private static String project(String key, String title, String evidence) {
        return "project: '%s', title: %s, projects: 1, recipients: ['%s'], amount: %s, %s".formatted(key, twice(title), title,
                LiveStream.money("contribution", "10.00"), evidence);
    }

    private static String figure(String key, String label) {
        return "figure: '~.%s', label: %s, unit: 'count', counts: {what: '%s'}".formatted(key, twice(label), key.equals("stated") ? "statements" : "projects");
    }

    private static String evidence(String confidence, String source, String released) {
        return "evidence: {source: '%s', confidence: '%s', note: %s%s}".formatted(source, confidence, twice(source), released);
    }

    private static String twice(String text) {
        return LiveStream.text(text, text);
    }

    /** Each address that the table of who may call what opens to everybody, with all that can be put into it. */
    private static List<String> addresses() {
        var addresses = new LinkedHashSet<String>();
        try (var file = LivePublicAnswersTest.class.getResourceAsStream("/who-may.csv")) {
            new String(file.readAllBytes(), UTF_8).lines().map(line -> line.split(",")).filter(cells -> cells[0].equals("strategy-progress")
                    && cells[1].equals("GET") && cells[3].equals("yes") && !cells[2].contains("{file}")).forEach(cells -> addresses.addAll(filled(cells[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(addresses);
    }

    private static List<String> filled(String path) {
        if (path.contains("{number}")) {
            return List.of(path.replace("{number}", String.valueOf(edition)));
        }
        return path.contains("{id}") ? (path.contains("initiatives") ? List.of("walked-fund") : FIGURES).stream().map(id -> path.replace("{id}", id)).toList() : List.of(path);
    }

    private static List<String> questions(String address) {
        var questions = new ArrayList<>(List.of("", "?asOf=2026-01-31", "?knownAt=" + BEFORE, "?asOf=2024-06-20&knownAt=" + BEFORE));
        if (address.contains("change") || address.contains("changements")) {
            questions.addAll(List.of("?from=2020-01-01", "?from=2026-01-31&fromKnownAt=" + BEFORE, "?from=2020-01-01&fromKnownAt=" + BEFORE + "&knownAt=" + BEFORE,
                    "?fromEdition=" + edition));
        }
        if (address.contains("milestones") || address.contains("jalons") || address.contains("totals")) {
            questions.addAll(List.of("?initiative=walked-fund", "?initiative=walked-fund&knownAt=" + BEFORE, "?recipient=" + RETRACTED + "&knownAt=" + BEFORE));
        }
        if (address.endsWith(".csv") || address.endsWith(".xlsx")) {
            questions.addAll(List.of("?lang=en&initiative=walked-fund", "?lang=fr&initiative=walked-fund", "?lang=fr&initiative=walked-fund&knownAt=" + BEFORE));
        }
        return questions;
    }

    private static Response ask(String address, String token) {
        var request = given().urlEncodingEnabled(false).redirects().follow(false).header("Accept-Language", address.contains("fr") ? "fr" : "en");
        return (token.isEmpty() ? request : request.auth().oauth2(token)).get(address);
    }

    /** All that the answer says, also what is packed in it. */
    private static String said(Response answer) {
        byte[] bytes = answer.asByteArray();
        var said = new StringBuilder(answer.headers().toString()).append(new String(bytes, UTF_8));
        if (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K') {
            try {
                said.append(Workbook.sheet(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return said.toString();
    }

    private static List<String> leaks(String... secrets) {
        var leaks = new ArrayList<String>();
        for (String address : addresses()) {
            int answered = 0;
            for (String question : questions(address)) {
                Response answer = ask(address + question, "");
                answered += answer.statusCode() < 400 ? 1 : 0;
                String said = said(answer);
                Stream.of(secrets).filter(secret -> said.replace(address + question, "").replace("recipient=" + secret, "").replace("value=\"" + secret + "\"", "").contains(secret))
                        .forEach(secret -> leaks.add(secret + " at " + address + question));
            }
            assertThat(answered).as(address).isPositive();
        }
        return leaks;
    }

    @Test
    void nobody_is_named_to_the_public() {
        assertThat(leaks(PERSON, PERSON.toLowerCase())).isEmpty();
    }

    @Test
    void internal_evidence_is_not_public_unless_it_is_released() {
        assertThat(leaks(INTERNAL)).isEmpty();
        assertThat(ask("/v1/initiatives/walked-fund", "").asString()).contains(RELEASED)
                .contains("internal record of Natural Resources Canada / document interne de Ressources naturelles Canada");
        assertThat(ask("/en/initiatives/walked-fund", "").asString()).contains(RELEASED, "internal record of Natural Resources Canada");
        assertThat(ask("/v1/milestones.csv?lang=fr&initiative=walked-fund", "").asString()).contains(RELEASED, "document interne de Ressources naturelles Canada");
    }

    @Test
    void a_retracted_text_is_in_no_past() {
        assertThat(leaks(RETRACTED)).isEmpty();
        assertThat(ask("/v1/initiatives/walked-fund", "").asString()).contains("Recorded by mistake", "\"standing\":\"retracted\"");
    }

    @Test
    void a_corrected_text_is_in_no_past() {
        assertThat(leaks(MISTAKEN)).isEmpty();
        assertThat(ask("/v1/initiatives/walked-fund", "").asString()).contains("Misread", "\"standing\":\"corrected\"");
    }

    @Test
    void what_a_withdrawn_milestone_said_in_its_words_is_gone_and_its_numbers_stay() {
        var milestones = ask("/v1/milestones?initiative=walked-fund&kind=project-approved&knownAt=" + BEFORE, "").jsonPath();
        for (String project : List.of("retracted", "mistaken")) {
            String one = "milestones.find { it.project == '" + project + "' }.";
            assertThat(milestones.getMap(one + "data")).as(project).isEmpty();
            assertThat(milestones.getString(one + "amount.amount")).as(project).isEqualTo("10.00");
            assertThat(milestones.<Object>get(one + "title")).as(project).isNull();
        }
        assertThat(milestones.getString("milestones.find { it.project == 'internal' }.title.en")).isEqualTo("Mill");
        assertThat(milestones.getMap("milestones.find { it.project == 'internal' }.data")).doesNotContainKey("evidence");
    }

    @Test
    void figures_stay_what_they_were_whatever_text_is_withdrawn() {
        assertThat(ask("/v1/figures/walked-fund.projects?knownAt=" + BEFORE, "").jsonPath().getInt("value")).isEqualTo(4);
        assertThat(ask("/v1/figures/walked-fund.contributions?knownAt=" + BEFORE, "").jsonPath().getString("value.amount")).isEqualTo("40.00");
        assertThat(ask("/v1/figures/walked-fund.stated?knownAt=" + BEFORE, "").jsonPath().getInt("value")).isEqualTo(5);
        assertThat(ask("/v1/figures/walked-fund.projects", "").jsonPath().getInt("value")).isEqualTo(3);
    }

    @Test
    void an_auditor_reads_all_of_it_and_nobody_else_gets_that_answer() {
        String auditor = RealPostgresAndKafka.tokens().token("auditor.test", Set.of("auditor"), Set.of());
        for (String address : List.of("/v1/initiatives/walked-fund", "/en/initiatives/walked-fund", "/fr/initiatives/walked-fund", "/v1/milestones.csv?initiative=walked-fund",
                "/v1/milestones.ndjson?initiative=walked-fund", "/v1/milestones.xlsx?initiative=walked-fund", "/en/feed.atom", "/v1/milestones?initiative=walked-fund")) {
            Response audited = ask(address, auditor);
            assertThat(said(audited)).as(address).contains(PERSON, RETRACTED);
            assertThat(audited.header("Cache-Control")).as(address).isEqualTo("private, no-store");
            assertThat(audited.header("Vary")).as(address).contains("Authorization");
            assertThat(audited.header("ETag")).as(address).isNull();
            Response open = ask(address, "");
            assertThat(said(open)).as(address).doesNotContain(PERSON, RETRACTED);
            assertThat(open.header("Vary")).as(address).contains("Authorization");
        }
        assertThat(ask("/v1/initiatives/walked-fund", auditor).asString()).contains(INTERNAL, MISTAKEN, "\"sub\":\"" + PERSON + ".sub\"");
        assertThat(ask("/v1/editions/" + edition, auditor).jsonPath().getString("recordedByPerson.name")).isEqualTo(PERSON);
    }

    @Test
    void other_roles_read_what_the_public_reads_and_a_bad_token_is_refused() {
        for (String role : List.of("officer", "publisher", "operator")) {
            String token = RealPostgresAndKafka.tokens().token("somebody", Set.of(role), Set.of("walked-fund"));
            assertThat(said(ask("/v1/initiatives/walked-fund", token))).as(role).doesNotContain(PERSON, INTERNAL, RETRACTED, MISTAKEN);
        }
        assertThat(ask("/v1/initiatives/walked-fund", "nonsense").statusCode()).isEqualTo(401);
    }

    @Test
    void a_file_that_a_reader_has_is_another_one_once_a_text_in_it_was_withdrawn() {
        var fund = LiveStream.registeredAt("2026-01-05T15:00:00Z", "tagged-fund").approved("mill", "1.00", "2024-06-15").announce();
        String address = "/v1/milestones.csv?initiative=tagged-fund&knownAt=" + BEFORE;
        String before = ask(address, "").header("ETag");

        fund.recordedFrom("2026-01-07T15:00:00Z").retracted(2).announce();

        assertThat(ask(address, "").header("ETag")).isNotEqualTo(before);
    }

    @Test
    void an_edition_that_would_print_a_withdrawn_text_is_refused_and_an_old_one_still_proves_itself() {
        var fund = LiveStream.registered("printed-fund").countsProjects().approved("mill", "1.00", "2024-06-15").sentence("first", "Spoken {printed-fund.projects}", "Dit {printed-fund.projects}")
                .announce();
        int number = LiveEditions.publish();
        String known = LiveEditions.known();

        fund.recordedFrom(LiveEditions.sinceTheLast()).retracted(4).announce();

        assertThat(ask("/v1/editions/" + number + "/verification", "").jsonPath().getBoolean("same")).isTrue();
        LiveEditions.asked(LiveEditions.AS_OF, known).post("/v1/editions").then().statusCode(409).body("rule", equalTo("text-withdrawn"));
        LiveEditions.asked(LiveEditions.AS_OF, LiveEditions.known()).header("Prefer", "handling=validate").post("/v1/editions").then().statusCode(200);
    }
}
