package ca.criticalminerals.partnerships;

import ca.criticalminerals.testing.CommonAnswersTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class AnswersTest extends CommonAnswersTest {
    AnswersTest() {
        super(Desks.SERVICE);
    }
}
