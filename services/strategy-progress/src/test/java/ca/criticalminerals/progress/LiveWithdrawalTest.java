package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LiveEditions.AS_OF;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.testing.AuditLog;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/** A withdrawn edition stays as it was published, says that it no longer holds, and bars no other. */
@QuarkusTest
class LiveWithdrawalTest {
    private static final String EN = "It was published as of a wrong day.";
    private static final String FR = "Elle a été publiée en date d’un mauvais jour.";
    private static final String REASON = "{\"reason\": {\"en\": \"" + EN + "\", \"fr\": \"" + FR + "\"}}";

    private static RequestSpecification asked(String body) {
        return given().auth().oauth2(LiveEditions.publisher()).contentType("application/json").header("Idempotency-Key", UUID.randomUUID()).body(body);
    }

    private static Response withdraw(int edition) {
        Response answer = asked(REASON).post("/v1/editions/" + edition + "/withdrawal");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        given().header("Consistency-Token", answer.header("Consistency-Token")).get("/v1/editions").then().header("Consistency", equalTo("included"));
        return answer;
    }

    private static String text(String address) {
        return LivePage.read(address).select("main").text().replace('\u00a0', ' ');
    }

    private static String newest(String update) {
        return LivePage.read(update).select("p.edition a.name").attr("href");
    }

    @Test
    void a_dry_run_withdraws_nothing() {
        int edition = LiveEditions.publish();
        asked(REASON).header("Prefer", "handling=validate").post("/v1/editions/" + edition + "/withdrawal").then().statusCode(200)
                .header("Preference-Applied", "handling=validate").body("recorded", equalTo(false)).body("number", equalTo(edition));
        get("/v1/editions/" + edition).then().body("holds", equalTo(true)).body("withdrawal", nullValue());
    }

    @Test
    void the_data_say_by_which_office_when_and_why_it_was_withdrawn_and_auditors_read_by_whom() {
        int edition = LiveEditions.publish();
        withdraw(edition).then().header("Location", "/v1/editions/" + edition).body("holds", equalTo(false));
        get("/v1/editions/" + edition).then().statusCode(200).body("holds", equalTo(false)).body("withdrawal.reason.en", equalTo(EN))
                .body("withdrawal.reason.fr", equalTo(FR)).body("withdrawal.recordedBy.en", equalTo("Publisher")).body("withdrawal.recordedAt", notNullValue())
                .body("withdrawal.recordedByPerson", nullValue());
        given().auth().oauth2(RealPostgresAndKafka.tokens().token("auditor", Set.of("auditor"), Set.of())).get("/v1/editions/" + edition).then()
                .body("withdrawal.recordedByPerson.name", equalTo("publisher"));
        get("/v1/editions").then().body("editions.find { it.number == " + edition + " }.holds", equalTo(false));
    }

    @Test
    void the_frozen_pages_keep_their_bytes_and_the_notice_in_them_says_it_in_both_languages() {
        int edition = LiveEditions.publish();
        byte[] en = get("/en/editions/" + edition).asByteArray();
        byte[] fr = get("/fr/editions/" + edition).asByteArray();
        withdraw(edition);
        assertThat(get("/en/editions/" + edition).asByteArray()).isEqualTo(en);
        assertThat(get("/fr/editions/" + edition).asByteArray()).isEqualTo(fr);
        get("/v1/editions/" + edition + "/verification").then().statusCode(200).body("same", equalTo(true));
        assertThat(text("/en/editions/" + edition + "/notice")).startsWith("This edition was withdrawn Withdrawn: ").contains(", Publisher.", EN);
        assertThat(text("/fr/editions/" + edition + "/notice")).startsWith("Cette édition a été retirée Retirée : ").contains(FR);
        assertThat(LivePage.structure(LivePage.read("/fr/editions/" + edition + "/notice"))).isEqualTo(LivePage.structure(LivePage.read("/en/editions/" + edition + "/notice")));
    }

