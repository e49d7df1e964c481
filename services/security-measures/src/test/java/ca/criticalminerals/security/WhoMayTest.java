package ca.criticalminerals.security;

import static ca.criticalminerals.security.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.embedded.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Only officers record, and only about the measures that their token names. */
@QuarkusTest
class WhoMayTest {
    private final Desk desk = Desk.measure();
    private final Tokens tokens = RealPostgresAndKafka.tokens();

    @Test
    void without_a_token_that_can_be_believed_nothing_is_recorded_or_read() {
        Refusal.of(registering(""), 401).as("no-valid-token");
        Refusal.of(registering("a.b.c"), 401).as("no-valid-token");
        Refusal.of(Desk.as("").get(desk.path()), 401).as("no-valid-token");
        assertThat(desk.recorded()).isZero();
    }

    @Test
    void another_role_may_read_and_not_record() {
        String auditor = tokens.token("somebody", Set.of("auditor"), List.of(desk.initiative()));
        Refusal.of(registering(auditor), 403).as("not-allowed");
        Desk.as(auditor).get(desk.path()).then().statusCode(200);
    }

    @Test
    void the_officer_of_another_measure_may_not_record() {
        Refusal.of(registering(tokens.officer("officer.test", "another-measure")), 403).as("not-allowed");
        assertThat(desk.recorded()).isZero();
    }

    @Test
    void the_schemas_and_the_health_are_public() {
        Desk.as("").get("/contracts/security/law-assented.v1.schema.json").then().statusCode(200).body("title", equalTo("A law has royal assent"));
        Desk.as("").get("/q/health/live").then().statusCode(200);
    }

    private Response registering(String token) {
        return Desk.as(token).contentType("application/json").body(LEGISLATION).post(desk.path() + "/" + desk.initiative() + "/milestones");
    }
}
