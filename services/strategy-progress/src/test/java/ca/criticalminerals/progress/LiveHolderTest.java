package ca.criticalminerals.progress;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens whose holder cannot be named: they publish nothing and decide nothing. */
@QuarkusTest
class LiveHolderTest {
    @ParameterizedTest
    @ValueSource(strings = {"NAME\0", "NAME\n", "\u202eNAME", "", "LONG"})
    void a_holder_who_cannot_be_named_publishes_nothing_and_decides_nothing(String name) {
        int editions = LiveEditions.published();
        String token = RealPostgresAndKafka.tokens().token(Set.of("publisher", "operator"), Set.of(),
                Map.of("upn", name.replace("LONG", "x".repeat(301)), "sub", "s-1"));
        for (String command : List.of("/v1/editions", "/v1/operations/parked/some-fund/release", "/v1/operations/parked/funding-programs.milestones/1/repair",
                "/v1/operations/parked/funding-programs.milestones/1/set-aside", "/v1/operations/rebuild", "/v1/operations/rebuild/switch",
                "/v1/operations/rebuild/discard", "/v1/operations/rebuild/comparison", "/v1/operations/store/republish", "/v1/operations/store/recovery",
                "/v1/operations/store/records/1/without")) {
            given().auth().oauth2(token).contentType("application/json").body("{}").post(command).then().statusCode(401)
                    .body("type", anyOf(equalTo("urn:ca.criticalminerals:problem:improper-holder"), equalTo("urn:ca.criticalminerals:problem:no-valid-token")));
        }
        given().contentType("application/x-www-form-urlencoded").body("token=" + token).post("/en/operations").then().statusCode(401);
        Assertions.assertThat(LiveEditions.published()).isEqualTo(editions);
    }
}
