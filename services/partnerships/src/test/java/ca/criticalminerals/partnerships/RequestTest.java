package ca.criticalminerals.partnerships;

import static ca.criticalminerals.partnerships.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.testing.CommonRequestTest;
import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RequestTest extends CommonRequestTest {
    RequestTest() {
        super(Desks.SERVICE);
    }

    @Test
    void a_kind_of_milestone_of_another_service_is_refused() {
        Desk desk = Desks.partnership().with(REGISTERED);
        Refusal.of(desk.record(CHARTER.replace("arrangement-established", "project-approved")), 400).at("/type");
        assertThat(desk.recorded()).isEqualTo(1);
    }
}
