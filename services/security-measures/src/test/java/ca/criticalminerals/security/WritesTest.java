package ca.criticalminerals.security;

import ca.criticalminerals.testing.CommonWritesTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class WritesTest extends CommonWritesTest {
    WritesTest() {
        super(Desks.SERVICE);
    }
}
