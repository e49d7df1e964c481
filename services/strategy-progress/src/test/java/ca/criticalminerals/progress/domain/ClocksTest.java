package ca.criticalminerals.progress.domain;

import static ca.criticalminerals.progress.domain.Told.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final Instant BEFORE_ALL = Instant.parse("2026-05-31T00:00:00Z");

    private static Fact.Approved mill(String amount) {
        return new Fact.Approved("mill", Optional.of("ready"), 1, Optional.of(contribution(amount)), List.of("A company"), List.of(), List.of());
    }

    private static String projects(Initiative initiative) {
        return number(initiative.figures().get(PROJECTS));
    }

    private static String money(Initiative initiative) {
        return number(initiative.figures().get(MONEY));
    }

    @Test
    void a_day_counts_from_that_day_on() {
        var told = fund().approved("mill", "2024-06-15", contribution("9"));
        assertThat(projects(told.asOf("2024-06-14"))).isEqualTo("–");
        assertThat(projects(told.asOf("2024-06-15"))).isEqualTo("1");
    }

    @Test
    void a_month_counts_from_its_last_day() {
        var told = fund().approved("mill", "2024-02", contribution("9"));
        assertThat(projects(told.asOf("2024-02-28"))).isEqualTo("–");
        assertThat(projects(told.asOf("2024-02-29"))).isEqualTo("1");
    }

    @Test
    void a_year_counts_from_its_last_day() {
        var told = fund().approved("mill", "2024", contribution("9"));
        assertThat(projects(told.asOf("2024-12-30"))).isEqualTo("–");
        assertThat(projects(told.asOf("2024-12-31"))).isEqualTo("1");
    }

    @Test
    void what_is_dated_by_the_running_year_counts_from_the_day_it_was_recorded_because_it_has_happened() {
        var told = fund().recordedFrom("2026-06-10T16:00:00Z").approved("mill", "2026", contribution("9"));
        assertThat(projects(told.asOf("2026-06-09"))).isEqualTo("–");
        assertThat(projects(told.asOf("2026-06-10"))).isEqualTo("1");
    }

    @Test
    void the_day_of_recording_is_the_day_in_ottawa() {
        var told = fund().recordedFrom("2026-06-11T03:59:00Z").approved("mill", "2026", contribution("9"));
        assertThat(projects(told.asOf("2026-06-10"))).isEqualTo("1");
    }

    @Test
    void milestones_after_the_day_asked_for_are_not_counted() {
        var told = fund().approved("mill", "2024-06-15", contribution("9")).signed("mill", "2025-02-01", contribution("7"))
                .withdrawn("mill", "2025-03-01");
        assertThat(money(told.asOf("2025-01-31"))).isEqualTo("9");
        assertThat(money(told.asOf("2025-02-28"))).isEqualTo("7");
        assertThat(projects(told.asOf("2025-02-28"))).isEqualTo("1");
        assertThat(projects(told.asOf("2025-03-01"))).isEqualTo("0");
    }

    @Test
    void a_statement_for_a_later_day_does_not_reach_back() {
        var told = fund().approved("mill", "2024-06-15", contribution("9")).stated(PROJECTS, "2026-02-27", "33");
        assertThat(projects(told.asOf("2026-02-26"))).isEqualTo("1");
        assertThat(told.asOf("2026-02-26").figures().get(PROJECTS).stated()).isEmpty();
    }

    @Test
    void milestones_that_count_later_stay_in_the_record() {
        var told = fund().approved("mill", "2024-06-15", contribution("9"));
        assertThat(told.asOf("2020-01-01").entries()).hasSize(told.version());
    }

    @Test
    void a_late_report_takes_effect_where_it_belongs() {
        var told = fund().signed("mill", "2025-02-01", contribution("7")).approved("mill", "2024-06-15", contribution("9"));
        assertThat(money(told.asOf("2024-12-31"))).isEqualTo("9");
        assertThat(money(told.now())).isEqualTo("7");
    }

    @Test
    void the_order_of_recording_does_not_change_what_projects_and_amounts_are() {
        var one = fund().approved("mill", "2024-06-15", contribution("9")).approved("road", "2024-07-15", contribution("4"))
                .signed("mill", "2025-02-01", contribution("7")).stated(PROJECTS, "2024-06-30", "5");
        var other = fund().stated(PROJECTS, "2024-06-30", "5").signed("mill", "2025-02-01", contribution("7"))
                .approved("road", "2024-07-15", contribution("4")).approved("mill", "2024-06-15", contribution("9"));
        for (String day : List.of("2024-06-20", "2024-06-30", "2024-12-31", "2025-12-31")) {
            assertThat(projects(one.asOf(day))).as(day).isEqualTo(projects(other.asOf(day)));
            assertThat(money(one.asOf(day))).as(day).isEqualTo(money(other.asOf(day)));
        }
    }

    @Test
    void nothing_is_known_before_the_registration_was_recorded() {
        assertThat(fund().history().at(LATER, BEFORE_ALL)).isEmpty();
    }

    @Test
    void a_milestone_is_known_from_the_instant_at_which_it_was_recorded() {
        var told = fund().approved("mill", "2024-06-15", contribution("9"));
        assertThat(projects(told.knownAt(told.lastRecordedAt().minusNanos(1000)))).isEqualTo("–");
        assertThat(projects(told.knownAt(told.lastRecordedAt()))).isEqualTo("1");
    }

    @Test
    void a_correction_changes_the_figure_now_and_not_at_an_earlier_instant() {
        var told = fund().approved("mill", "2024-06-15", contribution("9"));
        Instant before = told.lastRecordedAt();
        told.corrected(told.version(), "2024-06-15", mill("8"));
        assertThat(money(told.now())).isEqualTo("8");
        assertThat(money(told.knownAt(told.lastRecordedAt()))).isEqualTo("8");
        assertThat(money(told.knownAt(told.lastRecordedAt().minusNanos(1000)))).isEqualTo("9");
        assertThat(money(told.knownAt(before))).isEqualTo("9");
    }

    @Test
    void a_corrected_milestone_shows_what_it_says_now_and_what_was_recorded_first() {
        var told = fund().approved("mill", "2024-06-15", contribution("9"));
        int approval = told.version();
        var entry = told.corrected(approval, "2024-06-16", mill("8")).now().entries().get(approval - 1);
        assertThat(entry.stands()).isTrue();
        assertThat(entry.recorded().fact()).isEqualTo(mill("9"));
        assertThat(entry.now().fact()).isEqualTo(mill("8"));
        assertThat(entry.now().version()).isEqualTo(approval);
        assertThat(entry.now().recordedAt()).isEqualTo(entry.recorded().recordedAt());
        assertThat(entry.corrections()).extracting(Milestone::version).containsExactly(approval + 1);
    }

    @Test
    void of_several_corrections_the_last_counts_and_all_are_listed() {
        var told = fund().approved("mill", "2024-06-15", contribution("9"));
        int approval = told.version();
        told.corrected(approval, "2024-06-15", mill("8"));
        Instant between = told.lastRecordedAt();
        told.corrected(approval, "2024-06-15", mill("7"));
        assertThat(money(told.now())).isEqualTo("7");
        assertThat(money(told.knownAt(between))).isEqualTo("8");
        assertThat(told.now().entries().get(approval - 1).corrections()).hasSize(2);
        assertThat(told.knownAt(between).entries().get(approval - 1).corrections()).hasSize(1);
    }

    @Test
    void a_correction_is_no_contributor_of_its_own() {
        var told = fund().approved("mill", "2024-06-15", contribution("9"));
        int approval = told.version();
        var figure = told.corrected(approval, "2024-06-15", mill("8")).figure(MONEY);
        assertThat(figure.contributions()).singleElement()
                .satisfies(one -> assertThat(one.entry().recorded().version()).isEqualTo(approval));
    }

    @Test
    void a_correction_that_moves_the_date_moves_the_day_from_which_it_counts() {
        var told = fund().approved("mill", "2024-06-15", contribution("9"));
        told.corrected(told.version(), "2024-03", mill("9"));
        assertThat(projects(told.asOf("2024-03-30"))).isEqualTo("–");
        assertThat(projects(told.asOf("2024-03-31"))).isEqualTo("1");
    }

    @Test
    void a_correction_that_moves_the_date_across_a_statement_adds_what_was_included() {
        var told = fund().approved("mill", "2024-06-15", contribution("9"));
        int approval = told.version();
        told.stated(PROJECTS, "2024-12-31", "5");
        assertThat(projects(told.now())).isEqualTo("5");
        assertThat(projects(told.corrected(approval, "2025-01-15", mill("9")).now())).isEqualTo("6");
    }

    @Test
    void a_milestone_corrected_to_a_day_after_its_first_recording_does_not_count_before_that_day() {
        var told = fund().recordedFrom("2026-06-10T16:00:00Z").approved("mill", "2026-06-09", contribution("9"))
                .recordedFrom("2026-08-01T16:00:00Z");
        told.corrected(told.version(), "2026-07-15", mill("9"));
        assertThat(projects(told.asOf("2026-07-14"))).isEqualTo("–");
        assertThat(projects(told.asOf("2026-07-15"))).isEqualTo("1");
    }

    @Test
    void a_correction_of_an_amount_leaves_a_running_year_counting_from_its_first_recording() {
        var told = fund().recordedFrom("2026-06-10T16:00:00Z").approved("mill", "2026", contribution("9"))
                .recordedFrom("2026-08-01T16:00:00Z");
        told.corrected(told.version(), "2026", mill("8"));
        assertThat(money(told.asOf("2026-06-10"))).isEqualTo("8");
    }

    @Test
    void a_retraction_changes_the_figure_now_and_not_at_an_earlier_instant() {
        var told = fund().approved("mill", "2024-06-15", contribution("9")).approved("road", "2024-07-15", contribution("4"));
        Instant before = told.lastRecordedAt();
        told.retracted(told.version());
        assertThat(projects(told.now())).isEqualTo("1");
        assertThat(money(told.now())).isEqualTo("9");
        assertThat(projects(told.knownAt(before))).isEqualTo("2");
        assertThat(money(told.knownAt(before))).isEqualTo("13");
    }

    @Test
    void a_retracted_withdrawal_brings_the_project_and_its_money_back() {
        var told = fund().approved("mill", "2024-06-15", contribution("9")).withdrawn("mill", "2025-01-01");
        told.retracted(told.version());
        assertThat(projects(told.now())).isEqualTo("1");
        assertThat(money(told.now())).isEqualTo("9");
    }

    @Test
    void a_milestone_that_was_corrected_and_then_retracted_counts_nothing() {
        var told = fund().approved("mill", "2024-06-15", contribution("9"));
        int approval = told.version();
        told.corrected(approval, "2024-06-15", mill("8")).retracted(approval);
        assertThat(told.figure(MONEY).hasValue()).isFalse();
        assertThat(told.now().entries().get(approval - 1).corrections()).hasSize(1);
    }

    @Test
    void a_corrected_statement_shows_the_corrected_number() {
        var told = fund().stated(PARTNERS, "2026-02-27", "20");
        told.corrected(told.version(), "2026-02-27", new Fact.Stated(PARTNERS, new BigDecimal("21"), "about", Optional.empty(), List.of()));
        assertThat(number(told.figure(PARTNERS))).isEqualTo("21");
        assertThat(told.figure(PARTNERS).qualifier()).isEqualTo("about");
    }

    @Test
    void a_retracted_registration_is_still_known_at_an_earlier_instant() {
        var told = nothing("fund").registered("announced");
        Instant before = told.lastRecordedAt();
        told.retracted(1);
        assertThat(told.history().at(LATER, before)).isPresent();
        assertThat(told.history().at(LATER, told.lastRecordedAt())).isEmpty();
    }
}
