package ca.criticalminerals.progress.domain;

import static ca.criticalminerals.progress.domain.Told.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact.Rule;
import ca.criticalminerals.progress.domain.Fact.Selection;
import ca.criticalminerals.progress.domain.Fact.What;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What changed between two points, and why: a story for each cause. */
class ChangesTest {
    private static final String YEAR_END = "2024-12-31";
    private static final String NEXT_YEAR_END = "2025-12-31";

    /** What was known when the last was told. */
    private Instant then;

    private Told then(Told told) {
        then = told.lastRecordedAt();
        return told;
    }

    private static Fact.Approved mill(String amount) {
        return new Fact.Approved("mill", Optional.of("ready"), 1, Optional.of(contribution(amount)), List.of("A company"), List.of(), List.of());
    }

    private static Changes between(Told told, String asOf1, Instant knownAt1, String asOf2, Instant knownAt2) {
        return Changes.between(List.of(told.history()), new Point(LocalDate.parse(asOf1), knownAt1), new Point(LocalDate.parse(asOf2), knownAt2));
    }

    /** From the end of a year as it was known then, to the end of the next one as it is known now. */
    private Change change(Told told, String figure) {
        return between(told, YEAR_END, then, NEXT_YEAR_END, Instant.MAX).of(figure).orElseThrow();
    }

    private static List<String> parts(Change change) {
        return change.parts().stream().map(part -> part.cause().code + " " + part.entry().recorded().version() + " " + part.amount().toPlainString()).toList();
    }

    private static String difference(Change change) {
        return change.difference().map(BigDecimal::toPlainString).orElse("–");
    }

