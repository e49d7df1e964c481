package ca.criticalminerals.progress.domain;

import static ca.criticalminerals.progress.domain.Told.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectsTest {
    @Test
    void a_project_counts_once_whatever_its_approval_agreement_and_completion() {
        var told = fund().approved("mill", "2024-06-15", upTo("4700000")).signed("mill", "2025-02-01", contribution("4397625"))
                .completed("mill", "2026-01-10");
        assertThat(number(told.figure(PROJECTS))).isEqualTo("1");
    }

    @Test
    void an_agreement_replaces_the_amount_and_both_milestones_add_up_to_it() {
        var told = fund().approved("mill", "2024-06-15", upTo("4700000")).signed("mill", "2025-02-01", contribution("4397625"));
        assertThat(number(told.figure(MONEY))).isEqualTo("4397625");
        assertThat(Told.told(told.figure(MONEY).contributions())).containsExactly("project-approved +4700000", "agreement-signed -302375");
        assertThat(Told.told(told.figure(PROJECTS).contributions())).containsExactly("project-approved +1", "agreement-signed +0");
    }

    @Test
    void an_agreement_for_the_same_amount_is_listed_and_changes_nothing() {
        var told = fund().approved("road", "2024-12-13", contribution("12900000")).signed("road", "2025", contribution("12900000"));
        assertThat(number(told.figure(MONEY))).isEqualTo("12900000");
        assertThat(Told.told(told.figure(MONEY).contributions())).containsExactly("project-approved +12900000", "agreement-signed +0");
    }

    @Test
    void an_agreement_brings_the_amount_that_its_approval_left_open() {
        var told = fund().approved("mill", "2024-06-15", 1, Optional.empty(), Optional.empty(), List.of())
                .signed("mill", "2025-02-01", contribution("5"));
        assertThat(number(told.figure(MONEY))).isEqualTo("5");
        assertThat(number(told.figure(PROJECTS))).isEqualTo("1");
    }

    @Test
    void the_later_of_two_agreements_has_the_last_word() {
        var told = fund().approved("mill", "2024-06-15", upTo("9")).signed("mill", "2025-02-01", contribution("7"))
                .signed("mill", "2025-08-01", contribution("8"));
        assertThat(number(told.figure(MONEY))).isEqualTo("8");
        assertThat(Told.told(told.figure(MONEY).contributions()))
                .containsExactly("project-approved +9", "agreement-signed -2", "agreement-signed +1");
    }

    @Test
    void an_agreement_that_took_effect_before_its_approval_still_has_the_last_word() {
        var told = fund().approved("mill", "2024", upTo("9")).signed("mill", "2024-06-15", contribution("7"));
        assertThat(number(told.figure(MONEY))).isEqualTo("7");
        assertThat(number(told.figure(PROJECTS))).isEqualTo("1");
    }

    @Test
    void a_withdrawal_takes_the_project_and_its_money_away() {
        var told = fund().approved("mill", "2024-06-15", upTo("9")).signed("mill", "2025-02-01", contribution("7"))
                .withdrawn("mill", "2025-03-01");
        assertThat(number(told.figure(PROJECTS))).isEqualTo("0");
        assertThat(number(told.figure(MONEY))).isEqualTo("0");
        assertThat(Told.told(told.figure(MONEY).contributions()))
                .containsExactly("project-approved +9", "agreement-signed -2", "project-withdrawn -7");
        assertThat(Told.told(told.figure(PROJECTS).contributions()))
                .containsExactly("project-approved +1", "agreement-signed +0", "project-withdrawn -1");
    }

    @Test
    void a_withdrawal_of_a_project_without_an_amount_takes_its_count_away() {
        var told = fund().approved("mill", "2024-06-15", 3, Optional.empty(), Optional.empty(), List.of()).withdrawn("mill", "2025-03-01");
        assertThat(number(told.figure(PROJECTS))).isEqualTo("0");
        assertThat(told.now().money()).isEmpty();
    }

    @Test
    void an_agreement_that_may_have_been_after_the_withdrawal_brings_no_money_back() {
        var told = fund().approved("mill", "2024-06-15", upTo("9")).signed("mill", "2025", contribution("7"))
                .withdrawn("mill", "2025-03-01");
        assertThat(number(told.figure(MONEY))).isEqualTo("0");
        assertThat(number(told.figure(PROJECTS))).isEqualTo("0");
        assertThat(told.now().money().get("contribution").number()).hasValueSatisfying(money -> assertThat(money).isZero());
    }

    @Test
    void a_completion_dated_after_the_withdrawal_brings_nothing_back() {
        var told = fund().approved("mill", "2024-06-15", upTo("9")).completed("mill", "2025").withdrawn("mill", "2025-03-01");
        assertThat(number(told.figure(MONEY))).isEqualTo("0");
        assertThat(number(told.figure(PROJECTS))).isEqualTo("0");
    }

    @Test
    void an_approval_in_the_year_of_its_withdrawal_came_before_it() {
        var told = fund().approved("mill", "2025", upTo("9")).withdrawn("mill", "2025-03-01");
        assertThat(Told.told(told.figure(PROJECTS).contributions())).containsExactly("project-approved +1", "project-withdrawn -1");
        assertThat(Told.told(told.figure(MONEY).contributions())).containsExactly("project-approved +9", "project-withdrawn -9");
    }

    @Test
    void of_two_agreements_that_dates_cannot_tell_the_one_recorded_last_holds() {
        var fund = fund().approved("mill", "2024-02", upTo("10"));
        assertThat(number(fund.signed("mill", "2025", contribution("18")).signed("mill", "2025-03", contribution("5")).figure(MONEY))).isEqualTo("5");
        var other = fund().approved("mill", "2024-02", upTo("10"));
        assertThat(number(other.signed("mill", "2025-03", contribution("5")).signed("mill", "2025", contribution("18")).figure(MONEY))).isEqualTo("18");
    }

    @Test
    void an_agreement_counts_from_its_day_even_if_its_approval_is_only_dated_to_the_year() {
        var told = fund().approved("mill", "2025", upTo("9")).signed("mill", "2025-03-01", contribution("7"));
        assertThat(number(told.asOf("2025-04-01").figures().get(MONEY))).isEqualTo("7");
        assertThat(number(told.figure(MONEY))).isEqualTo("7");
    }

    @Test
    void the_withdrawal_of_one_project_leaves_the_others() {
        var told = fund().approved("mill", "2024-06-15", contribution("9")).approved("road", "2024-07-15", contribution("4"))
                .withdrawn("mill", "2025-03-01");
        assertThat(number(told.figure(PROJECTS))).isEqualTo("1");
        assertThat(number(told.figure(MONEY))).isEqualTo("4");
    }

    @Test
    void an_agreement_of_another_kind_of_money_moves_the_amount_to_that_kind() {
        var told = fund().approved("mill", "2024-06-15", contribution("9")).signed("mill", "2025-02-01", loan("7"));
        var money = told.now().money();
        assertThat(number(money.get("contribution"))).isEqualTo("0");
        assertThat(number(money.get("loan"))).isEqualTo("7");
        assertThat(Told.told(money.get("contribution").contributions())).containsExactly("project-approved +9", "agreement-signed -9");
        assertThat(Told.told(money.get("loan").contributions())).containsExactly("agreement-signed +7");
        assertThat(number(told.figure(PROJECTS))).isEqualTo("1");
    }

    @Test
    void a_withdrawal_after_the_kind_of_money_changed_takes_the_new_kind_away() {
        var told = fund().approved("mill", "2024-06-15", contribution("9")).signed("mill", "2025-02-01", loan("7"))
                .withdrawn("mill", "2025-03-01");
        assertThat(number(told.now().money().get("contribution"))).isEqualTo("0");
        assertThat(number(told.now().money().get("loan"))).isEqualTo("0");
        assertThat(number(told.figure(PROJECTS))).isEqualTo("0");
    }

    @Test
    void only_contributions_are_in_the_figure_of_contributions() {
        var told = fund().approved("mill", "2024-06-15", contribution("9")).approved("road", "2024-07-15", loan("4"));
        assertThat(number(told.figure(MONEY))).isEqualTo("9");
        assertThat(number(told.figure(PROJECTS))).isEqualTo("2");
    }

    @Test
    void one_approval_can_stand_for_several_projects() {
        var told = fund().approved("roads", "2024-06-15", 3, Optional.of("ready"), Optional.of(contribution("9")), List.of())
                .signed("roads", "2025-02-01", contribution("8"));
        assertThat(number(told.figure(PROJECTS))).isEqualTo("3");
        assertThat(number(told.withdrawn("roads", "2025-03-01").figure(PROJECTS))).isEqualTo("0");
    }

    @Test
    void a_figure_of_a_stream_counts_the_projects_of_that_stream_only() {
        var told = fund().approved("mill", "2024-06-15", contribution("9"))
                .approved("road", "2024-07-15", 2, Optional.of("early"), Optional.of(contribution("4")), List.of())
                .approved("port", "2024-08-15", 1, Optional.empty(), Optional.of(contribution("2")), List.of())
                .withdrawn("road", "2025-03-01");
        assertThat(number(told.figure(READY))).isEqualTo("1");
        assertThat(number(told.figure(EARLY))).isEqualTo("0");
        assertThat(number(told.figure(PROJECTS))).isEqualTo("2");
        assertThat(Told.told(told.figure(EARLY).contributions())).containsExactly("project-approved +2", "project-withdrawn -2");
    }

    @Test
    void an_agreement_belongs_to_the_stream_of_its_project() {
        var told = fund().defined("fund.contributions.early", "cad", new Fact.Rule(Fact.What.CONTRIBUTIONS, Optional.of("early"), Optional.empty()))
                .approved("mill", "2024-06-15", contribution("9"))
                .approved("road", "2024-07-15", 1, Optional.of("early"), Optional.of(contribution("4")), List.of())
                .signed("road", "2025-01-01", contribution("5"));
        assertThat(number(told.figure("fund.contributions.early"))).isEqualTo("5");
    }

    @Test
    void a_figure_of_which_nothing_is_known_has_no_value_rather_than_zero() {
        var told = fund();
        assertThat(told.figure(PROJECTS).hasValue()).isFalse();
        assertThat(told.figure(PROJECTS).itemised()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void amounts_in_cents_add_up_exactly() {
        var told = fund();
        for (int i = 0; i < 10; i++) {
            told.approved("p" + i, "2024-06-15", contribution("0.10"));
        }
        assertThat(number(told.figure(MONEY))).isEqualTo("1.00");
    }
}
