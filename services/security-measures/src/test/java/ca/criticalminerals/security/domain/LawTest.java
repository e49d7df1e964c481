package ca.criticalminerals.security.domain;

import static ca.criticalminerals.security.domain.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone.*;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.testing.Given;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A law has stages and moves along legal steps only. */
class LawTest {
    private static final Map<String, List<Milestone>> WAYS = Map.of(
            "proposed", List.of(PROPOSED),
            "introduced", List.of(INTRODUCED_FIRST),
            "assented", List.of(PROPOSED, INTRODUCED, ASSENTED),
            "inForce", List.of(PROPOSED, INTRODUCED, ASSENTED, IN_FORCE),
            "withdrawn", List.of(PROPOSED, WITHDRAWN),
            "repealed", List.of(INTRODUCED_FIRST, ASSENTED, REPEALED));
    private static final Map<String, Milestone> STEPS = Map.of("introduced", INTRODUCED, "assented", ASSENTED, "inForce", IN_FORCE,
            "withdrawn", WITHDRAWN, "repealed", REPEALED);

    @ParameterizedTest
    @CsvSource({"proposed, introduced withdrawn", "introduced, assented withdrawn", "assented, inForce repealed", "inForce, repealed",
            "withdrawn, ''", "repealed, ''"})
    void a_law_takes_legal_steps_only(String from, String next) {
        var given = given(WAYS.get(from).toArray(Milestone[]::new));
        assertThat(Word.of(status(given))).isEqualTo(from);
        STEPS.forEach((to, step) -> {
            if (List.of(next.split(" ")).contains(to)) {
                given.when(step).recorded();
                assertThat(Word.of(status(given.and(step)))).isEqualTo(to);
            } else {
                given.when(step).refusedBy("illegal-step");
            }
        });
    }

    @Test
    void an_illegal_step_is_explained_by_where_it_comes_from_and_where_it_leads() {
        var text = given(PROPOSED).when(IN_FORCE).refusedBy("illegal-step");
        assertThat(text.en()).isEqualTo("The law act cannot go from “proposed” to “in force”.");
        assertThat(text.fr()).isEqualTo("La loi act ne peut pas passer de l’état « proposé » à l’état « en vigueur ».");
    }

    @Test
    void a_law_begins_with_its_proposal_or_its_introduction_which_then_has_its_title() {
        given().when(PROPOSED).recorded();
        given().when(INTRODUCED_FIRST).recorded();
        given().when(INTRODUCED).refusedBy("unknown-law");
        given().when(ASSENTED).refusedBy("unknown-law");
        given(PROPOSED).when(INTRODUCED_FIRST).refusedBy("duplicate-law");
    }

    @Test
    void a_step_is_not_dated_before_the_one_it_follows() {
        given(PROPOSED).when(introduced("2024-03-23")).refusedBy("unknown-law", 2);
        given(PROPOSED).when(introduced("2024-02")).refusedBy("unknown-law", 2);
        given(PROPOSED).when(introduced("2023")).refusedBy("unknown-law", 2);
        given(PROPOSED).when(introduced("2024-03-24")).recorded();
    }

    @Test
    void a_step_whose_date_is_less_precise_may_have_been_after_the_one_it_follows() {
        given(PROPOSED).when(introduced("2024-03")).recorded();
        given(PROPOSED).when(introduced("2024")).recorded();
        given(new LawProposed(ACT, WORDS, YEAR_2024, EVIDENCE)).when(introduced("2024-01-01")).recorded();
        given(new LawProposed(ACT, WORDS, YEAR_2024, EVIDENCE)).when(introduced("2023-12-31")).refusedBy("unknown-law", 2);
    }

    @Test
    void an_imprecise_date_in_between_does_not_hide_a_precise_one_before_it() {
        given(PROPOSED, introduced("2024")).when(new LawAssented(ACT, PartialDate.of("2024-03-01"), EVIDENCE))
                .refusedBy("unknown-law", 2);
        given(PROPOSED, introduced("2024")).when(new LawAssented(ACT, SUMMER, EVIDENCE)).recorded();
    }

    @Test
    void two_laws_of_a_measure_go_their_own_ways() {
        var other = new LawProposed("other-act", WORDS, AUTUMN, EVIDENCE);
        given(PROPOSED, other).when(INTRODUCED).recorded();
        given(PROPOSED, other).when(new LawInForce("other-act", AUTUMN, EVIDENCE)).refusedBy("illegal-step");
    }

    private static Given<Initiative<SecurityMeasure>> given(Milestone... milestones) {
        return measure(registered(MeasureKind.LEGISLATION)).and(milestones);
    }

    private static LawIntroduced introduced(String on) {
        return new LawIntroduced(ACT, Optional.empty(), Optional.empty(), PartialDate.of(on), EVIDENCE);
    }

    private static Status status(Given<Initiative<SecurityMeasure>> given) {
        return state(given).item(new Item.Id(ItemKind.LAW, ACT)).orElseThrow().status();
    }
}
