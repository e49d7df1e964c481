package ca.criticalminerals.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestContractTest {
    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    static Stream<ObjectNode> requests() {
        return Examples.requests();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void what_an_officer_sends_keeps_the_contract(ObjectNode request) {
        assertThat(Contract.inMilestone("funding", request)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_missing_date_and_an_unknown_property_are_both_named_at_once(ObjectNode request) {
        request.remove("occurredOn");
        request.put("unheardOf", 1);
        assertThat(Contract.inMilestone("funding", request)).extracting(Violation::place)
                .containsExactly("/occurredOn", "/unheardOf");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            /projects,              0,                                            at least 1
            /projects,              1001,                                         at most 1000
            /projects,              1.5,                                          wrong type
            /projects,              "2",                                          wrong type
            /amount/amount,         "-1.00",                                      Not an amount
            /amount/amount,         "0.00",                                       Not an amount
            /amount/amount,         "1.001",                                      Not an amount
            /amount/amount,         "10000000000000.00",                          Not an amount
            /amount/amount,         1,                                            wrong type
            /amount/currency,       "USD",                                        not one of the words
            /amount/kind,           "gift",                                       not one of the words
            /occurredOn,            "2025-02-30",                                 Not a date
            /occurredOn,            "2025-13",                                    Not a date
            /occurredOn,            "yesterday",                                  Not a date
            /occurredOn,            "2025-2-3",                                   Not a date
            /jurisdictions/0,       "ZZ",                                         Unknown jurisdiction
            /minerals/0,            "GOLD",                                       Unknown mineral
            /title/en,              "",                                           empty
            /title/en,              "   ",                                        blank
            /title/en,              "\\u200b",                                    U+200B (ZERO WIDTH SPACE)
            /title/fr,              "\\u2800",                                    blank
            /title/en,              "a\\u2028b",                                  one line
            /recipients/0,          "\\udb40\\udc41 a",                           U+E0041
            /evidence/source,       "e\\u0301\\u0301\\u0301\\u0301\\u0301",          fifth mark
            /title/en,              "a\\u0000b",                                  cannot be shown
            /title/en,              "a\\u0007b",                                  cannot be shown
            /title/fr,              "a\\u202Eb",                                  cannot be shown
            /title/fr,              "a\\u2066b",                                  cannot be shown
            /title/fr,              "a\\n",                                       cannot be shown
            /project,               "mill\\n",                                    Not a key
            /amount/amount,         "1.00\\n",                                    Not an amount
            /evidence/released,     false,                                        not one of the words
            /project,               "Not A Key",                                  Not a key
            /project,               "a--b",                                       Not a key
            /evidence/confidence,   "sure",                                       not one of the words
            /evidence,              "a link",                                     wrong type
            """)
    void a_wrong_value_is_named_with_its_place(String pointer, String value, String why) throws Exception {
        var request = Examples.request("project-approved");
        set(request, pointer, JSON.readTree(value));
        var violations = Contract.inMilestone("funding", request);
        assertThat(violations).extracting(Violation::place).containsExactly(pointer);
        assertThat(violations.getFirst().text().en()).contains(why);
        assertThat(violations.getFirst().text().fr()).isNotBlank().isNotEqualTo(violations.getFirst().text().en());
    }

    @Test
    void a_title_in_which_nothing_can_be_seen_is_refused_in_both_languages() {
        var request = Examples.request("project-approved");
        set(request, "/title/en", request.textNode("\u200b"));
        set(request, "/title/fr", request.textNode("\u200b"));
        assertThat(Contract.inMilestone("funding", request)).extracting(Violation::place).containsExactly("/title/en", "/title/fr");
    }

    @ParameterizedTest
    @CsvSource({"/title/en, 300", "/evidence/source, 2000", "/project, 64"})
    void a_text_of_a_hundred_thousand_characters_is_refused(String pointer, int most) {
        var request = Examples.request("project-approved");
        set(request, pointer, request.textNode("a".repeat(100_000)));
        var violations = Contract.inMilestone("funding", request);
        assertThat(violations).extracting(Violation::place).containsExactly(pointer);
        assertThat(violations.getFirst().text().en()).hasSizeLessThan(200).containsAnyOf(String.valueOf(most), "at most");
    }

    @Test
    void a_hostile_value_is_not_repeated_as_it_is() {
        var request = Examples.request("project-approved").put("occurredOn", "2025\u202E\u0000" + "x".repeat(1_000));
        String shown = Contract.inMilestone("funding", request).getFirst().text().en();
        assertThat(shown).hasSizeLessThan(200).doesNotContain("\u202E").doesNotContain("\u0000");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            `[]`
            `1`
            `{}`
            `{"type": 5}`
            `{"type": "party-held"}`
            `{"type": "milestone-corrected"}`
            """)
    void what_is_not_a_milestone_is_refused_by_its_type(String body) throws Exception {
        assertThat(Contract.inMilestone("funding", JSON.readTree(body)))
                .extracting(Violation::place).containsExactly("/type");
    }

    @Test
    void a_correction_names_the_mistakes_of_its_replacement_with_their_place() {
        var correction = JSON.createObjectNode();
        correction.set("replacement", Examples.request("project-approved").put("projects", 0));
        assertThat(Contract.inCorrection("funding", correction)).extracting(Violation::place)
                .containsExactly("/reason", "/replacement/projects");
    }

    @Test
    void a_retraction_needs_a_reason_in_both_languages() throws Exception {
        assertThat(Contract.inRetraction(JSON.readTree("{\"reason\": {\"en\": \"wrong\"}}")))
                .extracting(Violation::place).containsExactly("/reason/fr");
    }

    @ParameterizedTest
    @CsvSource({"cmif, true", "tax-cmetc, true", "budget-2025, true", "CMIF, false", "a--b, false", "-a, false", "a b, false", "'', false"})
    void an_initiative_is_named_by_small_letters_digits_and_single_hyphens(String id, boolean valid) {
        assertThat(Contract.isInitiative(id)).isEqualTo(valid);
    }

    private static void set(ObjectNode request, String pointer, JsonNode value) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = request.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1);
        if (parent.isArray()) {
            ((ArrayNode) parent).set(Integer.parseInt(name), value);
        } else {
            ((ObjectNode) parent).set(name, value);
        }
    }
}
