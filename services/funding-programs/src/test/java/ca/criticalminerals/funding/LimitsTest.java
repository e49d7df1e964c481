package ca.criticalminerals.funding;

import ca.criticalminerals.testing.CommonLimitsTest;
import io.quarkus.test.junit.QuarkusTest;

/** The proxy that this service believes is where the test is. */
@QuarkusTest
class LimitsTest extends CommonLimitsTest {
    LimitsTest() {
        super(Desks.SERVICE, true);
    }
}
