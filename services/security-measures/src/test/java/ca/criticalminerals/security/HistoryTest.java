package ca.criticalminerals.security;

import static ca.criticalminerals.security.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import ca.criticalminerals.testing.Desk;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoryTest {
    @Test
    void the_history_can_be_read_by_people() {
        Desk desk = Desks.measure().with(LEGISLATION, PROPOSED, INTRODUCED, ASSENTED);
        assertThat(desk.summaries()).containsExactly("Registered: The measure", "Law proposed: words",
                "Law introduced in Parliament: act (words)", "Law assented to: act");
    }

    @Test
    void a_retraction_takes_the_last_step_back_and_not_one_that_others_rest_on() {
        Desk desk = Desks.measure().with(LEGISLATION, PROPOSED, INTRODUCED, ASSENTED);
        desk.retract(3).then().statusCode(422).body("rule", equalTo("illegal-step"));
        desk.retract(2).then().statusCode(422).body("rule", equalTo("unknown-law"));
        desk.retract(4).then().statusCode(201);
        desk.state().then().body("items.status", contains("introduced"));
        desk.history().then().body("milestones[3].standing", equalTo("retracted"));
    }

    @Test
    void a_correction_changes_the_state_and_obeys_the_rules() {
        Desk desk = Desks.measure().with(LEGISLATION, PROPOSED, INTRODUCED);
        desk.correct(3, INTRODUCED.replace("2024-04-10", "2024-04-11")).then().statusCode(201);
        desk.state().then().body("items[0].since", equalTo("2024-04-11"));
        desk.correct(3, INTRODUCED.replace("2024-04-10", "2024-02-28")).then().statusCode(422).body("rule", equalTo("unknown-law"))
                .body("milestone", equalTo(2));
    }
}
