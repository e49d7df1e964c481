package ca.criticalminerals.funding;

import static ca.criticalminerals.funding.Bodies.*;
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
    void a_number_that_would_fill_the_memory_when_written_out_is_refused() {
        Desk desk = Desks.program();
        desk.with(REGISTERED, figure(desk.initiative() + ".projects"));
        Refusal.of(desk.record(counted(desk.initiative() + ".projects", 1).replace("\"value\": 1", "\"value\": 1e-999999999")), 400).at("/value");
        assertThat(desk.recorded()).isEqualTo(2);
    }
}