    @Test
    void the_list_and_the_feed_say_it_and_the_report_leads_to_the_newest_edition_that_holds() {
        int holds = LiveEditions.publish();
        int edition = LiveEditions.publish();
        assertThat(newest(LivePage.EN)).isEqualTo("/en/editions/" + edition);
        withdraw(edition);
        assertThat(LivePage.read("/en/editions").select("#edition-" + edition).text()).contains("Withdrawn: ", EN);
        assertThat(LivePage.read("/fr/editions").select("#edition-" + edition).text()).contains("Retirée", FR);
        assertThat(LivePage.read("/fr/editions").select("#edition-" + holds).text()).doesNotContain("Retirée");
        var feed = Jsoup.parse(get("/fr/fil.atom").asString(), "", Parser.xmlParser());
        assertThat(feed.select("entry > title").eachText()).anyMatch(title -> title.replace('\u00a0', ' ').endsWith("Édition " + edition + " de la mise à jour retirée : " + FR));
        assertThat(feed.select("entry > id").eachText()).doesNotHaveDuplicates();
        assertThat(newest(LivePage.EN)).isEqualTo("/en/editions/" + holds);
        assertThat(newest(LivePage.FR)).isEqualTo("/fr/editions/" + holds);
    }

    @Test
    void the_next_edition_may_be_of_an_earlier_day_and_gets_a_number_of_its_own() {
        var wrong = LiveEditions.asked("2026-04-30", LiveEditions.known()).post("/v1/editions");
        int edition = LiveEditions.awaited(wrong);
        String known = LiveEditions.known();
        LiveEditions.asked(AS_OF, known).post("/v1/editions").then().statusCode(422).body("rule", equalTo("as-of-before-the-last-edition"));
        withdraw(edition);
        var next = LiveEditions.asked(AS_OF, known).post("/v1/editions");
        assertThat(LiveEditions.awaited(next)).isEqualTo(edition + 1);
        assertThat(next.statusCode()).isEqualTo(201);
    }

    @Test
    void an_edition_is_withdrawn_once_and_only_if_there_is_one() {
        int edition = LiveEditions.publish();
        withdraw(edition);
        asked(REASON).post("/v1/editions/" + edition + "/withdrawal").then().statusCode(422).body("rule", equalTo("edition-already-withdrawn"));
        asked(REASON).post("/v1/editions/99999/withdrawal").then().statusCode(422).body("rule", equalTo("unknown-edition"));
        asked(REASON).header("Prefer", "handling=validate").post("/v1/editions/99999/withdrawal").then().statusCode(422).body("rule", equalTo("unknown-edition"));
    }

    @Test
    void the_same_request_twice_is_one_withdrawal() {
        int edition = LiveEditions.publish();
        var request = asked(REASON);
        var first = request.post("/v1/editions/" + edition + "/withdrawal");
        var again = request.post("/v1/editions/" + edition + "/withdrawal");
        assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.asString()).isEqualTo(first.asString());
    }

    @Test
    void only_publishers_withdraw_and_they_say_why_in_both_languages() {
        int edition = LiveEditions.publish();
        String path = "/v1/editions/" + edition + "/withdrawal";
        given().contentType("application/json").body(REASON).post(path).then().statusCode(401);
        for (String token : new String[] {LiveStack.operator(), LiveStack.officer()}) {
            given().auth().oauth2(token).contentType("application/json").body(REASON).post(path).then().statusCode(403);
        }
        asked("{}").post(path).then().statusCode(400).body("errors.pointer", contains("/reason"));
        asked("{\"reason\": {\"en\": \"X\"}}").post(path).then().statusCode(400).body("errors.pointer", contains("/reason/fr"));
        get("/v1/editions/" + edition).then().body("holds", equalTo(true));
    }

    @Test
    void the_audit_log_names_the_edition() {
        int edition = LiveEditions.publish();
        var lines = AuditLog.during(() -> withdraw(edition));
        assertThat(lines).extracting(line -> line.path("action").asText() + " " + line.path("edition").asInt() + " " + line.path("outcome").asText())
                .containsExactly("withdrawEdition " + edition + " done");
    }

    @Test
    void a_withdrawal_is_announced_as_its_contract_says() throws IOException {
        withdraw(LiveEditions.publish());
        String document = LiveTables.column("select document from milestone join projection using (generation) where initiative = ? order by version", "progress-update").getLast();
        assertThat(document).contains("strategy.edition-withdrawn.v1");
        assertThat(Contract.announced("strategy", "edition-withdrawn").violations(new ObjectMapper().readTree(document))).isEmpty();
    }
}
