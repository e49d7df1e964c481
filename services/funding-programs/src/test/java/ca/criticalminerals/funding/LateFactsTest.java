package ca.criticalminerals.funding;

import static ca.criticalminerals.funding.Bodies.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.store.Aggregate;
import ca.criticalminerals.eventsourcing.store.EventStore;
import ca.criticalminerals.eventsourcing.store.WriteRequest;
import ca.criticalminerals.funding.domain.FundingProgram;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.testing.Desk;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Facts that are recorded in another order than they happened. */
@QuarkusTest
class LateFactsTest {
    @Inject
    EventStore store;

    private static String envelope(String type, String on, String amount) {
        return body(type, on, "\"envelope\": " + money(amount, "envelope") + (type.equals("envelope-set") ? "" : ", " + words("reason")));
    }

    private static String approved(String project, String on, String amount) {
        return Bodies.approved(project, amount).replace("2024-07-15", on);
    }

    private static String signed(String project, String on, String amount) {
        return Bodies.signed(project, amount).replace("2025-03-05", on);
    }

    private static String renamed(String on, String name) {
        return body("program-renamed", on, "\"names\": {\"name\": {\"en\": \"%s\", \"fr\": \"%s (fr)\"}}".formatted(name, name));
    }

    private static Desk launched() {
        return Desks.program().with(REGISTERED, body("program-launched", "2022-04-07", ""));
    }

    @Test
    void an_envelope_that_is_found_late_does_not_replace_a_later_one() {
        Desk desk = launched().with(envelope("envelope-set", "2022-04-07", "100000000.00"),
                envelope("envelope-changed", "2025-11-04", "300000000.00"), envelope("envelope-changed", "2024-04-16", "150000000.00"));
        desk.state().then().body("envelope", equalTo("300000000.00"));
        desk.record(approved("mine", "2026-01-10", "200000000.00")).then().statusCode(201);
        desk.state().then().body("left", equalTo("100000000.00"));
    }

    @Test
    void a_rule_holds_at_the_time_of_the_fact_whatever_was_recorded_first() {
        Desk desk = launched().with(envelope("envelope-set", "2022-04-07", "100000000.00"), envelope("envelope-changed", "2025-11-04", "300000000.00"));
        desk.record(approved("mine", "2024-01-10", "200000000.00")).then().statusCode(422).body("rule", equalTo("over-envelope"));
        desk.with(approved("mine", "2026-01-10", "200000000.00"));
        desk.record(envelope("envelope-changed", "2025-12-01", "150000000.00")).then().statusCode(422)
                .body("rule", equalTo("over-envelope")).body("milestone", equalTo(5))
                .body("details.en", containsString("Milestone 5 of 2026-01-10 (Project approved: A mill (A company), $200 million) stands in the way: "))
                .body("details.en", containsString("Correct or retract it first."))
                .body("details.fr", containsString("Le jalon 5 du 2026-01-10 (Projet approuvé")).body("details.fr", containsString(" fait obstacle : "));
        assertThat(desk.recorded()).isEqualTo(5);
    }

    @Test
    void of_two_agreements_that_dates_cannot_tell_the_one_recorded_last_holds() {
        Desk desk = launched().with(envelope("envelope-set", "2022-04-07", "20000000.00"), approved("a", "2024-02", "10000000.00"));
        desk.with(signed("a", "2025", "18000000.00"), signed("a", "2025-03", "5000000.00"));
        desk.state().then().body("committed", equalTo("5000000.00")).body("projects[0].status", equalTo("signed"));
        Desk other = launched().with(envelope("envelope-set", "2022-04-07", "20000000.00"), approved("a", "2024-02", "10000000.00"));
        other.with(signed("a", "2025-03", "5000000.00"), signed("a", "2025", "18000000.00"));
        other.state().then().body("committed", equalTo("18000000.00"));
    }

    @Test
    void an_agreement_that_is_found_late_does_not_replace_a_later_one() {
        Desk desk = launched().with(approved("a", "2023-02", "10000000.00"), signed("a", "2025-03-05", "5000000.00"), signed("a", "2024-03-05", "7000000.00"));
        desk.state().then().body("committed", equalTo("5000000.00"));
        desk.with(body("project-completed", "2024-12-01", "\"project\": \"a\""));
        desk.state().then().body("projects[0].status", equalTo("completed")).body("committed", equalTo("5000000.00"));
    }

    @Test
    void a_name_that_is_found_late_is_a_former_name() {
        Desk desk = launched().with(renamed("2025-06-01", "Newest"), renamed("2023-06-01", "Newer"));
        desk.state().then().body("names.name.en", equalTo("Newest")).body("formerNames.name.en", contains("The Fund", "Newer"));
    }

