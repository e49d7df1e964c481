package ca.criticalminerals.security;

import static ca.criticalminerals.security.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecordingTest {
    @Test
    void a_registration_answers_with_where_it_is_and_what_is_announced() {
        Desk desk = Desks.measure();
        desk.post("/milestones", LEGISLATION).then().statusCode(201)
                .header("ETag", "\"1\"").header("Consistency-Token", desk.initiative() + ":1")
                .header("Location", desk.address("/milestones/1"))
                .body("type", equalTo("ca.criticalminerals.security.measure-registered.v1")).body("source", equalTo("/security-measures"))
                .body("subject", equalTo(desk.initiative())).body("data.summary.fr", equalTo("Inscription : La mesure"));
        desk.officer().get(desk.path()).then().statusCode(200).body("initiatives", hasItem(desk.initiative()));
    }

    @Test
    void a_measure_is_read_as_it_stands_with_what_it_consists_of() {
        Desk desk = Desks.measure().with(LEGISLATION, PROPOSED, INTRODUCED,
                body("instrument-released", "2025-10-31", """
                        "instrument": "list", "kind": "list", "title": {"en": "List", "fr": "Liste"}"""));
        desk.state().then().statusCode(200).header("ETag", "\"4\"").body("measure", equalTo("legislation")).body("status", equalTo("active"))
                .body("items.item", contains("law", "instrument")).body("items.key", contains("act", "list"))
                .body("items.status", contains("introduced", "released")).body("items.since", contains("2024-04-10", "2025-10-31"))
                .body("items[1].title.fr", equalTo("Liste"));
    }

    @Test
    void a_replaced_agreement_names_the_other_and_an_ended_measure_its_end() {
        Desk desk = Desks.measure().with(everyKindOfSupply());
        desk.with(body("measure-ended", "2026-03", "\"reason\": {\"en\": \"words\", \"fr\": \"mots\"}"));
        desk.state().then().body("status", equalTo("ended")).body("endedOn", equalTo("2026-03"))
                .body("items.status", contains("replaced", "ended", "ended")).body("items[0].replacedBy", equalTo("second"));
    }

    @Test
    void a_term_that_is_not_disclosed_is_not_one_that_is_unknown() {
        Desk desk = Desks.measure().with(SUPPLY, NEGOTIATED, SIGNED);
        desk.officer().get(desk.address("/milestones/3")).then().statusCode(200)
                .body("data.quantity.text.en", equalTo("500 t")).body("data.price.notDisclosed", equalTo(true))
                .body("data", not(hasKey("term")))
                .body("data.summary.en", equalTo("Agreement signed: first; quantity: 500 t; price not disclosed"));
    }

    @Test
    void a_broken_rule_is_named_and_explained_in_both_languages() {
        Desk desk = Desks.measure().with(LEGISLATION, PROPOSED);
        var refused = desk.record(ASSENTED);
        Refusal.of(refused, 422).as("illegal-step");
        assertThat(refused.<String>path("details.en")).isEqualTo("The law act cannot go from “proposed” to “assented”.");
        assertThat(refused.<String>path("details.fr")).isEqualTo("La loi act ne peut pas passer de l’état « proposé » à l’état « sanctionné ».");
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void of_a_sheet_with_a_broken_rule_nothing_is_recorded_and_the_row_is_named() {
        Desk desk = Desks.measure();
        String sheet = "{\"milestones\": [%s]}";
        Refusal.of(desk.post("/milestones/batch", sheet.formatted(String.join(", ", LEGISLATION, PROPOSED, NEGOTIATED))), 422)
                .as("wrong-kind-of-measure").at("/milestones/2");
        assertThat(desk.recorded()).isZero();
        desk.post("/milestones/batch", sheet.formatted(String.join(", ", LEGISLATION, PROPOSED, INTRODUCED))).then().statusCode(201)
                .body("recorded", equalTo(3));
    }

    @Test
    void a_dry_run_says_the_public_sentence_and_records_nothing() {
        Desk desk = Desks.measure().with(LEGISLATION);
        desk.tryOut(PROPOSED).then().statusCode(200).body("wouldRecord", hasSize(1))
                .body("wouldRecord[0].data.summary.en", equalTo("Law proposed: words"));
        assertThat(desk.recorded()).isEqualTo(1);
    }
}
