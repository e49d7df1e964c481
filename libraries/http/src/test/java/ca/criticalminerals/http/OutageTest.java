package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class OutageTest {
    @Test
    void the_cause_of_an_outage_is_said_once_and_not_with_every_request() {
        var outage = new Outage(Logger.getLogger(OutageTest.class), "the database");
        var failure = new IllegalStateException(new SQLException("the server is starting"));

        long said = IntStream.range(0, 1_000).filter(_ -> outage.warn(failure)).count();

        assertThat(said).isEqualTo(1);
    }
}
