package ca.criticalminerals.security;

import static ca.criticalminerals.security.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.testing.CommonRequestTest;
import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that do not keep the contract: each is refused with the places of its mistakes, and nothing is recorded. */
@QuarkusTest
class RequestTest extends CommonRequestTest {
    private final Desk desk = Desks.measure();

    RequestTest() {
        super(Desks.SERVICE);
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "notDisclosed": false           | "notDisclosed": true | /price/notDisclosed
            "notDisclosed": true, "text": {"en": "a", "fr": "b"} | "notDisclosed": true | /price/text
            "text": {"en": "a"}             | "notDisclosed": true | /price/text/fr
            "amount": "1.00"                | "notDisclosed": true | /price/amount
            "price": {}                     | "price": {"notDisclosed": true} | /price/text
            "price": "secret"               | "price": {"notDisclosed": true} | /price
            "minerals": []                  | "price": {"notDisclosed": true} | /minerals
            "minerals": ["GOLD"]            | "price": {"notDisclosed": true} | /minerals/0
            "agreement": "Not A Key"        | "agreement": "first" | /agreement
            """)
    void a_wrong_value_is_refused_with_its_place(String wrong, String right, String place) {
        desk.with(SUPPLY, NEGOTIATED);
        var refused = desk.record(SIGNED.replace(right, wrong));
        Refusal.of(refused, 400).as("invalid-request");
        assertThat(refused.<List<String>>path("errors.pointer")).contains(place);
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void all_missing_properties_of_a_registration_are_named_at_once() {
        Refusal.of(desk.post("/milestones", "{\"type\": \"measure-registered\", \"measure\": \"siege\"}"), 400)
                .at("/evidence", "/leadOrganization", "/measure", "/names", "/occurredOn", "/standing", "/theme");
        assertThat(desk.recorded()).isZero();
    }

    @Test
    void a_milestone_of_another_service_is_refused_by_its_kind() {
        desk.with(SUPPLY);
        Refusal.of(desk.record(body("program-launched", "2024", "")), 400).at("/type");
    }
}
