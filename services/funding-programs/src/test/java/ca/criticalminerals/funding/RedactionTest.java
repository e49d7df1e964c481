package ca.criticalminerals.funding;

import static ca.criticalminerals.funding.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a privacy officer takes out of the record, over the API. */
@QuarkusTest
class RedactionTest {
    private static final String PATH = "/v1/operations/store/redactions";
    private static final String WHY = "{\"en\": \"She asked\", \"fr\": \"Elle l’a demandé\"}";

    private static String token(String role) {
        return RealPostgresAndKafka.tokens().token(role + ".test", Set.of(role), List.of());
    }

    private static Desk named(String name) {
        return Desks.program().with(REGISTERED, body("program-launched", "2022-04-07", "").replace("file 12", "letter of " + name));
    }

    private static Response asked(String body, String... headers) {
        var request = Desk.as(token("privacy")).contentType("application/json").body(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.post(PATH);
    }

    private static String what(Desk desk, String text, String more) {
        return "{\"initiative\": \"" + desk.initiative() + "\", \"texts\": [\"" + text + "\"]" + more + "}";
    }

    private static String confirmed(Desk desk, String text) {
        String confirm = asked(what(desk, text, ""), "Prefer", "handling=validate").path("confirm");
        return what(desk, text, ", \"ground\": \"privacy\", \"reason\": " + WHY + ", \"confirm\": \"" + confirm + "\"");
    }

    @Test
    void a_name_is_taken_out_and_the_milestone_that_says_so_is_in_the_history() {
        Desk desk = named("Berta Wren");
        asked(what(desk, "Berta Wren", ""), "Prefer", "handling=validate").then().statusCode(200).header("Preference-Applied", "handling=validate")
                .body("places.milestone", contains(2)).body("places.place", contains("/data/evidence/source")).body("possible", equalTo(true));
        assertThat(desk.recorded()).as("a preview records nothing").isEqualTo(2);

        asked(confirmed(desk, "Berta Wren")).then().statusCode(201).body("milestone", equalTo(3)).body("taken.milestone", contains(2));

        String auditor = Desk.as(token("auditor")).get(desk.address("/milestones/2")).asString();
        assertThat(auditor).contains("letter of ███").doesNotContain("Berta");
        Desk.as(token("auditor")).get(desk.address("/milestones")).then().body("milestones[1].redactedBy", contains(3)).body("milestones[2].type", equalTo("text-redacted"))
                .body("milestones[2].recordedBy.en", equalTo("Privacy officer, A department"))
                .body("milestones[2].summary.fr", equalTo("Texte supprimé pour un motif juridique (protection des renseignements personnels), jalons 2\u00a0: Elle l’a demandé"));
        Desk.as(token("privacy")).get(PATH).then().statusCode(200).body("redactions.initiative", hasItem(desk.initiative()));
        desk.record(approved("road", "1000000.00")).then().statusCode(201);
    }

    @Test
    void digests_of_what_was_taken_out_are_for_auditors_only() {
        Desk desk = named("Karl Finch");
        asked(confirmed(desk, "Karl Finch")).then().statusCode(201);
        assertThat(desk.officer().get(desk.address("/milestones/3")).asString()).contains("/data/evidence/source").doesNotContain("was", "now", "spans");
        assertThat(Desk.as(token("auditor")).get(desk.address("/milestones/3")).asString()).contains("was", "now", "spans");
    }

    @Test
    void a_request_that_recorded_it_cannot_be_repeated_under_its_key() {
        Desk desk = Desks.program().with(REGISTERED);
        String launched = body("program-launched", "2022-04-07", "").replace("file 12", "letter of Lora Heron");
        desk.post("/milestones", launched, "If-Match", "*", "Idempotency-Key", "launch").then().statusCode(201);
        asked(confirmed(desk, "Lora Heron")).then().statusCode(201);

        Refusal.of(desk.post("/milestones", launched, "If-Match", "*", "Idempotency-Key", "launch"), 422).as("idempotency-key-reused");

        assertThat(desk.recorded()).isEqualTo(3);
    }

    @Test
    void a_key_cannot_be_taken_out_and_the_preview_says_so() {
        Desk desk = Desks.program().with(REGISTERED, body("program-launched", "2022-04-07", ""), approved("wren-road", "1000000.00"));
        asked(what(desk, "wren-road", ""), "Prefer", "handling=validate").then().body("possible", equalTo(false)).body("places.possible", hasItem(false));
        Refusal.of(asked(confirmed(desk, "wren-road")), 409).as("not-redacted");
        assertThat(desk.recorded()).isEqualTo(3);
    }

    @Test
    void what_is_not_there_or_was_previewed_otherwise_is_not_taken_out() {
        Desk desk = named("Mina Lark");
        String seen = confirmed(desk, "Mina Lark");
        desk.record(approved("road", "1000000.00").replace("file 12", "Mina Lark")).then().statusCode(201);
        Refusal.of(asked(seen), 409).as("not-redacted");
        Refusal.of(asked(confirmed(desk, "Nobody")), 409).as("not-redacted");
        asked("{\"texts\": [\"nobody is called so\"]}", "Prefer", "handling=validate").then().statusCode(200).body("tables.size()", equalTo(0));
        asked("{\"texts\": [\"Mina Lark\"]}", "Prefer", "handling=validate").then().statusCode(200).body("tables.'event.data'", equalTo(2));
        assertThat(desk.recorded()).isEqualTo(3);
    }

    @Test
    void a_name_with_accents_is_found_in_whichever_form_it_was_recorded() {
        named("Rene\u0301e Crake");
        named("Ren\u00e9e Crake");
        for (String typed : List.of("Ren\u00e9e Crake", "Rene\u0301e Crake")) {
            asked("{\"texts\": [\"" + typed + "\"]}", "Prefer", "handling=validate").then().statusCode(200).body("tables.'event.data'", equalTo(2));
        }
    }

    @Test
    void a_text_with_quotation_marks_is_found_wherever_it_is_written() {
        String quoted = "Ida \\\"the Crane\\\" Rook";
        Desk desk = named(quoted);
        asked("{\"texts\": [\"" + quoted + "\"]}", "Prefer", "handling=validate").then().statusCode(200).body("tables.'event.data'", equalTo(1));
        asked(confirmed(desk, quoted)).then().statusCode(201);
        asked("{\"texts\": [\"" + quoted + "\"]}", "Prefer", "handling=validate").then().statusCode(200).body("tables.size()", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a text of two letters|{'initiative': 'x', 'texts': ['ab'], 'ground': 'privacy', 'reason': WHY, 'confirm': 'c'}|/texts",
        "no text|{'initiative': 'x', 'texts': [], 'ground': 'privacy', 'reason': WHY, 'confirm': 'c'}|/texts",
        "a number as a text|{'initiative': 'x', 'texts': [12345], 'ground': 'privacy', 'reason': WHY, 'confirm': 'c'}|/texts",
        "the mark|{'initiative': 'x', 'texts': ['███'], 'ground': 'privacy', 'reason': WHY, 'confirm': 'c'}|/texts",
        "an unknown ground|{'initiative': 'x', 'texts': ['Jane'], 'ground': 'embarrassment', 'reason': WHY, 'confirm': 'c'}|/ground",
        "a reason with the text|{'initiative': 'x', 'texts': ['asked'], 'ground': 'privacy', 'reason': WHY, 'confirm': 'c'}|/reason",
        "a reason in one language|{'initiative': 'x', 'texts': ['Jane'], 'ground': 'privacy', 'reason': {'en': 'why'}, 'confirm': 'c'}|/reason",
        "nothing confirmed|{'initiative': 'x', 'texts': ['Jane'], 'ground': 'privacy', 'reason': WHY}|/confirm",
        "no initiative|{'texts': ['Jane'], 'ground': 'privacy', 'reason': WHY, 'confirm': 'c'}|/initiative",
        "a property that there is not|{'initiative': 'x', 'texts': ['Jane'], 'ground': 'privacy', 'reason': WHY, 'confirm': 'c', 'everywhere': true}|/everywhere",
        "texts and what was taken|{'initiative': 'x', 'texts': ['Jane'], 'taken': [], 'ground': 'privacy', 'reason': WHY, 'confirm': 'c'}|/texts",
        "a list that is none|{'initiative': 'x', 'taken': [{'milestone': 0}], 'ground': 'privacy', 'reason': WHY, 'confirm': 'c'}|/taken"})
    void a_request_that_is_not_understood_is_refused_with_its_place(String what, String body, String pointer) {
        Refusal.of(asked(body.replace('\'', '"').replace("WHY", WHY)), 400).at(pointer);
    }

    @Test
    void nobody_else_takes_anything_out() {
        Desk desk = named("Olga Stork");
        for (String role : List.of("officer", "operator", "auditor", "publisher", "writer")) {
            Refusal.of(Desk.as(token(role)).contentType("application/json").body(what(desk, "Olga Stork", "")).header("Prefer", "handling=validate").post(PATH), 403);
        }
        Desk.as(token("auditor")).get(PATH).then().statusCode(200).body("redactions.findAll { it.initiative == '" + desk.initiative() + "' }", empty());
    }
}
