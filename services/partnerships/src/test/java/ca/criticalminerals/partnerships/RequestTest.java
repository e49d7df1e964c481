package ca.criticalminerals.partnerships;

import static ca.criticalminerals.partnerships.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong before anyone looks at the milestone in them. */
@QuarkusTest
class RequestTest {
    private final Desk desk = Desk.partnership();

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "{} trailing", "nonsense"})
    void what_is_not_one_json_document_is_refused(String body) {
        desk.with(REGISTERED);
        Refusal.of(desk.record(body), 400).as("malformed-json");
        assertThat(desk.recorded()).isEqualTo(1);
    }

    @Test
    void a_kind_of_milestone_of_another_service_is_refused() {
        desk.with(REGISTERED);
        Refusal.of(desk.record(CHARTER.replace("arrangement-established", "project-approved")), 400).at("/type");
        assertThat(desk.recorded()).isEqualTo(1);
    }

    @Test
    void another_content_type_is_refused() {
        Refusal.of(desk.officer().contentType("text/plain").body(REGISTERED).post(desk.path() + "/" + desk.initiative() + "/milestones"), 415);
    }

    @Test
    void an_address_that_cannot_be_is_not_found() {
        Refusal.of(desk.officer().body(REGISTERED).post("/v1/partnerships/NOT-AN-ID/milestones"), 404);
        Refusal.of(desk.officer().get("/v1/funding-programs"), 404);
    }
}
