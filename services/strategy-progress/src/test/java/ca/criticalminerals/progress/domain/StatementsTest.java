package ca.criticalminerals.progress.domain;

import static ca.criticalminerals.progress.domain.Told.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.progress.domain.Fact.Part;
import ca.criticalminerals.progress.domain.Fact.Parts;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {
    private static final Parts ALL = parts(true, "6", "27");
    private static final Parts SOME = parts(false, "6", "20");

    private static Parts parts(boolean closed, String ready, String early) {
        return new Parts(closed, List.of(new Part(READY, new BigDecimal(ready)), new Part(EARLY, new BigDecimal(early))));
    }

    @Test
    void a_statement_is_the_value_and_its_only_contributor() {
        var figure = fund().stated(PARTNERS, "2026-02-27", "20").figure(PARTNERS);
        assertThat(number(figure)).isEqualTo("20");
        assertThat(Told.told(figure.contributions())).containsExactly("count-reported +20");
        assertThat(figure.itemised()).isZero();
    }

    @Test
    void what_happens_after_a_statement_is_added_to_it() {
        var figure = fund().stated(PROJECTS, "2025-01-31", "33").approved("mill", "2025-02-01", contribution("9")).figure(PROJECTS);
        assertThat(number(figure)).isEqualTo("34");
        assertThat(Told.told(figure.contributions())).containsExactly("count-reported +33", "project-approved +1");
        assertThat(figure.included()).isEmpty();
    }

    @Test
    void what_happened_before_a_statement_is_included_in_it_and_not_added() {
        var figure = fund().approved("mill", "2024-06-15", contribution("9")).stated(PROJECTS, "2025-01-31", "33").figure(PROJECTS);
        assertThat(number(figure)).isEqualTo("33");
        assertThat(Told.told(figure.contributions())).containsExactly("count-reported +33");
        assertThat(Told.told(figure.included())).containsExactly("project-approved +1");
        assertThat(figure.itemised()).isEqualByComparingTo("1");
    }

    @Test
    void what_happened_on_the_day_of_a_statement_is_included_in_it() {
        var figure = fund().stated(PROJECTS, "2025-01-31", "33").approved("mill", "2025-01-31", contribution("9")).figure(PROJECTS);
        assertThat(number(figure)).isEqualTo("33");
        assertThat(figure.included()).hasSize(1);
    }

    @Test
    void a_project_that_is_reported_late_is_included_in_the_statement_made_after_it_happened() {
        var figure = fund().stated(PROJECTS, "2025-01-31", "33").approved("mill", "2024-06-15", contribution("9")).figure(PROJECTS);
        assertThat(number(figure)).isEqualTo("33");
        assertThat(Told.told(figure.included())).containsExactly("project-approved +1");
    }

    @Test
    void a_withdrawal_after_the_statement_is_taken_from_it() {
        var figure = fund().approved("mill", "2024-06-15", contribution("9")).stated(PROJECTS, "2025-01-31", "33")
                .withdrawn("mill", "2025-03-01").figure(PROJECTS);
        assertThat(number(figure)).isEqualTo("32");
        assertThat(figure.itemised()).isZero();
    }

    @Test
    void a_later_statement_replaces_an_earlier_one() {
        var figure = fund().stated(PARTNERS, "2025-01-31", "12").stated(PARTNERS, "2026-02-27", "20").figure(PARTNERS);
        assertThat(number(figure)).isEqualTo("20");
        assertThat(figure.contributions()).hasSize(1);
    }

    @Test
    void of_two_statements_the_one_for_the_later_day_counts_whichever_was_recorded_first() {
        var figure = fund().stated(PARTNERS, "2026-02-27", "20").stated(PARTNERS, "2025-01-31", "12").figure(PARTNERS);
        assertThat(number(figure)).isEqualTo("20");
    }

    @Test
    void of_two_statements_for_the_same_day_the_one_recorded_last_counts() {
        var figure = fund().stated(PARTNERS, "2026-02-27", "20").stated(PARTNERS, "2026-02-27", "21").figure(PARTNERS);
        assertThat(number(figure)).isEqualTo("21");
    }

    @Test
    void the_statement_says_as_of_when_and_how_it_is_meant() {
        var figure = fund().stated(PARTNERS, "2025-03", "300", "over", null).figure(PARTNERS);
        assertThat(figure.qualifier()).isEqualTo("over");
        assertThat(figure.stated()).hasValueSatisfying(stated -> {
            assertThat(stated.asOf()).isEqualTo(PartialDate.of("2025-03"));
            assertThat(stated.value()).isEqualByComparingTo("300");
        });
    }

    @Test
    void a_stated_zero_is_a_value() {
        assertThat(number(fund().stated(PARTNERS, "2025-03", "0").figure(PARTNERS))).isEqualTo("0");
    }

    @Test
    void a_statement_of_one_figure_says_nothing_about_another() {
        assertThat(fund().stated(PARTNERS, "2025-03", "300").figure(OUTPUTS).hasValue()).isFalse();
    }

    @Test
    void the_parts_of_a_statement_are_statements_of_their_own_figures() {
        var told = fund().stated(PROJECTS, "2026-02-27", "33", "exact", ALL);
        assertThat(number(told.figure(READY))).isEqualTo("6");
        assertThat(number(told.figure(EARLY))).isEqualTo("27");
        assertThat(Told.told(told.figure(EARLY).contributions())).containsExactly("count-reported +27");
    }

    @Test
    void a_part_is_exact_even_where_the_whole_is_not() {
        var told = fund().stated(PROJECTS, "2026-02-27", "33", "over", SOME);
        assertThat(told.figure(PROJECTS).qualifier()).isEqualTo("over");
        assertThat(told.figure(READY).qualifier()).isEqualTo("exact");
    }

    @Test
    void a_project_after_the_statement_is_added_to_the_whole_and_to_its_part() {
        var told = fund().stated(PROJECTS, "2026-02-27", "33", "exact", ALL).approved("mill", "2026-03-01", contribution("9"));
        assertThat(number(told.figure(PROJECTS))).isEqualTo("34");
        assertThat(number(told.figure(READY))).isEqualTo("7");
        assertThat(number(told.figure(EARLY))).isEqualTo("27");
    }

    @Test
    void a_closed_breakdown_is_told_from_an_open_one() {
        assertThat(fund().stated(PROJECTS, "2026-02-27", "33", "exact", ALL).figure(PROJECTS).breakdown())
                .contains(new Figure.Breakdown(true, List.of(READY, EARLY)));
        assertThat(fund().stated(PROJECTS, "2026-02-27", "33", "exact", SOME).figure(PROJECTS).breakdown())
                .contains(new Figure.Breakdown(false, List.of(READY, EARLY)));
    }

    @Test
    void a_part_does_not_take_over_the_breakdown_of_the_whole() {
        assertThat(fund().stated(PROJECTS, "2026-02-27", "33", "exact", ALL).figure(READY).breakdown()).isEmpty();
    }

    @Test
    void a_later_statement_without_parts_ends_the_breakdown_and_leaves_the_parts_as_they_were() {
        var told = fund().stated(PROJECTS, "2025-02-27", "33", "exact", ALL).stated(PROJECTS, "2026-02-27", "35");
        assertThat(told.figure(PROJECTS).breakdown()).isEmpty();
        assertThat(number(told.figure(READY))).isEqualTo("6");
    }

    @Test
    void a_part_that_is_stated_later_than_its_own_statement_replaces_it() {
        var told = fund().stated(READY, "2025-02-27", "4").stated(PROJECTS, "2026-02-27", "33", "exact", ALL);
        assertThat(number(told.figure(READY))).isEqualTo("6");
    }

    @Test
    void a_retracted_statement_gives_way_to_the_one_before_it() {
        var told = fund().stated(PARTNERS, "2025-01-31", "12").stated(PARTNERS, "2026-02-27", "20");
        assertThat(number(told.retracted(told.version()).figure(PARTNERS))).isEqualTo("12");
    }

    @Test
    void an_agreement_after_a_statement_of_money_adds_only_its_difference() {
        var figure = fund().approved("mill", "2024-06-15", contribution("9")).stated(MONEY, "2025-01-31", "300")
                .signed("mill", "2025-02-01", contribution("7")).figure(MONEY);
        assertThat(number(figure)).isEqualTo("298");
        assertThat(Told.told(figure.contributions())).containsExactly("count-reported +300", "agreement-signed -2");
    }
}
