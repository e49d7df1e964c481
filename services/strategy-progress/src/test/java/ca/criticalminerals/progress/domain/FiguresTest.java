package ca.criticalminerals.progress.domain;

import static ca.criticalminerals.progress.domain.Told.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact.Baseline;
import ca.criticalminerals.progress.domain.Fact.Moved;
import ca.criticalminerals.progress.domain.Fact.Rule;
import ca.criticalminerals.progress.domain.Fact.Stated;
import ca.criticalminerals.progress.domain.Fact.Targeted;
import ca.criticalminerals.progress.domain.Fact.What;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static Told somewhere(Told told, String project, String... where) {
        return told.approved(project, "2024-06-15", 1, Optional.empty(), Optional.empty(), List.of(where));
    }

    private static Told statedFor(Told told, String... where) {
        return told.and("count-reported", "2026-02-27", new Stated(PROJECTS, BigDecimal.TEN, "exact", Optional.empty(), List.of(where)));
    }

    @Nested
    class An_envelope {
        @Test
        void is_what_was_set() {
            var figure = fund().envelope("envelope-set", "2022-04-07", "1500000000", false).figure(ENVELOPE);
            assertThat(number(figure)).isEqualTo("1500000000");
            assertThat(figure.qualifier()).isEqualTo("exact");
        }

        @Test
        void is_replaced_by_its_change_and_both_add_up_to_it() {
            var figure = fund().envelope("envelope-set", "2022-04-07", "144", false).envelope("envelope-changed", "2025", "181", false)
                    .figure(ENVELOPE);
            assertThat(number(figure)).isEqualTo("181");
            assertThat(Told.told(figure.contributions())).containsExactly("envelope-set +144", "envelope-changed +37");
        }

        @Test
        void can_be_cut() {
            var figure = fund().envelope("envelope-set", "2022-04-07", "144", false).envelope("envelope-changed", "2025", "100", false)
                    .envelope("envelope-changed", "2026-01", "120", false).figure(ENVELOPE);
            assertThat(number(figure)).isEqualTo("120");
            assertThat(Told.told(figure.contributions()))
                    .containsExactly("envelope-set +144", "envelope-changed -44", "envelope-changed +20");
        }

        @Test
        void is_up_to_an_amount_as_long_as_the_last_change_says_so() {
            var told = fund().envelope("envelope-set", "2022-04-07", "144", true);
            assertThat(told.figure(ENVELOPE).qualifier()).isEqualTo("upTo");
            assertThat(told.envelope("envelope-changed", "2025", "181", false).figure(ENVELOPE).qualifier()).isEqualTo("exact");
        }
    }

    @Nested
    class Contributions {
        @Test
        void are_up_to_their_sum_while_one_of_them_is_a_ceiling() {
            var told = fund().approved("mill", "2024-06-15", upTo("9")).approved("road", "2024-07-15", contribution("4"));
            assertThat(told.figure(MONEY).qualifier()).isEqualTo("upTo");
        }

        @Test
        void are_exact_once_agreements_have_replaced_every_ceiling() {
            var told = fund().approved("mill", "2024-06-15", upTo("9")).signed("mill", "2025-01-01", contribution("8"));
            assertThat(told.figure(MONEY).qualifier()).isEqualTo("exact");
        }

        @Test
        void are_exact_once_the_project_with_the_ceiling_is_withdrawn() {
            var told = fund().approved("mill", "2024-06-15", upTo("9")).approved("road", "2024-07-15", contribution("4"))
                    .withdrawn("mill", "2025-01-01");
            assertThat(told.figure(MONEY).qualifier()).isEqualTo("exact");
        }

        @Test
        void are_not_up_to_anything_because_a_loan_is() {
            var told = fund().approved("mill", "2024-06-15", contribution("9"))
                    .approved("road", "2024-07-15", new Fact.Money(BigDecimal.TEN, "loan", true));
            assertThat(told.figure(MONEY).qualifier()).isEqualTo("exact");
        }

        @Test
        void take_the_qualifier_of_the_statement_where_there_is_one() {
            var told = fund().approved("mill", "2024-06-15", upTo("9")).stated(MONEY, "2025-03", "300", "over", null);
            assertThat(told.figure(MONEY).qualifier()).isEqualTo("over");
        }
    }

    @Nested
    class Jurisdictions {
        @Test
        void are_a_set_and_each_is_contributed_by_the_first_that_names_it() {
            var figure = statedFor(somewhere(somewhere(fund(), "mill", "BC", "YT"), "road", "YT", "ON"), "BC", "SK").figure(WHERE);
            assertThat(number(figure)).isEqualTo("4");
            assertThat(figure.names()).containsExactly("BC", "YT", "ON", "SK");
            assertThat(Told.told(figure.contributions())).containsExactly("project-approved +2", "project-approved +1", "count-reported +1");
        }

        @Test
        void of_a_withdrawn_project_do_not_count_unless_another_names_them() {
            var told = somewhere(somewhere(fund(), "mill", "BC", "YT"), "road", "YT").withdrawn("mill", "2025-01-01");
            assertThat(told.figure(WHERE).names()).containsExactly("YT");
            assertThat(told.figure(WHERE).contributions()).hasSize(1);
        }

        @Test
        void that_nobody_named_are_no_value() {
            assertThat(somewhere(fund(), "mill").figure(WHERE).hasValue()).isFalse();
        }
    }

    @Nested
    class The_date_of_an_occurrence {
        @Test
        void is_as_precise_as_its_milestone() {
            assertThat(fund().launched("2023-03").figure(LAUNCHED).date()).contains(PartialDate.of("2023-03"));
        }

        @Test
        void is_the_one_of_the_latest_milestone_of_its_kind() {
            var figure = fund().launched("2025-03").launched("2023-03-01").and("program-closed", "2026", new Moved("closed", Optional.empty())).figure(LAUNCHED);
            assertThat(figure.date()).contains(PartialDate.of("2025-03"));
            assertThat(figure.contributions()).singleElement().satisfies(one ->
                    assertThat(one.entry().now().occurredOn()).isEqualTo(PartialDate.of("2025-03")));
        }

        @Test
        void is_never_a_number() {
            assertThat(fund().launched("2023-03").figure(LAUNCHED).number()).isEmpty();
        }

        @Test
        void is_unknown_before_it_happened() {
            assertThat(fund().figure(LAUNCHED).hasValue()).isFalse();
        }
    }

    @Nested
    class Outputs {
        @Test
        void count_one_by_one() {
            var figure = fund().released("map", "2024-12-19").released("model", "2025").figure(OUTPUTS);
            assertThat(number(figure)).isEqualTo("2");
            assertThat(Told.told(figure.contributions())).containsExactly("output-released +1", "output-released +1");
        }

        @Test
        void released_after_a_statement_are_added_to_it() {
            var figure = fund().released("map", "2024-12-19").stated(OUTPUTS, "2025-03-31", "6").released("model", "2025-04-01").figure(OUTPUTS);
            assertThat(number(figure)).isEqualTo("7");
            assertThat(figure.included()).hasSize(1);
            assertThat(figure.itemised()).isEqualByComparingTo("2");
        }
    }

    @Nested
    class A_target {
        @Test
        void stands_beside_the_value_with_its_due_date_and_baseline() {
            var told = fund().and("target-set", "2024-06", new Targeted(PROJECTS, new BigDecimal("40"), PartialDate.of("2030"),
                    Optional.of(new Baseline(BigDecimal.ZERO, PartialDate.of("2024"))), Optional.empty()));
            var target = told.figure(PROJECTS).target().orElseThrow();
            assertThat(target.latest().value()).isEqualByComparingTo("40");
            assertThat(target.latest().due()).isEqualTo(PartialDate.of("2030"));
            assertThat(target.latest().baseline()).contains(new Baseline(BigDecimal.ZERO, PartialDate.of("2024")));
            assertThat(target.earlier()).isEmpty();
        }

        @Test
        void that_was_changed_keeps_all_that_was_set_before() {
            var told = fund().targeted(PROJECTS, "2024-06", "40", "2030").targeted(PROJECTS, "2025-06", "30", "2030")
                    .and("target-set", "2026-01", new Targeted(PROJECTS, new BigDecimal("20"), PartialDate.of("2032"), Optional.empty(),
                            Optional.of(Text.of("fewer mines", "moins de mines"))));
            var target = told.figure(PROJECTS).target().orElseThrow();
            assertThat(target.latest().value()).isEqualByComparingTo("20");
            assertThat(target.latest().reason()).contains(Text.of("fewer mines", "moins de mines"));
            assertThat(target.earlier()).extracting(entry -> ((Targeted) entry.now().fact()).value().toPlainString())
                    .containsExactly("40", "30");
        }

        @Test
        void makes_no_value() {
            assertThat(fund().targeted(PROJECTS, "2024-06", "40", "2030").figure(PROJECTS).hasValue()).isFalse();
        }

        @Test
        void belongs_to_its_figure_only() {
            assertThat(fund().targeted(PROJECTS, "2024-06", "40", "2030").figure(OUTPUTS).target()).isEmpty();
        }

        @Test
        void of_the_jurisdictions_is_shown_too() {
            assertThat(fund().targeted(WHERE, "2024-06", "13", "2030").figure(WHERE).target()).isPresent();
        }
    }

    @Test
    void a_figure_that_is_defined_anew_follows_its_last_definition() {
        var told = fund().released("map", "2024-12-19").defined(PROJECTS, "count", Rule.of(What.OUTPUTS));
        assertThat(number(told.figure(PROJECTS))).isEqualTo("1");
        assertThat(Told.told(told.figure(PROJECTS).contributions())).containsExactly("output-released +1");
    }

    @Test
    void figures_come_in_the_order_of_their_ids() {
        assertThat(List.copyOf(fund().now().figures().keySet())).isSorted();
    }
}