    @Test
    void a_launch_that_is_found_late_does_not_open_a_closed_program_again() {
        for (String launch : new String[] {"2022", "2024", "2024-03-01"}) {
            Desk desk = Desks.program().with(REGISTERED, body("program-closed", "2024-06-30", words("reason")), body("program-launched", launch, ""));
            desk.state().then().body("status", equalTo("closed")).body("launchedOn", equalTo(launch)).body("successor", nullValue());
        }
        Desks.program().with(REGISTERED, body("program-closed", "2024-06-30", words("reason")))
                .record(body("program-launched", "2024-07-01", "")).then().statusCode(422).body("rule", equalTo("already-closed"));
    }

    @Test
    void an_end_before_something_that_was_recorded_is_refused_with_its_number() {
        Desk desk = launched().with(approved("a", "2024-02", "10000000.00"));
        desk.record(body("program-closed", "2023-06", words("reason"))).then().statusCode(422).body("rule", equalTo("already-closed"))
                .body("milestone", equalTo(3));
        desk.record(body("program-absorbed", "2024-02-10", "\"successor\": \"other\"")).then().statusCode(201);
        desk.state().then().body("status", equalTo("absorbed"));
    }

    @Test
    void in_a_batch_the_refusal_says_which_milestone_and_what_is_in_its_way() {
        Desk desk = launched().with(approved("a", "2024-02", "10000000.00"));
        desk.post("/milestones/batch", batch(renamed("2024-03", "Other"), body("project-withdrawn", "2024-01", "\"project\": \"a\", " + words("reason"))),
                "If-Match", "*").then().statusCode(422).body("rule", equalTo("unknown-project")).body("milestone", equalTo(3))
                .body("errors[0].pointer", equalTo("/milestones/1/project"));
    }

    @Test
    void a_renewal_that_is_found_late_does_not_shorten_a_later_one() {
        Desk desk = Desks.incentive().with(CREDIT, body("tax-incentive-renewed", "2024-03", "\"until\": \"2027-03-31\""),
                body("tax-incentive-renewed", "2022-03", "\"until\": \"2024-03-31\""));
        desk.state().then().body("until", equalTo("2027-03-31")).body("status", equalTo("active")).body("formerNames", hasSize(0));
        desk.record(body("tax-incentive-renewed", "2023-03", "\"until\": \"2028-03-31\"")).then().statusCode(422)
                .body("rule", equalTo("renewal-does-not-extend")).body("milestone", equalTo(2));
    }

    @Test
    void an_operator_sees_what_an_older_store_shows_otherwise_and_what_is_impossible_in_it() {
        Desk desk = Desks.program().with(REGISTERED, renamed("2025-06-01", "Newest"));
        recordedUnderNoRules(desk, renamed("2023-06-01", "Newer"), approved("a", "2024-02", "10000000.00"), body("program-launched", "2024-06", ""));
        String found = "different.find { it.initiative == '" + desk.initiative() + "' }.";
        Desk.as(RealPostgresAndKafka.tokens().token("operator.test", Set.of("operator"), List.of())).get("/v1/operations/store/order").then().statusCode(200)
                .body(found + "inOrderOfRecording.names.name.en", equalTo("Newer")).body(found + "inEffectiveOrder.names.name.en", equalTo("Newest"))
                .body(found + "impossible.milestone", contains(4)).body(found + "impossible[0].rule", equalTo("not-launched"))
                .body(found + "impossible[0].detail.fr", containsString("Le jalon 4 du 2024-02 fait obstacle"));
        desk.with(renamed("2022-06-01", "New"), body("project-completed", "2024-07", "\"project\": \"a\""));
        desk.state().then().body("formerNames.name.en", contains("The Fund", "New", "Newer")).body("projects[0].status", equalTo("completed"));
    }

    /** Records as a store holds it that is older than a rule. */
    private void recordedUnderNoRules(Desk desk, String... milestones) {
        var rules = new Ledger.Rules<>(FundingProgram.RULES.initialState(), (Milestone milestone, Initiative<FundingProgram> _) -> milestone, FundingProgram.RULES.evolve());
        var lenient = new Aggregate<>(rules, rules.decider(), FundingBeans.FUNDING_PROGRAM.milestones(), FundingBeans.FUNDING_PROGRAM.registration());
        for (String milestone : milestones) {
            var command = new RecordMilestone<>(FundingBeans.JSON.milestone(json(milestone)), LocalDate.of(2026, 1, 1));
            store.record(lenient, desk.initiative(), List.of(command), new WriteRequest("officer.test", OptionalInt.empty(), Optional.empty(), "", Optional.empty()));
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void an_incentive_that_lapsed_is_not_active_again_because_of_what_happened_in_that_year() {
        Desk desk = Desks.incentive().with(CREDIT, body("tax-incentive-lapsed", "2025-06", ""), body("tax-incentive-expanded", "2025", words("change")));
        desk.state().then().body("status", equalTo("lapsed")).body("lapsedOn", equalTo("2025-06"));
    }
}
