package ca.criticalminerals.funding;

import ca.criticalminerals.testing.CommonWhoMayTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class WhoMayTest extends CommonWhoMayTest {
    WhoMayTest() {
        super(Desks.SERVICE);
    }
}
