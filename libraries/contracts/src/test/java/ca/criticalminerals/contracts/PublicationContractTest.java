package ca.criticalminerals.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode asked() {
        ObjectNode asked = JSON.createObjectNode().put("asOf", "2026-02-27");
        asked.putObject("approvedBy").put("en", "Minister").put("fr", "Ministre");
        return asked;
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-25T02:29:58Z", "2026-11-25T02:29:58.5Z", "2026-11-25T02:29:58.123456Z"})
    void an_edition_is_asked_for_as_of_a_day_with_or_without_an_instant(String knownAt) {
        assertThat(Contract.inPublication(asked())).isEmpty();
        assertThat(Contract.inPublication(asked().put("knownAt", knownAt))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"asOf, 2026-02-30, Not a day", "asOf, 2026-02, Not a day", "knownAt, 2026-11-25, Not an instant", "knownAt, 2026-13-25T02:29:58Z, Not an instant",
            "knownAt, 2026-11-25T02:29:58.1234567Z, Not an instant", "knownAt, 9999-11-25T02:29:58Z, Not an instant", "approvedBy, Minister, wrong type", "unheardOf, 1, no such property"})
    void a_mistake_is_named_in_both_languages(String property, String value, String why) {
        var violations = Contract.inPublication(asked().put(property, value));
        assertThat(violations).extracting(Violation::place).containsExactly("/" + property);
        assertThat(violations.getFirst().text().en()).contains(why);
        assertThat(violations.getFirst().text().fr()).isNotBlank().isNotEqualTo(violations.getFirst().text().en());
    }

    @Test
    void nobody_sends_an_edition_as_a_milestone() {
        var sent = (ObjectNode) Examples.document("strategy/edition-published.first").get("data");
        sent.remove("summary");
        assertThat(Contract.inMilestone("strategy", sent.put("type", "edition-published"))).extracting(Violation::place).containsExactly("/type");
    }
}
