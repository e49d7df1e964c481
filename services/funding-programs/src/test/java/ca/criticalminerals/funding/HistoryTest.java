package ca.criticalminerals.funding;

import static ca.criticalminerals.funding.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoryTest {
    @Test
    void the_history_can_be_read_by_people() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED, MILL, signed("mill", "4397625.00"));
        assertThat(desk.summaries()).containsExactly("Registered: The Fund", "Program launched",
                "Project approved: A mill (A company), $4.7 million", "Agreement signed: mill, $4,397,625");
        desk.history().then().body("milestones[2].occurredOn", equalTo("2024-07-15"))
                .body("milestones[2].recordedBy.fr", startsWith("Agent, ")).body("milestones[2].recordedByPerson", nullValue())
                .body("milestones[2].summary.fr", equalTo("Projet approuvé : Une usine (A company), 4,7\u00a0millions de dollars"));
        Instant recorded = Instant.parse(desk.history().path("milestones[2].recordedAt"));
        assertThat(recorded).isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
    }

    @Test
    void a_correction_changes_the_state_and_both_stay_in_the_history() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED, MILL);
        desk.correct(3, approved("mill", "4400000.00")).then().statusCode(201)
                .body("data.summary.en", equalTo("Correction of milestone 3 (misread): Project approved: A mill (A company), $4.4 million"));
        desk.state().then().body("projects", hasSize(1)).body("projects[0].amount", equalTo("4400000.00"));
        desk.history().then().body("milestones", hasSize(4)).body("milestones[2].standing", equalTo("corrected"))
                .body("milestones[2].correctedBy", equalTo(java.util.List.of(4)))
                .body("milestones[2].summary.en", equalTo("Project approved: A mill (A company), $4.7 million"));
    }

    @Test
    void a_retraction_takes_the_milestone_out_of_the_state_and_not_out_of_the_history() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED, MILL);
        desk.retract(3).then().statusCode(201);
        desk.state().then().body("projects", hasSize(0)).body("committed", equalTo("0"));
        desk.history().then().body("milestones", hasSize(4)).body("milestones[2].standing", equalTo("retracted"))
                .body("milestones[2].retractedBy", equalTo(4));
    }

    @Test
    void what_was_never_recorded_can_be_neither_corrected_nor_retracted() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED);
        desk.correct(9, LAUNCHED).then().statusCode(422).body("rule", equalTo("unknown-milestone"));
        desk.retract(9).then().statusCode(422).body("rule", equalTo("unknown-milestone"));
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void a_correction_that_breaks_a_later_milestone_is_refused_by_its_rule() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED, ENVELOPE, MILL);
        desk.correct(2, body("program-launched", "2025-01-01", "")).then().statusCode(422).body("rule", equalTo("not-launched"));
        assertThat(desk.recorded()).isEqualTo(4);
    }

    @Test
    void a_correction_names_all_mistakes_with_their_place() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED);
        desk.post("/milestones/2/correction", "{\"replacement\": {\"type\": \"program-launched\", \"occurredOn\": \"2025-02-30\"}}", "If-Match", "*")
                .then().statusCode(400).body("errors.pointer",
                        equalTo(java.util.List.of("/reason", "/replacement/evidence", "/replacement/occurredOn")));
    }

    @Test
    void a_history_has_pages_and_what_became_of_a_milestone_is_on_its_page() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED);
        desk.post("/milestones/batch", batch(IntStream.range(0, 150).mapToObj(i -> approved("project-" + i, "1.00")).toArray(String[]::new)), "If-Match", "*").then().statusCode(201);
        desk.retract(3).then().statusCode(201);
        desk.correct(110, approved("project-107", "2.00")).then().statusCode(201);

        var first = desk.history();
        first.then().statusCode(200).body("version", equalTo(154)).body("milestones", hasSize(100)).body("milestones[0].milestone", equalTo(1))
                .body("milestones[2].standing", equalTo("retracted")).body("milestones[2].retractedBy", equalTo(153));
        assertThat(first.header("Link")).isEqualTo("<" + desk.address("/milestones") + "?cursor=after-100>; rel=\"next\"");
        var second = desk.officer().get(desk.address("/milestones") + "?cursor=after-100");
        second.then().statusCode(200).header("Link", nullValue()).body("milestones", hasSize(54)).body("milestones[0].milestone", equalTo(101))
                .body("milestones[9].standing", equalTo("corrected")).body("milestones[9].correctedBy", equalTo(java.util.List.of(154)))
                .body("milestones[53].type", equalTo("milestone-corrected"));
        desk.officer().get(desk.address("/milestones") + "?cursor=after-154").then().statusCode(200).body("milestones", hasSize(0));
        for (String query : java.util.List.of("?cursor=x", "?cursor=100", "?cursor=after--1", "?cursor=after-99999999999", "?page=2")) {
            Refusal.of(desk.officer().get(desk.address("/milestones") + query), 400);
        }
    }

    @Test
    void a_question_with_a_parameter_that_there_is_not_has_no_answer() {
        Desk desk = Desks.program().with(REGISTERED);
        for (String address : java.util.List.of(desk.path(), desk.address(""), desk.address("/milestones"), desk.address("/milestones/1"))) {
            Refusal.of(desk.officer().get(address + "?asOf=2024-01-01"), 400).at("asOf");
        }
    }

    @Test
    void whoever_has_the_newest_state_or_history_gets_it_not_again() {
        Desk desk = Desks.program().with(REGISTERED, LAUNCHED);
        for (String below : java.util.List.of("", "/milestones")) {
            String tag = desk.officer().get(desk.address(below)).header("ETag");
            assertThat(tag).isEqualTo("\"2\"");
            for (String known : java.util.List.of(tag, "W/" + tag, "\"1\", " + tag, "*")) {
                desk.officer().header("If-None-Match", known).get(desk.address(below)).then().statusCode(304).header("ETag", tag);
            }
            desk.officer().header("If-None-Match", "\"1\"").get(desk.address(below)).then().statusCode(200);
        }
        String tag = desk.history().header("ETag");
        desk.with(ENVELOPE).officer().header("If-None-Match", tag).get(desk.address("/milestones")).then().statusCode(200).body("milestones", hasSize(3));
        desk.officer().header("If-None-Match", tag).get(desk.address("")).then().statusCode(200).body("version", equalTo(3));
    }

    @Test
    void an_unknown_initiative_or_milestone_is_not_found() {
        Desk desk = Desks.program();
        desk.state().then().statusCode(404).contentType("application/problem+json");
        desk.history().then().statusCode(404);
        desk.with(REGISTERED).officer().get(desk.address("/milestones/2")).then().statusCode(404);
        desk.officer().get("/v1/tax-incentives/" + desk.initiative()).then().statusCode(404);
    }
}
