package ca.criticalminerals.progress;

import static ca.criticalminerals.progress.LiveParked.PARKED;
import static ca.criticalminerals.progress.LiveTopics.MILESTONES;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ca.criticalminerals.testing.AuditLog;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** What operators see of records that cannot be applied, and what they put in their place. */
@QuarkusTest
class LiveParkedTest {
    private static LiveStream fund(String initiative) {
        return LiveStream.registered(initiative).countsProjects().approved("mill", "100.00", "2024-06-15").approved("road", "200.00", "2024-06-16");
    }

    /** Announced, but for its third milestone, which nobody can read; the offset of that. */
    private static long spoiled(LiveStream fund) {
        fund.send(1);
        fund.send(2);
        long offset = LiveTopics.send(MILESTONES, fund.initiative,
                fund.document(3).deepCopy().put("type", "ca.criticalminerals.funding.milestone-dreamt.v1").toString().getBytes(StandardCharsets.UTF_8));
        LiveTopics.consumed(MILESTONES, fund.send(4));
        await().until(() -> fund.held().size() == 2);
        return offset;
    }

    private static Response repair(long offset, ObjectNode document, String token) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("document", document);
        body.putObject("reason").put("en", "The kind was misspelt").put("fr", "Le type était mal orthographié");
        return given().auth().oauth2(token).contentType("application/json").body(body.toString()).post(PARKED + "/" + MILESTONES + "/" + offset + "/repair");
    }

    @Test
    void an_operator_sees_which_initiative_stands_still_since_when_and_what_the_record_says() {
        var fund = fund("seen-fund");
        long offset = spoiled(fund);

        String initiative = "initiatives.find { it.initiative == 'seen-fund' }.";
        LiveRebuilds.operator().get(PARKED).then().statusCode(200).body(initiative + "appliedThrough", equalTo(2))
                .body(initiative + "reason", equalTo("the kind 'milestone-dreamt' is unknown")).body(initiative + "records", hasSize(2))
                .body(initiative + "records[0].offset", equalTo((int) offset)).body(initiative + "records[0].excerpt", startsWith("{\"specversion\""))
                .body(initiative + "records[1].reason", equalTo("waits: the initiative is parked"));
        LiveRebuilds.operator().get(PARKED + "/" + MILESTONES + "/" + offset).then().statusCode(200).contentType("application/octet-stream")
                .body(containsString("milestone-dreamt"));
        LiveRebuilds.operator().get(PARKED + "/" + MILESTONES + "/999999999").then().statusCode(404);
        given().auth().oauth2(LiveStack.officer()).get(PARKED).then().statusCode(403);
        repair(offset, fund.document(3), LiveStack.operator()).then().statusCode(200);
    }

    @Test
    void what_is_done_about_a_record_is_in_the_audit_log_with_its_place_and_without_the_reason() {
        var fund = fund("audited-fund");
        long offset = spoiled(fund);

        var lines = AuditLog.during(() -> {
            LiveRebuilds.operator().get(PARKED + "/" + MILESTONES + "/" + offset).then().statusCode(200);
            repair(offset, fund.document(3), LiveStack.operator()).then().statusCode(200);
            LiveParked.release("audited-fund");
        });

        assertThat(lines).extracting(line -> line.path("action").asText() + " " + line.path("topic").asText() + " " + line.path("offset").asText() + " "
                + line.path("initiative").asText() + " " + line.path("milestone").asText()).startsWith("getParkedRecord " + MILESTONES + " " + offset + "  ",
                "repairRecord " + MILESTONES + " " + offset + " audited-fund 3", "releaseInitiative   audited-fund ");
        assertThat(lines.toString()).doesNotContain("misspelt");
    }

    @Test
    void a_repaired_record_counts_in_its_place_and_a_rebuild_repairs_it_again() {
        var fund = fund("repaired-fund");
        long offset = spoiled(fund);
        ObjectNode right = fund.document(3);

        repair(offset, right, LiveStack.officer()).then().statusCode(403);
        repair(offset, right.deepCopy().put("subject", "another-fund"), LiveStack.operator()).then().statusCode(400).body("errors[0].pointer", equalTo("/document/subject"));
        repair(offset, right.deepCopy().put("streamversion", 4), LiveStack.operator()).then().statusCode(400).body("errors[0].pointer", equalTo("/document/streamversion"));
        repair(offset, right.deepCopy().put("recordedby", ""), LiveStack.operator()).then().statusCode(400).body("errors[0].pointer", startsWith("/document/"));
        repair(offset + 500_000, right, LiveStack.operator()).then().statusCode(404);
        get("/v1/initiatives/repaired-fund").then().body("milestones", hasSize(2));

        repair(offset, right, LiveStack.operator()).then().statusCode(200).body("repaired", equalTo(true)).body("milestone", equalTo(3));

        get("/v1/figures/repaired-fund.projects").then().body("value", equalTo(2));
        assertThat(fund.held()).isEmpty();
        LiveRebuilds.operator().get(PARKED).then().body("repaired.find { it.initiative == 'repaired-fund' }.repairedBy", equalTo("operator"))
                .body("repaired.find { it.initiative == 'repaired-fund' }.reason.fr", equalTo("Le type était mal orthographié"));
        LiveRebuilds.operator().get(PARKED + "/" + MILESTONES + "/" + offset).then().statusCode(200).body(containsString("milestone-dreamt"));
        get("/v1/figures/repaired-fund.projects").then().body("decisions", hasSize(1)).body("decisions[0].kind", equalTo("repaired"))
                .body("decisions[0].what.fr", containsString("a été réparé par l’exploitation")).body("decisions[0].milestone", equalTo(3));
        LiveRebuilds.rebuild();
        LiveRebuilds.compare().then().body("initiatives.find { it.initiative == 'repaired-fund' }.same", equalTo(true))
                .body("initiatives.find { it.initiative == 'repaired-fund' }.rebuilt.milestones", equalTo(4));
        LiveRebuilds.discard().then().statusCode(200);
    }

    @Test
    void another_event_with_the_version_of_one_that_counts_is_on_file_and_withholds_nothing() {
        var fund = fund("impostor-fund").announce();
        LiveTopics.consumed(MILESTONES, fund.send(3));
        assertThat(fund.held()).isEmpty();

        ObjectNode impostor = fund.document(3).deepCopy().put("id", UUID.randomUUID().toString());
        long offset = LiveTopics.send(MILESTONES, "impostor-fund", impostor.toString().getBytes(StandardCharsets.UTF_8));
        LiveTopics.consumed(MILESTONES, offset);

        String record = "refused.find { it.offset == " + offset + " }.";
        LiveRebuilds.operator().get(PARKED).then().body(record + "status", equalTo("conflicting"))
                .body(record + "reason", equalTo("another milestone has version 3 of impostor-fund"));
        assertThat(fund.held()).isEmpty();
        get("/v1/figures/impostor-fund.projects").then().body("value", equalTo(2));
        LiveParked.setAside(MILESTONES, offset).then().statusCode(200);
        LiveRebuilds.operator().get(PARKED).then().body("refused.findAll { it.offset == " + offset + " }", hasSize(0));
    }

    @Test
    void who_sets_a_record_aside_says_why_and_a_rebuild_and_the_page_know_it_still() {
        var fund = fund("aside-fund");
        long offset = spoiled(fund);
        String place = PARKED + "/" + MILESTONES + "/" + offset + "/set-aside";
        LiveRebuilds.operator().post(place).then().statusCode(400).body("errors[0].pointer", equalTo("/reason"));
        LiveRebuilds.operator().contentType("application/json").body("{\"reason\": {\"en\": \"Only in English\"}}").post(place).then().statusCode(400)
                .body("errors[0].details.fr", startsWith("Dites pourquoi"));
        assertThat(fund.held()).hasSize(2);

        LiveParked.setAside(MILESTONES, offset).then().statusCode(200);
        LiveRebuilds.readAgain();

        String record = "setAside.find { it.initiative == 'aside-fund' }.";
        LiveRebuilds.operator().get(PARKED).then().body(record + "setAsideBy", equalTo("operator")).body(record + "setAsideAt", startsWith("20"))
                .body(record + "why.en", equalTo("Nobody can read it")).body(record + "reason", equalTo("the kind 'milestone-dreamt' is unknown"));
        String page = given().contentType("application/x-www-form-urlencoded").formParam("token", LiveStack.operator()).post("/fr/exploitation").asString();
        assertThat(Jsoup.parse(page).select("tr:contains(aside-fund) td").eachText()).contains("aside-fund", "mis de côté", "operator", "Personne ne peut le lire");
        fund.send(3);
        fund.included(4);
    }

    @Test
    void whoever_reads_a_number_is_told_that_operators_set_a_record_of_it_aside_and_auditors_who_and_why() {
        var fund = fund("told-fund");
        long offset = spoiled(fund);
        get("/v1/figures/told-fund.projects").then().body("decisions", nullValue());

        LiveParked.setAside(MILESTONES, offset).then().statusCode(200);

        String more = "/v1/initiatives/told-fund/decisions";
        get("/v1/figures/told-fund.projects").then().body("decisions[0].kind", equalTo("setAside")).body("decisions[0].more", equalTo(more))
                .body("decisions[0].what.en", containsString("was set aside by the operators on")).body("decisions[0].what.en", containsString("the number may be incomplete"))
                .body("decisions[0]", not(hasKey("by")));
        get("/v1/initiatives/told-fund").then().body("decisions", hasSize(1));
        get("/v1/figures").then().body("figures.find { it.id == 'told-fund.projects' }.decisions", hasSize(1));
        for (String page : new String[] {"/en/figures/told-fund.projects", "/en/initiatives/told-fund"}) {
            assertThat(Jsoup.parse(get(page).asString()).select("#decisions").text()).as(page).contains("was set aside by the operators on", "the number may be incomplete");
        }
        assertThat(Jsoup.parse(get("/fr/chiffres/told-fund.projects").asString()).select("#decisions a").attr("href")).contains("/initiatives/told-fund");
        get(more).then().statusCode(401);
        given().auth().oauth2(LiveStack.officer()).get(more).then().statusCode(403);
        given().auth().oauth2(LiveStack.auditor()).get(more).then().statusCode(200).body("decisions[0].by", equalTo("operator"))
                .body("decisions[0].why.en", equalTo("Nobody can read it")).body("decisions[0].offset", equalTo((int) offset));
        fund.send(3);
        fund.included(4);
    }

    @Test
    void what_is_set_aside_by_a_release_says_who_released() {
        var fund = fund("let-go-fund");
        fund.send(1);
        LiveTopics.consumed(MILESTONES, LiveTopics.send(MILESTONES, "let-go-fund", "nonsense".getBytes(StandardCharsets.UTF_8)));
        await().until(() -> fund.held().size() == 1);

        LiveParked.release("let-go-fund").then().statusCode(200);

        String record = "setAside.find { it.initiative == 'let-go-fund' }.";
        LiveRebuilds.operator().get(PARKED).then().body(record + "setAsideBy", equalTo("operator"))
                .body(record + "why.fr", equalTo("Son initiative a été relancée sans lui."));
        fund.announce();
    }
}
