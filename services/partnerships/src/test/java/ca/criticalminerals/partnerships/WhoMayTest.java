package ca.criticalminerals.partnerships;

import static ca.criticalminerals.partnerships.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.embedded.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only officers record, only about the initiatives that their token names, and only with a token that can be believed. */
@QuarkusTest
class WhoMayTest {
    private final Desk desk = Desk.partnership();
    private final Tokens tokens = RealPostgresAndKafka.tokens();

    @Test
    void without_a_token_nothing_is_recorded_and_nothing_read() {
        notBelieved(registering(""));
        desk.with(REGISTERED);
        Refusal.of(Desk.as("").get(desk.path() + "/" + desk.initiative()), 401).as("no-valid-token");
    }

    @Test
    void a_token_of_another_key_issuer_audience_or_time_is_not_believed(@TempDir Path elsewhere) {
        notBelieved(registering(Tokens.create(elsewhere).officer("officer.test", desk.initiative())));
        notBelieved(registering(officer(Duration.ofHours(1), "https://elsewhere.example", Tokens.AUDIENCE)));
        notBelieved(registering(officer(Duration.ofHours(1), Tokens.ISSUER, "another-system")));
        notBelieved(registering(officer(Duration.ofHours(-1), Tokens.ISSUER, Tokens.AUDIENCE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auditor", "publisher", "operator"})
    void another_role_may_read_and_not_record(String role) {
        String token = tokens.token("somebody", Set.of(role), List.of(desk.initiative()));
        notAllowed(registering(token));
        Desk.as(token).get(desk.path()).then().statusCode(200);
    }

    @Test
    void the_officer_of_another_initiative_may_not_record() {
        notAllowed(registering(tokens.officer("officer.test", "another-alliance")));
        notAllowed(registering(tokens.officer("officer.test")));
    }

    @Test
    void the_schemas_and_the_health_are_public() {
        Desk.as("").get("/contracts/partnerships/role-assumed.v1.schema.json").then().statusCode(200)
                .body("title", equalTo("Canada takes on an office"));
        Desk.as("").get("/q/health/live").then().statusCode(200);
    }

    private String officer(Duration validity, String issuer, String audience) {
        return tokens.token("officer.test", Set.of("officer"), List.of(desk.initiative()), validity, issuer, audience);
    }

    private Response registering(String token) {
        return Desk.as(token).contentType("application/json").body(REGISTERED).post(desk.path() + "/" + desk.initiative() + "/milestones");
    }

    private void notBelieved(Response answer) {
        Refusal.of(answer, 401).as("no-valid-token");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(desk.recorded()).isZero();
    }

    private void notAllowed(Response answer) {
        Refusal.of(answer, 403).as("not-allowed");
        assertThat(desk.recorded()).isZero();
    }
}
