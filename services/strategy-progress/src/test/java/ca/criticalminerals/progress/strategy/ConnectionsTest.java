package ca.criticalminerals.progress.strategy;

import ca.criticalminerals.testing.CommonConnectionsTest;
import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ConnectionsTest extends CommonConnectionsTest {
    ConnectionsTest() {
        super(Desks.SERVICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/en/operations", "/fr/exploitation"})
    void a_form_has_one_token_and_no_more(String form) {
        var answer = Desk.as("").contentType("application/x-www-form-urlencoded").body("token=" + "a".repeat(20_000)).post(form);
        Refusal.of(answer, 413).as("body-too-large");
    }
}
