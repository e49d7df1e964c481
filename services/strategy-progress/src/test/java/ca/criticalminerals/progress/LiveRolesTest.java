package ca.criticalminerals.progress;

import ca.criticalminerals.testing.CommonRolesTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class LiveRolesTest extends CommonRolesTest {
    LiveRolesTest() {
        super("strategy-progress");
    }
}
