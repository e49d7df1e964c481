package ca.criticalminerals.funding;

import static ca.criticalminerals.funding.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Milestones with a mistake in them: each is refused with the places of all its mistakes, and nothing is recorded. */
@QuarkusTest
class BadInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Desk desk = Desks.program();

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            an unknown kind of milestone,        /type,                  "party-held",          /type
            a kind that only corrections have,   /type,                  "milestone-retracted", /type
            an unknown field,                    /colour,                "red",                 /colour
            a recorder in the body,              /recordedBy,            "somebody.else",       /recordedBy
            an unknown field further inside,     /amount/tax,            1,                     /amount/tax
            text instead of a number,            /projects,              "2",                   /projects
            null instead of a number,            /projects,              null,                  /projects
            a list instead of text,              /project,               ["mill"],              /project
            text instead of a list,              /minerals,              "COPPER",              /minerals
            text instead of an object,           /evidence,              "a link",              /evidence
            text instead of a truth value,       /amount/upTo,           "yes",                 /amount/upTo
            no project at all,                   /projects,              0,                     /projects
            a negative number of projects,       /projects,              -1,                    /projects
            more projects than one can support,  /projects,              1001,                  /projects
            more projects than an int can hold,  /projects,              4294967297,            /projects
            a number beyond any range,           /projects,              1e400,                 /projects
            one and a half projects,             /projects,              1.5,                   /projects
            a negative amount,                   /amount/amount,         "-1.00",               /amount/amount
            an over-precise amount,              /amount/amount,         "1.001",               /amount/amount
            an amount of nothing,                /amount/amount,         "0.00",                /amount/amount
            a huge amount,                       /amount/amount,         "10000000000000.00",   /amount/amount
            an amount in exponents,              /amount/amount,         "1e9",                 /amount/amount
            an amount with a comma,              /amount/amount,         `"1,00"`,              /amount/amount
            a number instead of an amount,       /amount/amount,         4700000.00,            /amount/amount
            another currency,                    /amount/currency,       "USD",                 /amount/currency
            an unknown kind of money,            /amount/kind,           "gift",                /amount/kind
            a day that February lacks,           /occurredOn,            "2025-02-30",          /occurredOn
            a leap day of an ordinary year,      /occurredOn,            "2025-02-29",          /occurredOn
            a thirteenth month,                  /occurredOn,            "2025-13",             /occurredOn
            a date in words,                     /occurredOn,            "yesterday",           /occurredOn
            a date without zeros,                /occurredOn,            "2025-2-3",            /occurredOn
            a year before years,                 /occurredOn,            "0000",                /occurredOn
            a date with a time,                  /occurredOn,            "2025-02-03T00:00:00Z", /occurredOn
            an unknown jurisdiction,             /jurisdictions/0,       "ZZ",                  /jurisdictions/0
            a jurisdiction twice,                /jurisdictions,         `["BC", "BC"]`,        /jurisdictions
            an unknown mineral,                  /minerals/0,            "GOLD",                /minerals/0
            an empty title,                      /title/en,              "",                    /title/en
            a blank title,                       /title/en,              "   ",                 /title/en
            a title in one language only,        /title,                 {"en": "A mill"},      /title/fr
            a NUL,                               /title/en,              "a\\u0000b",           /title/en
            a control character,                 /title/en,              "a\\u0007b",           /title/en
            an override from right to left,      /title/fr,              "a\\u202Eb",           /title/fr
            half of a surrogate pair,            /title/fr,              "a\\uD800b",           /title/fr
            a control character in a recipient,  /recipients/0,          "a\\u0000b",           /recipients/0
            a key with spaces,                   /project,               "a mill",              /project
            an unknown confidence,               /evidence/confidence,   "sure",                /evidence/confidence
            """)
    void a_wrong_value_is_refused_with_its_place(String what, String place, String value, String pointer) {
        desk.with(REGISTERED, LAUNCHED);
        Refusal.of(desk.record(mill(place, value)), 400).as("invalid-request").at(pointer);
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/title/en", "/evidence/source", "/project", "/recipients/0", "/occurredOn", "/amount/amount", "/type"})
    void a_text_of_a_hundred_thousand_characters_is_refused_and_not_repeated(String place) {
        desk.with(REGISTERED, LAUNCHED);
        var answer = desk.record(mill(place, "\"" + "a".repeat(100_000) + "\""));
        Refusal.of(answer, 400).at(place);
        assertThat(answer.asString()).hasSizeLessThan(2_000);
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/project", "/stream"})
    void a_key_of_three_thousand_words_is_refused_as_too_long(String place) {
        desk.with(REGISTERED, LAUNCHED);
        Refusal.of(desk.record(mill(place, "\"a" + "-a".repeat(3_000) + "\"")), 400).at(place);
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void all_missing_fields_are_named_at_once() {
        desk.with(REGISTERED, LAUNCHED);
        Refusal.of(desk.record("{\"type\": \"project-approved\"}"), 400)
                .at("/evidence", "/occurredOn", "/project", "/projects", "/title");
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void all_mistakes_of_a_registration_are_named_at_once_and_nothing_is_registered() {
        Refusal.of(desk.post("/milestones", """
                {"type": "program-registered", "names": {"name": {"en": "", "fr": "Le Fonds"}}, "theme": "war", "rank": 1,
                 "occurredOn": "2025-02-30"}"""), 400)
                .at("/evidence", "/leadOrganization", "/names/name/en", "/occurredOn", "/rank", "/standing", "/theme");
        assertThat(desk.state().statusCode()).isEqualTo(404);
    }

    @Test
    void a_milestone_of_the_future_is_refused_by_its_rule() {
        desk.with(REGISTERED, LAUNCHED);
        Refusal.of(desk.record(mill("/occurredOn", "\"2100\"")), 422).as("date-in-the-future");
        assertThat(desk.recorded()).isEqualTo(2);
    }

    @Test
    void a_milestone_of_an_initiative_that_nobody_registered_is_refused_by_its_rule() {
        Refusal.of(desk.record(LAUNCHED), 422).as("not-registered");
        assertThat(desk.recorded()).isZero();
    }

    @Test
    void a_milestone_of_another_kind_of_initiative_is_refused() {
        var credit = Desks.incentive().with(CREDIT);
        Refusal.of(credit.record(LAUNCHED), 400).at("/type");
        Refusal.of(credit.correct(1, LAUNCHED), 400).at("/replacement/type");
        assertThat(credit.recorded()).isEqualTo(1);
    }

    @Test
    void an_id_that_belongs_to_another_kind_of_initiative_is_refused_by_its_rule() {
        desk.with(REGISTERED);
        Refusal.of(new Desk("/v1/tax-incentives", desk.initiative(), desk.roles()).record(CREDIT), 422).as("other-kind-of-initiative");
        assertThat(desk.recorded()).isEqualTo(1);
    }

    @Test
    void html_in_a_title_is_kept_as_it_is() {
        String title = "<script>alert(1)</script> & <b>Mill</b>";
        desk.with(REGISTERED, LAUNCHED).record(mill("/title/en", "\"" + title + "\"")).then().statusCode(201)
                .body("data.title.en", equalTo(title));
        desk.officer().get(desk.address("/milestones/3")).then().body("data.title.en", equalTo(title));
    }

    /** The approval of the mill with another value in one place; the value is put in as it is written. */
    private static String mill(String place, String value) {
        try {
            var milestone = (ObjectNode) JSON.readTree(MILL);
            int last = place.lastIndexOf('/');
            JsonNode parent = milestone.at(place.substring(0, last));
            String name = place.substring(last + 1);
            if (parent instanceof ArrayNode list) {
                list.set(Integer.parseInt(name), "HERE");
            } else {
                ((ObjectNode) parent).put(name, "HERE");
            }
            return milestone.toString().replace("\"HERE\"", value);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
