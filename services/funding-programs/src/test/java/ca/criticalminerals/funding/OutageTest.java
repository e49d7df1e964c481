package ca.criticalminerals.funding;

import ca.criticalminerals.testing.CommonOutageTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class OutageTest extends CommonOutageTest {
    OutageTest() {
        super(Desks.SERVICE);
    }
}
