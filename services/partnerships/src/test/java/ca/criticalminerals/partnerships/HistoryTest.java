package ca.criticalminerals.partnerships;

import static ca.criticalminerals.partnerships.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoryTest {
    @Test
    void the_history_can_be_read_by_people() {
        Desk desk = Desks.partnership().with(REGISTERED, CHARTER, RENEWED, CONTRIBUTION);
        assertThat(desk.summaries()).containsExactly("Registered: The Alliance", "Arrangement established: The charter, not binding",
                "Arrangement renewed: charter until June 30, 2030", "Contribution committed: Scholarships (The forum), $10 million");
        desk.history().then().body("milestones[3].occurredOn", equalTo("2024-04")).body("milestones[3].recordedBy.en", startsWith("Officer, "))
                .body("milestones[3].summary.fr", equalTo("Contribution engagée : Bourses (Le forum), 10\u00a0millions de dollars"));
    }

    @Test
    void a_correction_changes_the_state_and_both_stay_in_the_history() {
        Desk desk = Desks.partnership().with(REGISTERED, CONTRIBUTION);
        desk.correct(2, committed("12000000.00")).then().statusCode(201);
        desk.state().then().body("items", hasSize(1)).body("items[0].amount", equalTo("12000000.00"));
        desk.history().then().body("milestones", hasSize(3)).body("milestones[1].standing", equalTo("corrected"))
                .body("milestones[1].correctedBy", equalTo(List.of(3)));
    }

    @Test
    void a_retraction_takes_the_milestone_out_of_the_state_and_not_out_of_the_history() {
        Desk desk = Desks.partnership().with(REGISTERED, CONTRIBUTION);
        desk.retract(2).then().statusCode(201);
        desk.state().then().body("items", hasSize(0)).body("status", equalTo("announced"));
        desk.history().then().body("milestones[1].standing", equalTo("retracted")).body("milestones[1].retractedBy", equalTo(3));
        desk.retract(1).then().statusCode(201);
        desk.state().then().body("status", equalTo("retracted"));
    }

    @Test
    void a_correction_that_breaks_a_later_milestone_is_refused_by_its_rule() {
        Desk desk = Desks.partnership().with(REGISTERED, CHARTER, RENEWED);
        desk.correct(2, CHARTER.replace("2024-03-24", "2025")).then().statusCode(422).body("rule", equalTo("unknown-arrangement"))
                .body("milestone", equalTo(3)).body("details.en", startsWith("Milestone 3 of "));
        assertThat(desk.recorded()).isEqualTo(3);
    }

    @Test
    void an_unknown_partnership_or_milestone_is_not_found() {
        Desk desk = Desks.partnership();
        Refusal.of(desk.state(), 404);
        Refusal.of(desk.with(REGISTERED).officer().get(desk.address("/milestones/2")), 404);
    }
}
