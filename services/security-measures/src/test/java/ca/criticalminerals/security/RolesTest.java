package ca.criticalminerals.security;

import ca.criticalminerals.testing.CommonRolesTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class RolesTest extends CommonRolesTest {
    RolesTest() {
        super("security-measures");
    }
}
