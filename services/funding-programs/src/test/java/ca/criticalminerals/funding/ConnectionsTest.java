package ca.criticalminerals.funding;

import ca.criticalminerals.testing.CommonConnectionsTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ConnectionsTest extends CommonConnectionsTest {
    ConnectionsTest() {
        super(Desks.SERVICE);
    }
}
