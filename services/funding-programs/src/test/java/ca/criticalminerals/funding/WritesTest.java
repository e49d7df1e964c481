package ca.criticalminerals.funding;

import ca.criticalminerals.testing.CommonWritesTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class WritesTest extends CommonWritesTest {
    WritesTest() {
        super(Desks.SERVICE);
    }
}
