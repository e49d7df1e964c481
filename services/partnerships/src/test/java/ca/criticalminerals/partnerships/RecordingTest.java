package ca.criticalminerals.partnerships;

import static ca.criticalminerals.partnerships.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecordingTest {
    @Test
    void a_registration_answers_with_where_it_is_and_what_is_announced() {
        Desk desk = Desks.partnership();
        desk.post("/milestones", REGISTERED).then().statusCode(201).contentType("application/json")
                .header("ETag", "\"1\"").header("Consistency-Token", desk.initiative() + ":1")
                .header("Location", desk.address("/milestones/1"))
                .body("type", equalTo("ca.criticalminerals.partnerships.partnership-registered.v1")).body("subject", equalTo(desk.initiative()))
                .body("source", equalTo("/partnerships")).body("data.summary.fr", equalTo("Inscription : L’Alliance"));
        desk.officer().get(desk.address("/milestones/1")).then().statusCode(200)
                .body("data.partnership", equalTo("alliance"));
        desk.officer().get(desk.path()).then().statusCode(200).body("initiatives", hasItem(desk.initiative()));
    }

    @Test
    void a_partnership_is_read_as_it_stands_with_its_items_and_their_statuses() {
        Desk desk = Desks.partnership().with(REGISTERED);
        desk.state().then().statusCode(200).header("ETag", "\"1\"").body("partnership", equalTo("alliance")).body("status", equalTo("announced"))
                .body("names.name.fr", equalTo("L’Alliance")).body("items", hasSize(0));
        desk.with(CONTRIBUTION, CHARTER, RENEWED);
        desk.state().then().body("version", equalTo(4)).body("status", equalTo("active")).body("items.item", contains("arrangement", "contribution"))
                .body("items[0].arrangement", equalTo("charter")).body("items[0].title.fr", equalTo("La charte"))
                .body("items[0].status", equalTo("inForce")).body("items[0].beganOn", equalTo("2024-03-24")).body("items[0].since", equalTo("2024-07"))
                .body("items[0].until", equalTo("2030-06-30"))
                .body("items[1].contribution", equalTo("scholarships")).body("items[1].status", equalTo("committed"))
                .body("items[1].amount", equalTo("10000000.00"));
    }

    @Test
    void every_kind_of_milestone_can_be_recorded() {
        Desk alliance = Desks.partnership();
        alliance.with(everyKindOfAlliance(alliance.initiative()));
        alliance.state().then().body("status", equalTo("ended")).body("endedOn", equalTo("2026-01")).body("figures", hasSize(1))
                .body("names.name.en", equalTo("New Alliance")).body("formerNames[0].name.en", equalTo("The Alliance"))
                .body("items.status", contains("ended", "ended", "withdrawn", "announced", "completed", "withdrawn"));
        Desk table = Desks.partnership().with(everyKindOfTable());
        table.state().then().body("items.status", contains("closed", "concluded"));
    }

    @Test
    void a_broken_rule_is_named_and_explained_in_both_languages() {
        Desk desk = Desks.partnership().with(registered("bilateral"));
        Response refused = desk.record(everyKindOfTable().getLast());
        Refusal.of(refused, 422).as("unknown-work");
        Refusal.of(desk.record(everyKindOfTable().get(1)), 422).as("wrong-kind-of-partnership");
        Refusal.of(desk.record(established("[\"DE\", \"DE\"]")), 422).as("duplicate-counterparty");
        assertThat(refused.<String>path("details.en")).contains("zones");
        assertThat(refused.<String>path("details.fr")).contains("travaux zones");
        assertThat(desk.recorded()).isEqualTo(1);
    }

    @Test
    void a_wrong_value_is_refused_with_its_place() {
        Desk desk = Desks.partnership().with(REGISTERED);
        Refusal.of(desk.record(established("[\"de\"]")), 400).at("/counterparties/0");
        Refusal.of(desk.record(established("[\"D\"]")), 400).at("/counterparties/0");
        Refusal.of(desk.record(established("[]")), 400).at("/counterparties");
        Refusal.of(desk.record(CHARTER.replace("\"instrument\": \"charter\"", "\"instrument\": \"handshake\"")), 400).at("/instrument");
        Refusal.of(desk.record(CHARTER.replace("false", "\"no\"")), 400).at("/binding");
        Refusal.of(desk.record("{\"type\": \"round-announced\"}"), 400)
                .at("/announced", "/counterparties", "/evidence", "/occurredOn", "/round", "/title");
        Refusal.of(Desks.partnership().post("/milestones", registered("friendship")), 400).at("/partnership");
        assertThat(desk.recorded()).isEqualTo(1);
    }

    @Test
    void a_sheet_of_milestones_is_recorded_together_or_not_at_all() {
        Desk desk = Desks.partnership();
        Refusal.of(desk.post("/milestones/batch", batch(REGISTERED, CHARTER, CHARTER)), 422).as("duplicate-arrangement").at("/milestones/2/arrangement");
        assertThat(desk.recorded()).isZero();
        desk.post("/milestones/batch", batch(REGISTERED, CHARTER, RENEWED)).then().statusCode(201).body("lastMilestone", equalTo(3));
    }

    @Test
    void a_write_needs_the_version_that_was_read_and_a_repeat_gets_the_first_answer() {
        Desk desk = Desks.partnership().with(REGISTERED);
        Refusal.of(desk.post("/milestones", CHARTER), 428);
        String answer = desk.post("/milestones", CHARTER, "If-Match", "\"1\"", "Idempotency-Key", "key").then().statusCode(201).extract().asString();
        assertThat(desk.post("/milestones", CHARTER, "If-Match", "\"1\"", "Idempotency-Key", "key").asString()).isEqualTo(answer);
        Refusal.of(desk.post("/milestones", RENEWED, "If-Match", "\"1\""), 412).as("stale-version");
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void a_dry_run_says_the_sentence_that_would_be_public_and_records_nothing() {
        Desk desk = Desks.partnership().with(REGISTERED);
        desk.tryOut(CONTRIBUTION).then().statusCode(200).body("recorded", equalTo(false))
                .body("wouldRecord[0].data.summary.en", equalTo("Contribution committed: Scholarships (The forum), $10 million"));
        assertThat(desk.recorded()).isEqualTo(1);
    }

    private static String batch(String... milestones) {
        return "{\"milestones\": [" + String.join(", ", milestones) + "]}";
    }
}
