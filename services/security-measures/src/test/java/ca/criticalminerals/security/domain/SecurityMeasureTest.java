package ca.criticalminerals.security.domain;

import static ca.criticalminerals.security.domain.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.CountReported;
import ca.criticalminerals.initiatives.FigureDefined;
import ca.criticalminerals.initiatives.FigureDefined.Counts;
import ca.criticalminerals.initiatives.FigureDefined.Unit;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Qualifier;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone.*;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecurityMeasureTest {
    private static final MeasureRegistered LEGISLATION = registered(MeasureKind.LEGISLATION);
    private static final MeasureEnded ENDED = new MeasureEnded(WORDS, AUTUMN, EVIDENCE);
    private static final FigureDefined LAWS = figure(Unit.COUNT, What.ITEMS, null, "law", List.of("proposed", "inForce"));

    @Test
    void a_measure_is_registered_once() {
        measure().when(LEGISLATION).recorded();
        measure(LEGISLATION).when(LEGISLATION).refusedBy("already-registered");
    }

    @Test
    void nothing_is_recorded_about_a_measure_that_is_not_registered() {
        measure().when(PROPOSED).refusedBy("not-registered");
        measure().when(ENDED).refusedBy("not-registered");
        measure().when(new MeasureRenamed(NAMES, SPRING, EVIDENCE)).refusedBy("not-registered");
        measure().when(LAWS).refusedBy("not-registered");
    }

    @Test
    void a_measure_is_renamed_to_another_name_and_keeps_the_former_ones() {
        var renamed = new MeasureRenamed(new Names(Text.of("Another name", "Un autre nom"), Optional.empty()), AUTUMN, EVIDENCE);
        measure(LEGISLATION).when(new MeasureRenamed(NAMES, AUTUMN, EVIDENCE)).refusedBy("same-name");
        measure(LEGISLATION).when(renamed).recorded();
        assertThat(state(measure(LEGISLATION, renamed)).formerNames()).containsExactly(NAMES);
    }

    @Test
    void after_its_end_nothing_later_is_recorded_about_a_measure_but_what_happened_before_may_be_recorded_late() {
        measure(LEGISLATION, PROPOSED).when(ENDED).recorded();
        var given = measure(LEGISLATION, PROPOSED, ENDED);
        given.when(INTRODUCED).recorded();
        given.when(new LawWithdrawn(ACT, WORDS, YEAR_2024, EVIDENCE)).recorded();
        given.when(new LawWithdrawn(ACT, WORDS, YEAR_2025, EVIDENCE)).refusedBy("already-ended");
        given.when(new MeasureRenamed(NAMES, YEAR_2025, EVIDENCE)).refusedBy("already-ended");
        given.when(ENDED).refusedBy("already-ended");
        given.when(LAWS).recorded();
    }

    @Test
    void a_measure_does_not_end_before_what_has_happened_to_its_items() {
        measure(LEGISLATION, PROPOSED, INTRODUCED).when(new MeasureEnded(WORDS, SPRING, EVIDENCE)).refusedBy("already-ended", 3);
        measure(LEGISLATION, PROPOSED, INTRODUCED).when(new MeasureEnded(WORDS, YEAR_2024, EVIDENCE)).recorded();
    }

    @Test
    void nothing_is_recorded_before_it_has_happened() {
        measure(LEGISLATION).when(new LawProposed(ACT, WORDS, PartialDate.of("2026-11-24"), EVIDENCE)).refusedBy("date-in-the-future");
    }

    @Test
    void a_correction_of_the_kind_of_measure_must_fit_what_it_consists_of() {
        measure(LEGISLATION, RELEASED).whenCorrected(1, registered(MeasureKind.SUPPLY)).recorded();
        measure(LEGISLATION, PROPOSED).whenCorrected(1, registered(MeasureKind.SUPPLY)).refusedBy("wrong-kind-of-measure");
    }

    @Test
    void a_retraction_takes_the_last_step_back_unless_others_rest_on_it() {
        measure(LEGISLATION, PROPOSED, INTRODUCED).whenRetracted(3).recorded();
        measure(LEGISLATION, PROPOSED, INTRODUCED).whenRetracted(2).refusedBy("unknown-law");
        measure(LEGISLATION, PROPOSED, INTRODUCED, ASSENTED).whenRetracted(3).refusedBy("illegal-step");
    }

    @Test
    void figures_count_items_in_statuses_that_they_have_or_statements_or_date_milestones() {
        var given = measure(LEGISLATION);
        given.when(LAWS).recorded();
        given.when(figure(Unit.COUNT, What.ITEMS, null, "agreement", List.of())).recorded();
        given.when(figure(Unit.COUNT, What.STATEMENTS, null, null, List.of())).recorded();
        given.when(figure(Unit.DATE, What.OCCURRENCE, "law-in-force", null, List.of())).recorded();
        given.when(figure(Unit.COUNT, What.ITEMS, null, "law", List.of("signed"))).refusedBy("rule-does-not-fit");
        given.when(figure(Unit.COUNT, What.ITEMS, null, "siege", List.of())).refusedBy("rule-does-not-fit");
        given.when(figure(Unit.COUNT, What.ITEMS, null, null, List.of())).refusedBy("rule-does-not-fit");
        given.when(figure(Unit.DATE, What.OCCURRENCE, "program-launched", null, List.of())).refusedBy("rule-does-not-fit");
        given.when(figure(Unit.COUNT, What.PROJECTS, null, null, List.of())).refusedBy("rule-does-not-fit");
    }

    @Test
    void the_number_of_items_can_also_be_stated() {
        measure(LEGISLATION, LAWS).when(new CountReported("measure.laws", BigDecimal.TWO, Qualifier.EXACT, Optional.empty(), List.of(),
                YEAR_2025, EVIDENCE)).recorded();
    }

    private static FigureDefined figure(Unit unit, What what, String milestone, String item, List<String> statuses) {
        return new FigureDefined("measure.laws", WORDS, unit, new Counts(what, Optional.empty(), Optional.ofNullable(milestone),
                Optional.ofNullable(item), statuses, Optional.empty(), Optional.empty()), SPRING, EVIDENCE);
    }
}
