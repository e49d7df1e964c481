package ca.criticalminerals.partnerships;

import ca.criticalminerals.testing.CommonLimitsTest;
import io.quarkus.test.junit.QuarkusTest;

/** This service is told of no proxy. */
@QuarkusTest
class LimitsTest extends CommonLimitsTest {
    LimitsTest() {
        super(Desks.SERVICE, false);
    }
}
