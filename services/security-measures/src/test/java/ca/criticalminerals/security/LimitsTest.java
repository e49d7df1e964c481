package ca.criticalminerals.security;

import ca.criticalminerals.testing.CommonLimitsTest;
import io.quarkus.test.junit.QuarkusTest;

/** The proxy that this service believes is elsewhere. */
@QuarkusTest
class LimitsTest extends CommonLimitsTest {
    LimitsTest() {
        super(Desks.SERVICE, false);
    }
}
