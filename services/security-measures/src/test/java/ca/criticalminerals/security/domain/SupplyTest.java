package ca.criticalminerals.security.domain;

import static ca.criticalminerals.security.domain.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone.*;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.testing.Given;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agreements about supply, and the minerals of a designation. */
class SupplyTest {
    private static final Map<String, List<Milestone>> WAYS = Map.of(
            "negotiating", List.of(NEGOTIATED),
            "announced", List.of(NEGOTIATED, ANNOUNCED),
            "signed", List.of(NEGOTIATED, SIGNED),
            "replaced", List.of(NEGOTIATED, SIGNED, REPLACED),
            "ended", List.of(NEGOTIATED, AGREEMENT_ENDED));
    private static final Map<String, Milestone> STEPS =
            Map.of("announced", ANNOUNCED, "signed", SIGNED, "replaced", REPLACED, "ended", AGREEMENT_ENDED);

    @ParameterizedTest
    @CsvSource({"negotiating, announced signed ended", "announced, signed replaced ended", "signed, replaced ended", "replaced, ''", "ended, ''"})
    void an_agreement_takes_legal_steps_only(String from, String next) {
        var given = given(OTHER_SIGNED_FIRST).and(WAYS.get(from).toArray(Milestone[]::new));
        assertThat(Word.of(item(given).status())).isEqualTo(from);
        STEPS.forEach((to, step) -> {
            if (List.of(next.split(" ")).contains(to)) {
                given.when(step).recorded();
                assertThat(Word.of(item(given.and(step)).status())).isEqualTo(to);
            } else {
                given.when(step).refusedBy("illegal-step");
            }
        });
    }

    @Test
    void an_agreement_may_become_known_when_it_is_announced_or_signed_and_is_then_described() {
        var title = Optional.of(WORDS);
        var company = Optional.of("A company");
        var graphite = List.of("GRAPHITE");
        given().when(new AgreementAnnounced(GRAPHITE, title, company, graphite, List.of("QC"), SUMMER, EVIDENCE)).recorded();
        given().when(signed(GRAPHITE, title, company, graphite)).recorded();
        given().when(ANNOUNCED).refusedBy("unknown-agreement");
        given().when(SIGNED).refusedBy("unknown-agreement");
        given(NEGOTIATED).when(signed(GRAPHITE, title, company, graphite)).refusedBy("duplicate-agreement");
    }

    @Test
    void an_agreement_is_described_wholly_or_not_at_all() {
        var title = Optional.of(WORDS);
        var company = Optional.of("A company");
        given().when(signed(GRAPHITE, title, company, List.of())).refusedBy("half-described-agreement");
        given().when(signed(GRAPHITE, title, Optional.empty(), List.of("GRAPHITE"))).refusedBy("half-described-agreement");
        given().when(signed(GRAPHITE, Optional.empty(), company, List.of("GRAPHITE"))).refusedBy("half-described-agreement");
        given(NEGOTIATED).when(new AgreementAnnounced(GRAPHITE, Optional.empty(), Optional.empty(), List.of(), List.of("QC"), SUMMER, EVIDENCE))
                .refusedBy("half-described-agreement");
    }

    @Test
    void an_agreement_is_replaced_by_another_one_of_the_measure() {
        given(NEGOTIATED, SIGNED).when(REPLACED).refusedBy("unknown-agreement");
        given(NEGOTIATED, SIGNED).when(replaced(GRAPHITE, GRAPHITE)).refusedBy("replaced-by-itself");
        given(NEGOTIATED, SIGNED, OTHER_SIGNED_FIRST).when(REPLACED).recorded();
        assertThat(item(given(NEGOTIATED, SIGNED, OTHER_SIGNED_FIRST, REPLACED)).replacedBy()).contains("other");
    }

    @Test
    void agreements_do_not_replace_each_other_in_a_circle() {
        given(NEGOTIATED, SIGNED, OTHER_SIGNED_FIRST, REPLACED).when(replaced("other", GRAPHITE)).refusedBy("replaced-by-itself");
    }

    @Test
    void a_chain_of_replacements_may_be_recorded_from_its_end() {
        var third = signed("third", Optional.of(WORDS), Optional.of("A company"), List.of("TIN"));
        given(NEGOTIATED, SIGNED, OTHER_SIGNED_FIRST, third, replaced("other", "third")).when(REPLACED).recorded();
    }

    @Test
    void a_designation_names_its_minerals_or_says_that_they_are_not_disclosed() {
        var given = measure(registered(MeasureKind.DESIGNATION));
        given.when(designated(List.of("TIN"), Optional.empty())).recorded();
        given.when(designated(List.of(), Optional.of(true))).recorded();
        given.when(designated(List.of(), Optional.empty())).refusedBy("minerals-or-not-disclosed");
        given.when(designated(List.of("TIN"), Optional.of(true))).refusedBy("minerals-or-not-disclosed");
    }

    private static Given<Initiative<SecurityMeasure>> given(Milestone... milestones) {
        return measure(registered(MeasureKind.SUPPLY)).and(milestones);
    }

    private static Item item(Given<Initiative<SecurityMeasure>> given) {
        return state(given).item(new Item.Id(ItemKind.AGREEMENT, GRAPHITE)).orElseThrow();
    }
}
