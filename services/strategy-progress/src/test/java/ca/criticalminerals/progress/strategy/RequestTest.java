package ca.criticalminerals.progress.strategy;

import ca.criticalminerals.testing.CommonRequestTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class RequestTest extends CommonRequestTest {
    RequestTest() {
        super(Desks.SERVICE);
    }
}