    @Test
    void what_happened_in_the_period_is_new() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9"))).approved("road", "2025-06-15", contribution("4"));
        assertThat(parts(change(told, PROJECTS))).containsExactly("new " + told.version() + " 1");
        assertThat(parts(change(told, MONEY))).containsExactly("new " + told.version() + " 4");
        assertThat(difference(change(told, MONEY))).isEqualTo("4");
    }

    @Test
    void what_happened_in_the_period_and_was_known_before_it_is_new_too() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9")).approved("road", "2025-06-15", contribution("4")));
        assertThat(parts(change(told, PROJECTS))).containsExactly("new " + told.version() + " 1");
    }

    @Test
    void what_happened_before_the_period_and_was_recorded_after_it_began_is_a_late_report() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9"))).approved("road", YEAR_END, contribution("4"));
        assertThat(parts(change(told, PROJECTS))).containsExactly("lateReport " + told.version() + " 1");
    }

    @Test
    void what_was_corrected_is_told_as_the_difference_that_the_correction_made() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9")));
        int approval = told.version();
        var change = change(told.corrected(approval, "2024-06-15", mill("7")), MONEY);
        assertThat(parts(change)).containsExactly("correction " + approval + " -2");
        assertThat(change.parts().getFirst().by().version()).isEqualTo(approval + 1);
    }

    @Test
    void a_correction_is_told_once_though_it_moves_the_parts_of_other_milestones() {
        var told = fund().approved("mill", "2024-06-15", contribution("9"));
        int approval = told.version();
        then(told.signed("mill", "2024-09-01", contribution("8")));
        assertThat(parts(change(told.corrected(approval, "2024-06-15", mill("7")), MONEY))).containsExactly("correction " + approval + " 0");
        assertThat(parts(change(told.retracted(approval + 1), MONEY))).containsExactly("correction " + approval + " 0", "retraction " + (approval + 1) + " -1");
    }

    @Test
    void what_was_corrected_to_a_day_of_the_period_leaves_and_comes_back() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9")));
        int approval = told.version();
        assertThat(parts(change(told.corrected(approval, "2025-06-15", mill("8")), MONEY)))
                .containsExactly("correction " + approval + " -9", "new " + approval + " 8");
    }

    @Test
    void what_was_recorded_and_corrected_in_the_period_is_only_new() {
        var told = then(fund()).approved("mill", "2025-06-15", contribution("9"));
        int approval = told.version();
        assertThat(parts(change(told.corrected(approval, "2025-06-15", mill("7")), MONEY))).containsExactly("new " + approval + " 7");
    }

    @Test
    void what_was_taken_back_is_a_retraction() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9")));
        int approval = told.version();
        var change = change(told.retracted(approval), PROJECTS);
        assertThat(parts(change)).containsExactly("retraction " + approval + " -1");
        assertThat(change.parts().getFirst().entry().retraction()).isPresent();
        assertThat(change.after().orElseThrow().hasValue()).isFalse();
    }

    @Test
    void a_project_that_left_is_a_withdrawal() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9"))).withdrawn("mill", "2025-03-01");
        assertThat(parts(change(told, PROJECTS))).containsExactly("withdrawal " + told.version() + " -1");
        assertThat(parts(change(told, MONEY))).containsExactly("withdrawal " + told.version() + " -9");
    }

    @Test
    void an_item_that_is_over_and_one_that_counts_no_more_are_withdrawals() {
        var proposed = new Rule(What.ITEMS, Optional.empty(), Optional.empty(),
                Optional.of(new Selection("law", List.of("proposed"), Optional.empty(), Optional.empty())));
        var told = then(fund().defined("fund.laws", "count", proposed).and("law-proposed", "2024-03-01", law("permits", "proposed"))
                .and("law-proposed", "2024-03-01", law("exports", "proposed")).and("law-proposed", "2024-03-01", law("imports", "proposed")));
        told.and("law-withdrawn", "2025-04-01", law("permits", "withdrawn")).and("law-introduced", "2025-05-01", law("exports", "introduced"))
                .and("law-proposed", "2025-06-01", law("titles", "proposed"));
        int last = told.version();
        assertThat(parts(change(told, "fund.laws"))).containsExactly("withdrawal " + (last - 2) + " -1", "withdrawal " + (last - 1) + " -1", "new " + last + " 1");
        assertThat(difference(change(told, "fund.laws"))).isEqualTo("-1");
    }

    private static Fact law(String key, String status) {
        return new Fact.Stepped("law", key, status, List.of(), List.of(), List.of(), Optional.empty());
    }

    @Test
    void a_stated_number_tells_the_difference_that_it_makes_to_what_was_counted_until_then() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9")).approved("road", "2024-07-15", contribution("4")))
                .approved("port", "2025-02-01", contribution("3")).stated(PROJECTS, "2025-06-30", "33").approved("dam", "2025-07-01", contribution("1"));
        int last = told.version();
        var change = change(told, PROJECTS);
        assertThat(parts(change)).containsExactly("new " + (last - 2) + " 1", "statement " + (last - 1) + " 30", "new " + last + " 1");
        assertThat(difference(change)).isEqualTo("32");
    }

    @Test
    void what_the_stated_number_already_includes_is_shown_and_adds_nothing() {
        var told = then(fund().stated(PROJECTS, "2024-06-30", "33")).approved("mill", "2024-06-15", contribution("9"))
                .stated(PROJECTS, "2025-06-30", "40");
        assertThat(parts(change(told, PROJECTS))).containsExactly("lateReport " + (told.version() - 1) + " 0", "statement " + told.version() + " 7");
    }

    @Test
    void a_part_of_a_stated_number_is_a_statement_for_its_own_figure() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9"))).stated(PROJECTS, "2025-06-30", "33", "exact",
                new Fact.Parts(true, List.of(new Fact.Part(READY, new BigDecimal("6")), new Fact.Part(EARLY, new BigDecimal("27")))));
        assertThat(parts(change(told, READY))).containsExactly("statement " + told.version() + " 5");
        assertThat(parts(change(told, EARLY))).containsExactly("statement " + told.version() + " 27");
    }

    @Test
    void a_target_that_was_set_changed_or_taken_back_is_listed_and_adds_nothing() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9")).targeted(PROJECTS, "2024-06-01", "40", "2030"));
        int first = told.version();
        told.targeted(PROJECTS, "2025-06-01", "30", "2030").retracted(first);
        var change = change(told, PROJECTS);
        assertThat(parts(change)).containsExactly("targetChanged " + first + " 0", "targetChanged " + (first + 1) + " 0");
        assertThat(change.isChanged()).isTrue();
        assertThat(difference(change)).isEqualTo("0");
    }

    @Test
    void a_figure_that_was_defined_in_the_period_is_told_with_what_it_counted_at_its_beginning() {
        var told = then(nothing("fund").registered("announced").approved("mill", "2024-06-15", contribution("9"))
                .approved("road", "2025-06-15", contribution("4"))).defined(PROJECTS, "count", Rule.of(What.PROJECTS));
        var change = change(told, PROJECTS);
        assertThat(parts(change)).containsExactly("definitionChanged 4 1", "new 3 1");
        assertThat(change.before()).isEmpty();
        assertThat(difference(change)).isEqualTo("2");
    }

    @Test
    void a_figure_that_was_defined_anew_or_taken_back_changed_by_its_definition() {
        var told = fund();
        int definition = 2;
        then(told.approved("mill", "2024-06-15", contribution("9"))).retracted(definition);
        var gone = change(told, PROJECTS);
        assertThat(parts(gone)).containsExactly("definitionChanged 2 -1");
        assertThat(gone.after()).isEmpty();
        told.released("map", "2024-12-19").released("model", "2024-12-20").defined(PROJECTS, "count", Rule.of(What.OUTPUTS));
        assertThat(parts(change(told, PROJECTS))).containsExactly("definitionChanged 2 -1", "definitionChanged " + told.version() + " 2");
    }

    @Test
    void a_figure_of_another_unit_has_no_difference() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9"))).defined(PROJECTS, "cad", Rule.of(What.CONTRIBUTIONS));
        assertThat(change(told, PROJECTS).difference()).isEmpty();
        assertThat(change(told, PROJECTS).isComparable()).isFalse();
        assertThat(ChangesInWords.summary(change(told, PROJECTS)).en()).isEqualTo("from 1 to $9");
    }

    @Test
    void a_name_that_changed_and_a_successor_are_listed_with_each_figure_and_add_nothing() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9"))).and("program-renamed", "2025-02-01", new Fact.Renamed(named("The New Fund")))
                .and("program-closed", "2025-03-01", new Fact.Moved("closed", Optional.empty()))
                .and("program-absorbed", "2025-04-01", new Fact.Moved("absorbed", Optional.of("other")));
        assertThat(parts(change(told, PROJECTS)))
                .containsExactly("renamedOrAbsorbed " + (told.version() - 2) + " 0", "renamedOrAbsorbed " + told.version() + " 0");
    }

    @Test
    void the_date_of_an_occurrence_changes_and_has_no_difference() {
        var told = then(fund().launched("2024-03")).launched("2025-03-05");
        var change = change(told, LAUNCHED);
        assertThat(parts(change)).containsExactly("new " + told.version() + " 0");
        assertThat(change.difference()).isEmpty();
        assertThat(ChangesInWords.summary(change)).isEqualTo(Text.of("before March 2024, now March 5, 2025", "avant mars 2024, maintenant 5 mars 2025"));
    }

    @Test
    void what_stayed_as_it_was_is_not_changed() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9"))).signed("mill", "2025-02-01", contribution("9")).completed("mill", "2025-03-01");
        var changes = between(told, YEAR_END, then, NEXT_YEAR_END, Instant.MAX);
        assertThat(changes.changed()).isEmpty();
        assertThat(changes.all()).hasSize(10);
    }

    @Test
    void what_was_recorded_after_the_later_point_and_what_happens_after_it_is_left_out() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("9"))).approved("road", "2025-06-15", contribution("4"))
                .approved("port", "2026-01-01", contribution("3"));
        Instant last = told.lastRecordedAt();
        told.approved("dam", "2025-06-16", contribution("2"));
        assertThat(parts(between(told, YEAR_END, then, NEXT_YEAR_END, last).of(MONEY).orElseThrow())).hasSize(1);
    }

    @Test
    void with_the_same_knowledge_only_what_happened_is_left() {
        var told = fund().approved("mill", "2024-06-15", contribution("9")).approved("road", "2025-06-15", contribution("4"));
        told.corrected(told.version() - 1, "2024-06-15", mill("8"));
        assertThat(parts(between(told, YEAR_END, Instant.MAX, NEXT_YEAR_END, Instant.MAX).of(MONEY).orElseThrow()))
                .containsExactly("new " + (told.version() - 1) + " 4");
    }

    @Test
    void money_of_all_initiatives_is_told_by_kind_with_the_milestones_of_each() {
        var one = then(fund().approved("mill", "2024-06-15", contribution("9"))).approved("road", "2025-06-15", loan("4"));
        var other = nothing("other").registered("active").approved("mine", "2025-01-15", contribution("5")).envelope("envelope-set", "2025-01-01", "100", false);
        var changes = Changes.between(List.of(one.history(), other.history()), new Point(LocalDate.parse(YEAR_END), Instant.MAX),
                new Point(LocalDate.parse(NEXT_YEAR_END), Instant.MAX));
        var contributions = changes.of("money.contribution").orElseThrow();
        assertThat(difference(contributions)).isEqualTo("5");
        assertThat(contributions.before().orElseThrow().number()).hasValue(new BigDecimal("9"));
        assertThat(contributions.parts()).singleElement().satisfies(part -> assertThat(part.entry().recorded().initiative()).isEqualTo("other"));
        assertThat(difference(changes.of("money.loan").orElseThrow())).isEqualTo("4");
        var envelopes = changes.of("money.envelope").orElseThrow();
        assertThat(parts(envelopes)).containsExactly("new 3 100");
        assertThat(envelopes.difference()).as("envelopes are never added").isEmpty();
        assertThat(ChangesInWords.summary(envelopes).en()).isEqualTo("listed one by one, without a total");
    }

    @Test
    void the_first_point_does_not_lie_behind_the_second_on_either_clock() {
        var told = fund();
        assertThatThrownBy(() -> between(told, NEXT_YEAR_END, Instant.MAX, YEAR_END, Instant.MAX)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> between(told, YEAR_END, Instant.MAX, NEXT_YEAR_END, Instant.EPOCH)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_words_are_right_in_both_languages() {
        var told = then(fund().approved("mill", "2024-06-15", contribution("4700000"))).approved("road", "2025-06-15", contribution("1300000"));
        assertThat(ChangesInWords.sentence(change(told, PROJECTS)))
                .isEqualTo(Text.of("fund.projects: from 1 to 2: +1.", "fund.projects : de 1 à 2 : +1."));
        var money = change(told, MONEY);
        assertThat(ChangesInWords.summary(money)).isEqualTo(Text.of("from $4.7 million to $6 million: +$1.3 million",
                "de 4,7\u00a0millions de dollars à 6\u00a0millions de dollars : +1,3\u00a0million de dollars"));
        assertThat(ChangesInWords.sentence(money, money.parts().getFirst()).en())
                .isEqualTo("+$1.3 million happened in the period: project-approved 2025-06-15 (fund/" + told.version() + ").");
        told.stated(PROJECTS, "2025-07-01", "20", "over", null);
        assertThat(ChangesInWords.summary(change(told, PROJECTS))).isEqualTo(Text.of("before 1, now over 20: +19", "avant 1, maintenant plus de 20 : +19"));
        assertThat(ChangesInWords.unchanged(0)).isEqualTo(Text.of("0 figures did not change.", "0 chiffre n’a pas changé."));
        assertThat(ChangesInWords.unchanged(1)).isEqualTo(Text.of("1 figure did not change.", "1 chiffre n’a pas changé."));
        assertThat(ChangesInWords.unchanged(2)).isEqualTo(Text.of("2 figures did not change.", "2 chiffres n’ont pas changé."));
    }
}
