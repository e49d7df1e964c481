package ca.criticalminerals.partnerships;

import ca.criticalminerals.testing.CommonRolesTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class RolesTest extends CommonRolesTest {
    RolesTest() {
        super("partnerships");
    }
}
