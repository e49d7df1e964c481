package ca.criticalminerals.progress.domain;

import static ca.criticalminerals.progress.domain.Told.contribution;
import static ca.criticalminerals.progress.domain.Told.loan;
import static ca.criticalminerals.progress.domain.Told.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Totals by fiscal year: each project once, and never two kinds of money in one number. */
class TotalTest {
    private static Told told() {
        return Told.nothing("fund").registered("active");
    }

    private static List<String> totals(Told... told) {
        return Total.of(List.of(told).stream().map(Told::now).toList(), Told.LATER).stream().map(TotalTest::shown).toList();
    }

    private static String shown(Total total) {
        return total.year() + " " + total.initiative().id() + " " + total.jurisdictions() + " " + total.projects() + " × "
                + (total.upTo() ? "up to " : "") + total.amount().map(BigDecimal::toPlainString).orElse("–") + " " + total.kind().orElse("–");
    }

    private static Told approved(Told told, String project, String on, Fact.Money amount, String... where) {
        return told.approved(project, on, 1, Optional.empty(), Optional.ofNullable(amount), List.of(where));
    }

    @Test
    void a_fiscal_year_begins_on_the_first_of_april() {
        assertThat(FiscalYear.of(LocalDate.of(2025, 3, 31))).hasToString("2024-25");
        assertThat(FiscalYear.of(LocalDate.of(2025, 4, 1))).hasToString("2025-26");
        assertThat(FiscalYear.of(LocalDate.of(2099, 12, 31))).hasToString("2099-00");
    }

    @Test
    void an_agreement_replaces_the_amount_in_the_year_of_its_approval() {
        assertThat(totals(approved(told(), "mill", "2025-03-31", upTo("9"), "YT").signed("mill", "2025-06-15", contribution("7"))))
                .containsExactly("2024-25 fund [YT] 1 × 7 contribution");
    }

    @Test
    void a_project_that_was_withdrawn_does_not_count() {
        var told = approved(approved(told(), "mill", "2024-06-15", contribution("9"), "YT"), "road", "2024-07-15", contribution("2"), "YT");
        assertThat(totals(told)).containsExactly("2024-25 fund [YT] 2 × 11 contribution");
        assertThat(totals(told.withdrawn("mill", "2025-06-15"))).containsExactly("2024-25 fund [YT] 1 × 2 contribution");
    }

    @Test
    void a_project_in_several_jurisdictions_counts_once_under_all_of_them() {
        var told = approved(approved(approved(told(), "mill", "2024-06-15", contribution("9"), "YT", "BC"), "road", "2024-07-15", contribution("2"), "BC", "YT"),
                "port", "2024-07-16", contribution("1"), "BC");
        assertThat(totals(told)).containsExactly("2024-25 fund [BC] 1 × 1 contribution", "2024-25 fund [BC, YT] 2 × 11 contribution");
    }

    @Test
    void kinds_of_money_programs_and_years_stand_in_rows_of_their_own() {
        var told = approved(approved(approved(told(), "mill", "2024-06-15", contribution("9")), "road", "2024-06-15", loan("4")),
                "port", "2025-06-15", upTo("3"));
        var other = approved(Told.nothing("other").registered("active"), "mill", "2024-06-15", contribution("1"));
        assertThat(totals(told, other)).containsExactly("2024-25 fund [] 1 × 9 contribution", "2024-25 fund [] 1 × 4 loan",
                "2024-25 other [] 1 × 1 contribution", "2025-26 fund [] 1 × up to 3 contribution");
    }

    @Test
    void a_project_without_a_known_amount_is_counted_and_money_that_is_never_added_is_not_shown() {
        var told = approved(told(), "mill", "2024-06-15", null).envelope("envelope-set", "2024", "1500", false)
                .and("call-opened", "2024-06", new Fact.Shown("call", BigDecimal.TEN, false, List.of()))
                .and("investment-announced", "2024-07", new Fact.Stepped("investment", "plant", "announced", List.of(), List.of(), List.of(),
                        Optional.of(new Fact.Money(BigDecimal.TEN, "unlockedValue", false))));
        assertThat(totals(told)).containsExactly("2024-25 fund [] 1 × – –");
    }

    @Test
    void money_of_an_agreement_counts_without_a_project_until_it_is_over() {
        var stepped = new Fact.Stepped("agreement", "offtake", "signed", List.of("Rio"), List.of("QC"), List.of(), Optional.of(contribution("5")));
        var told = told().and("agreement-signed", "2025-10-31", stepped)
                .and("agreement-changed", "2026-01-31", new Fact.Stepped("agreement", "offtake", "signed", List.of(), List.of(), List.of(), Optional.empty()));
        assertThat(totals(told)).containsExactly("2025-26 fund [QC] 0 × 5 contribution");
        assertThat(totals(told.and("agreement-ended", "2026-02-01", new Fact.Stepped("agreement", "offtake", "ended", List.of(), List.of(), List.of(), Optional.empty()))))
                .isEmpty();
    }

    @Test
    void what_was_retracted_or_has_not_come_yet_is_in_no_total() {
        var told = approved(told(), "mill", "2024-06-15", contribution("9"));
        assertThat(Total.of(List.of(told.asOf("2024-06-14")), LocalDate.of(2024, 6, 14))).isEmpty();
        assertThat(totals(told.retracted(2))).isEmpty();
    }

    @Test
    void of_every_history_the_totals_of_a_kind_add_up_to_the_figure_of_the_strategy() {
        int compared = 0;
        for (long seed = 1; seed <= 2_000; seed++) {
            var milestones = RandomHistory.of(seed);
            var chance = new Random(seed);
            LocalDate asOf = RandomHistory.day(chance);
            Instant knownAt = chance.nextBoolean() ? Instant.MAX : milestones.get(chance.nextInt(milestones.size())).recordedAt();
            var initiatives = History.of(milestones).at(asOf, knownAt).stream().toList();
            var sums = new TreeMap<String, BigDecimal>();
            Total.of(initiatives, asOf).forEach(total -> total.kind().ifPresent(kind -> sums.merge("money." + kind, total.amount().orElseThrow(), BigDecimal::add)));
            for (Figure figure : Strategy.money(initiatives).values()) {
                if (figure.number().isPresent()) {
                    compared++;
                    assertThat(sums.getOrDefault(figure.id(), BigDecimal.ZERO)).as("seed " + seed + " " + figure.id()).isEqualByComparingTo(figure.number().get());
                    sums.remove(figure.id());
                }
            }
            assertThat(sums).as("seed " + seed + ": kinds without a figure").isEmpty();
        }
        assertThat(compared).as("figures that were compared").isGreaterThan(1_000);
    }
}
