package ca.criticalminerals.progress.domain;

import static ca.criticalminerals.progress.domain.Told.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StrategyTest {
    private static final Told FUND = Told.nothing("fund").registered("active").approved("mill", "2024-06-15", contribution("9"))
            .approved("road", "2024-07-15", loan("4")).envelope("envelope-set", "2022", "1500", true)
            .and("call-opened", "2023", new Fact.Shown("call", new BigDecimal("300"), true, List.of()));
    private static final Told OTHER = Told.nothing("other").registered("active").approved("port", "2024-06-15", contribution("2"))
            .envelope("envelope-set", "2023", "500", false)
            .and("tax-incentive-introduced", "2023", new Fact.Shown("taxExpenditure", new BigDecimal("400"), false, List.of()));

    private static Map<String, Figure> money() {
        return Strategy.money(List.of(FUND.now(), OTHER.now()));
    }

    @Test
    void contributions_of_all_initiatives_are_one_figure_that_its_contributors_add_up_to() {
        var figure = money().get("money.contribution");
        assertThat(number(figure)).isEqualTo("11");
        assertThat(figure.contributions()).extracting(one -> one.entry().recorded().initiative() + " " + one.amount())
                .containsExactly("fund 9", "other 2");
        assertThat(figure.initiative()).isEmpty();
    }

    @Test
    void a_place_that_a_later_release_announces_is_counted_under_its_code_and_stops_nothing() {
        var told = Told.nothing("fund").registered("active")
                .approved("mill", "2024-06-15", 1, Optional.empty(), Optional.empty(), List.of("QC", "XX"));
        var places = Strategy.places(List.of(told.now()));
        assertThat(places).containsOnlyKeys("place.QC", "place.XX");
        assertThat(places.get("place.QC").label()).isEqualTo(Text.of("Projects in Quebec", "Projets au Québec"));
        assertThat(places.get("place.XX").label()).isEqualTo(Text.of("Projects in the place with the code XX", "Projets à l’endroit dont le code est XX"));
        assertThat(number(places.get("place.XX"))).isEqualTo("1");
    }

    @Test
    void kinds_of_money_are_never_mixed() {
        assertThat(money()).containsOnlyKeys("money.contribution", "money.loan", "money.envelope", "money.call", "money.taxExpenditure");
        assertThat(number(money().get("money.loan"))).isEqualTo("4");
    }

    @Test
    void envelopes_calls_and_tax_expenditures_are_listed_and_have_no_total() {
        for (String kind : List.of("money.envelope", "money.call", "money.taxExpenditure")) {
            var figure = money().get(kind);
            assertThat(figure.number()).as(kind).isEmpty();
            assertThat(figure.rule().what()).as(kind).isEqualTo(Fact.What.MONEY_NEVER_ADDED);
            assertThat(figure.contributions()).as(kind).isNotEmpty();
        }
        assertThat(money().get("money.envelope").contributions()).extracting(one -> one.amount().toPlainString())
                .containsExactly("1500", "500");
    }

    @Test
    void no_sum_of_money_that_is_never_added_hides_in_what_is_itemised() {
        assertThat(money().get("money.envelope").itemised()).isZero();
    }

    @Test
    void unlocked_value_is_never_added() {
        var told = Told.nothing("alliance").registered("active")
                .and("unlocked", "2025-10", new Fact.Shown("unlockedValue", new BigDecimal("6400000000"), false, List.of()));
        assertThat(Strategy.money(List.of(told.now())).get("money.unlockedValue").number()).isEmpty();
    }

    @Test
    void an_agreement_for_another_kind_moves_money_between_the_figures_of_the_strategy() {
        var told = Told.nothing("fund").registered("active").approved("mill", "2024-06-15", contribution("9"))
                .signed("mill", "2025-02-01", loan("7"));
        var money = Strategy.money(List.of(told.now(), OTHER.now()));
        assertThat(number(money.get("money.contribution"))).isEqualTo("2");
        assertThat(number(money.get("money.loan"))).isEqualTo("7");
    }

    @Test
    void a_statement_about_money_is_not_support_for_a_project() {
        var told = Told.nothing("fund").registered("active").stated("fund.approved", "2025-03", "300");
        assertThat(Strategy.money(List.of(told.now()))).isEmpty();
    }

    @Test
    void money_that_an_officer_gave_an_unheard_of_kind_is_shown_under_that_kind() {
        var told = Told.nothing("fund").registered("active")
                .approved("mill", "2024-06-15", new Fact.Money(BigDecimal.TEN, "barter", false));
        assertThat(Strategy.money(List.of(told.now())).get("money.barter").label().en()).isEqualTo("barter");
    }

    @Test
    void nothing_known_is_no_money() {
        assertThat(Strategy.money(List.of())).isEmpty();
    }
}
