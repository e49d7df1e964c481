package ca.criticalminerals.funding;

import static ca.criticalminerals.funding.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecordingTest {
    @Test
    void a_registration_answers_with_where_it_is_and_what_is_announced() {
        Desk desk = Desks.program();
        desk.post("/milestones", REGISTERED).then().statusCode(201).contentType("application/json")
                .header("ETag", "\"1\"").header("Consistency-Token", desk.initiative() + ":1")
                .header("Location", desk.address("/milestones/1"))
                .body("type", equalTo("ca.criticalminerals.funding.program-registered.v1")).body("subject", equalTo(desk.initiative()))
                .body("streamversion", equalTo(1)).body("data.summary.fr", equalTo("Inscription : Le Fonds"));
        desk.officer().get(desk.address("/milestones/1")).then().statusCode(200)
                .body("data.names.name.fr", equalTo("Le Fonds"));
    }

    @Test
    void the_recorder_is_the_one_of_the_token_and_the_trace_is_kept() {
        Desk desk = Desks.program();
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        desk.post("/milestones", REGISTERED, "traceparent", trace).then().statusCode(201)
                .body("recordedby", equalTo("officer.test")).body("traceparent", equalTo(trace));
        desk.post("/milestones", LAUNCHED, "If-Match", "*", "traceparent", "nonsense").then().statusCode(201).body("traceparent", nullValue());
    }

    @Test
    void an_initiative_is_read_as_it_stands_with_its_version() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED, ENVELOPE, MILL);
        desk.state().then().statusCode(200).header("ETag", "\"4\"").body("version", equalTo(4)).body("status", equalTo("active"))
                .body("envelope", equalTo("10000000.00")).body("left", equalTo("5300000.00"))
                .body("projects", hasSize(1)).body("projects[0].amount", equalTo("4700000.00"));
    }

    @Test
    void an_agreement_for_another_amount_is_still_one_project() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED, ENVELOPE, MILL, signed("mill", "4397625.00"));
        desk.state().then().body("projects", hasSize(1)).body("projects[0].amount", equalTo("4397625.00"))
                .body("projects[0].status", equalTo("signed")).body("committed", equalTo("4397625.00"));
    }

    @Test
    void a_write_for_the_version_that_was_read_is_recorded_and_for_an_older_one_refused() {
        Desk desk = Desks.program().with(REGISTERED);
        String read = desk.state().header("ETag");
        desk.post("/milestones", LAUNCHED, "If-Match", read).then().statusCode(201);
        desk.post("/milestones", ENVELOPE, "If-Match", read).then().statusCode(412).header("ETag", "\"2\"")
                .body("type", equalTo("urn:ca.criticalminerals:problem:stale-version"));
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void a_write_to_a_known_initiative_needs_a_condition() {
        Desk desk = Desks.program().with(REGISTERED);
        desk.post("/milestones", LAUNCHED).then().statusCode(428).body("titles.fr", equalTo("If-Match manque"));
        assertThat(desk.recorded()).isEqualTo(1);
    }

    @Test
    void a_repeat_gets_the_first_answer_byte_by_byte_and_records_nothing() {
        Desk desk = Desks.program().with(REGISTERED);
        Response first = desk.post("/milestones", LAUNCHED, "If-Match", "\"1\"", "Idempotency-Key", "key-1");
        Response again = desk.post("/milestones", LAUNCHED, "If-Match", "\"1\"", "Idempotency-Key", "key-1");
        assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void repeats_at_the_same_time_record_once_and_get_one_answer() throws Exception {
        Desk desk = Desks.program().with(REGISTERED);
        Callable<String> repeat = () -> desk.post("/milestones", LAUNCHED, "If-Match", "*", "Idempotency-Key", "key-2").asString();
        var answers = new HashSet<String>();
        try (var officers = Executors.newFixedThreadPool(20)) {
            for (var answer : officers.invokeAll(IntStream.range(0, 100).mapToObj(_ -> repeat).toList())) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).hasSize(1).first().asString().contains("program-launched");
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void a_key_that_was_used_for_another_request_is_refused() {
        Desk desk = Desks.program().with(REGISTERED);
        desk.post("/milestones", LAUNCHED, "If-Match", "*", "Idempotency-Key", "key-3").then().statusCode(201);
        desk.post("/milestones", ENVELOPE, "If-Match", "*", "Idempotency-Key", "key-3").then().statusCode(422)
                .body("type", equalTo("urn:ca.criticalminerals:problem:idempotency-key-reused"));
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void a_dry_run_says_what_would_be_recorded_and_records_nothing() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED);
        desk.tryOut(MILL).then().statusCode(200).header("Preference-Applied", "handling=validate").body("recorded", equalTo(false))
                .body("wouldRecord[0].type", equalTo("project-approved"))
                .body("wouldRecord[0].data.summary.en", equalTo("Project approved: A mill (A company), $4.7 million"));
        assertThat(desk.recorded()).isEqualTo(2);
        desk.post("/milestones", MILL, "If-Match", "\"2\"").then().statusCode(201).header("ETag", "\"3\"");
    }

    @Test
    void a_dry_run_is_refused_as_the_real_one_would_be() {
        Desk desk = Desks.program().with(REGISTERED);
        desk.tryOut(MILL).then().statusCode(422).body("rule", equalTo("not-launched"));
        desk.post("/milestones", LAUNCHED, "If-Match", "\"7\"", "Prefer", "handling=validate").then().statusCode(412);
        desk.post("/milestones", LAUNCHED, "Prefer", "handling=validate").then().statusCode(428);
    }

    @Test
    void a_sheet_of_milestones_is_recorded_together_from_the_registration_on() {
        Desk desk = Desks.program();
        desk.post("/milestones/batch", batch(REGISTERED, LAUNCHED, ENVELOPE, MILL), "Idempotency-Key", "sheet").then().statusCode(201)
                .header("ETag", "\"4\"").header("Consistency-Token", desk.initiative() + ":4")
                .header("Location", org.hamcrest.Matchers.endsWith("/milestones/1")).body("subject", equalTo(desk.initiative()))
                .body("recorded", equalTo(4)).body("firstMilestone", equalTo(1)).body("lastMilestone", equalTo(4));
        desk.post("/milestones/batch", batch(REGISTERED, LAUNCHED, ENVELOPE, MILL), "Idempotency-Key", "sheet").then().statusCode(201)
                .body("lastMilestone", equalTo(4));
        desk.state().then().body("version", equalTo(4)).body("projects[0].amount", equalTo("4700000.00"));
    }

    @Test
    void of_a_sheet_with_a_broken_rule_nothing_is_recorded_and_the_row_is_named() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED, ENVELOPE);
        var refused = desk.post("/milestones/batch", batch(approved("road", "1.00"), approved("mill", "10000000.00")), "If-Match", "*");
        Refusal.of(refused, 422).as("over-envelope").at("/milestones/1/amount/amount");
        assertThat(desk.recorded()).isEqualTo(3);
    }

    @Test
    void of_a_sheet_every_broken_rule_is_named_that_does_not_follow_from_another_one() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED, ENVELOPE);
        var refused = desk.post("/milestones/batch", batch(approved("mill", "10000000.01"), signed("mill", "5000000.00"), signed("lost", "1.00"),
                approved("road", "4000000.00"), approved("road", "1.00"), approved("port", "7000000.00"), LAUNCHED), "If-Match", "*");
        // The agreement about the mill is possible as soon as its approval is.
        Refusal.of(refused, 422).as("over-envelope").at("/milestones/0/amount/amount", "/milestones/2/project", "/milestones/4/project",
                "/milestones/5/amount/amount", "/milestones/6");
        assertThat(refused.asString()).contains("Broken rules: 5", "project lost", "consignez d’abord son approbation");
        assertThat(desk.recorded()).isEqualTo(3);
    }

    @Test
    void a_broken_rule_of_one_milestone_has_a_place_too_and_names_what_is_in_the_way() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED, ENVELOPE, MILL);
        Refusal.of(desk.record(approved("dam", "10000000.00")), 422).as("over-envelope").at("/amount/amount");
        Refusal.of(desk.record(body("program-launched", "2100", "")), 422).as("date-in-the-future").at("/occurredOn");
        Refusal.of(desk.correct(4, approved("mill", "10000000.01")), 422).as("over-envelope").at("/replacement/amount/amount");
        var inTheWay = desk.correct(2, body("program-launched", "2025-01-01", ""));
        Refusal.of(inTheWay, 422).as("not-launched");
        assertThat(inTheWay.<Integer>path("milestone")).isEqualTo(4);
        assertThat(inTheWay.asString()).contains("Milestone 4 of 2024-07-15 (Project approved: A mill", "Correct or retract it first", "Corrigez-le ou retirez-le");
        var retracted = desk.retract(2);
        Refusal.of(retracted, 422).as("not-launched").at("");
        assertThat(desk.recorded()).isEqualTo(4);
    }

    @Test
    void every_mistake_in_a_sheet_is_named_at_once_with_its_place() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED);
        var refused = desk.post("/milestones/batch", batch(approved("road", "1"), LAUNCHED, MILL.replace("COPPER", "COPPERY"),
                MILL.replace("project-approved", "project-imagined")), "If-Match", "*");
        Refusal.of(refused, 400).at("/milestones/0/amount/amount", "/milestones/2/minerals/0", "/milestones/3/type");
        Refusal.of(desk.post("/milestones/batch", "{\"milestones\": []}", "If-Match", "*"), 400).at("/milestones");
        Refusal.of(desk.post("/milestones/batch", "{\"milestones\": [7], \"more\": 1}", "If-Match", "*"), 400).at("/milestones/0", "/more");
        Refusal.of(desk.post("/milestones/batch", batch(CREDIT), "If-Match", "*"), 400).at("/milestones/0/type");
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void a_sheet_can_be_tried_out_and_says_every_sentence_that_would_be_public() {
        Desk desk = Desks.program().with(REGISTERED);
        desk.post("/milestones/batch", batch(LAUNCHED, MILL), "If-Match", "*", "Prefer", "handling=validate").then().statusCode(200)
                .body("wouldRecord", hasSize(2)).body("wouldRecord[1].data.summary.en", org.hamcrest.Matchers.startsWith("Project approved"));
        assertThat(desk.recorded()).isEqualTo(1);
    }

    @Test
    void a_correction_and_a_retraction_can_be_tried_out_too() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED, MILL);
        desk.post("/milestones/3/retraction", "{\"reason\": {\"en\": \"wrong\", \"fr\": \"faux\"}}", "If-Match", "*", "Prefer",
                "handling=validate").then().statusCode(200).body("wouldRecord[0].type", equalTo("milestone-retracted"));
        assertThat(desk.recorded()).isEqualTo(3);
    }

    @Test
    void a_broken_rule_is_named_and_explained_in_both_languages() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED, ENVELOPE);
        Response refused = desk.record(approved("mill", "10000000.01"));
        refused.then().statusCode(422).contentType("application/problem+json").body("rule", equalTo("over-envelope"));
        assertThat(refused.<String>path("details.en")).contains("10000000.01").contains("10000000.00");
        assertThat(refused.<String>path("details.fr")).contains("dépasse");
        assertThat(desk.recorded()).isEqualTo(3);
    }

    @Test
    void a_tax_incentive_lives_from_its_introduction_to_its_end() {
        Desk desk = Desks.incentive().with(everyKindOfIncentive());
        desk.state().then().body("status", equalTo("lapsed")).body("until", equalTo("2027-03-31")).body("version", equalTo(6));
        assertThat(desk.summaries()).contains("Tax incentive introduced at 30%", "Renewed until March 31, 2027");
    }

    @Test
    void the_ids_of_all_programs_are_listed() {
        Desk desk = Desks.program().with(REGISTERED);
        desk.officer().get(desk.path()).then().statusCode(200).body("initiatives", org.hamcrest.Matchers.hasItem(desk.initiative()));
    }
}
