package ca.criticalminerals.progress.page;

import static ca.criticalminerals.progress.page.Figures.count;
import static ca.criticalminerals.progress.page.Figures.date;
import static ca.criticalminerals.progress.page.Figures.number;
import static ca.criticalminerals.progress.page.Figures.unknown;
import static ca.criticalminerals.progress.page.Language.EN;
import static ca.criticalminerals.progress.page.Language.FR;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Figure;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LanguageTest {
    private static final Figure COUNT = count("f.x", "1");
    private static final Figure CAD = number("f.x", "cad", "1", "exact");

    private static void written(Figure figure, String number, String en, String fr) {
        assertThat(EN.number(figure, new BigDecimal(number))).isEqualTo(en);
        assertThat(FR.number(figure, new BigDecimal(number))).isEqualTo(fr);
    }

    @Test
    void each_language_leads_to_the_same_page_in_the_other() {
        assertThat(EN.other()).isEqualTo(FR);
        assertThat(FR.other()).isEqualTo(EN);
    }

    @Test
    void words_are_chosen_by_language() {
        assertThat(EN.of("yes", "oui") + FR.of("yes", "oui")).isEqualTo("yesoui");
        assertThat(EN.of(Text.of("yes", "oui")) + FR.of(Text.of("yes", "oui"))).isEqualTo("yesoui");
    }

    @Test
    void digits_are_grouped_by_commas_in_english_and_by_no_break_spaces_in_french() {
        written(COUNT, "999", "999", "999");
        written(COUNT, "110000", "110,000", "110\u00a0000");
        written(COUNT, "1234567", "1,234,567", "1\u00a0234\u00a0567");
    }

    @Test
    void decimals_follow_a_point_in_english_and_a_comma_in_french() {
        written(COUNT, "37.5", "37.5", "37,5");
        written(COUNT, "37.50", "37.5", "37,5");
        written(COUNT, "37.0", "37", "37");
    }

    @Test
    void millions_and_billions_are_words_where_two_decimals_say_them_exactly() {
        written(CAD, "12900000.00", "$12.9 million", "12,9\u00a0millions de dollars");
        written(CAD, "1500000000", "$1.5 billion", "1,5\u00a0milliard de dollars");
        written(CAD, "117100000000", "$117.1 billion", "117,1\u00a0milliards de dollars");
        written(CAD, "181400000", "$181.4 million", "181,4\u00a0millions de dollars");
    }

    @Test
    void other_amounts_are_written_out_to_the_dollar_or_the_cent() {
        written(CAD, "4397625.00", "$4,397,625", "4\u00a0397\u00a0625\u00a0$");
        written(CAD, "999999.99", "$999,999.99", "999\u00a0999,99\u00a0$");
        written(CAD, "0", "$0", "0\u00a0$");
    }

    @Test
    void what_is_taken_away_has_a_minus_and_what_is_added_a_plus() {
        assertThat(EN.signed(CAD, new BigDecimal("-302375"))).isEqualTo("−$302,375");
        assertThat(FR.signed(CAD, new BigDecimal("-302375"))).isEqualTo("−302\u00a0375\u00a0$");
        assertThat(EN.signed(CAD, new BigDecimal("4700000"))).isEqualTo("+$4.7 million");
        assertThat(EN.signed(COUNT, new BigDecimal("1"))).isEqualTo("+1");
        assertThat(EN.signed(COUNT, new BigDecimal("0"))).isEqualTo("0");
    }

    @Test
    void a_count_that_is_taken_away_has_the_same_minus_as_an_amount() {
        assertThat(EN.signed(COUNT, new BigDecimal("-1"))).isEqualTo("−1");
        assertThat(FR.signed(COUNT, new BigDecimal("-1000"))).isEqualTo("−1\u00a0000");
    }

    @Test
    void the_value_of_a_figure_is_its_number_as_it_is_meant() {
        assertThat(EN.value(number("f.x", "count", "110000", "about"))).isEqualTo("about 110,000");
        assertThat(FR.value(number("f.x", "count", "110000", "about"))).isEqualTo("environ 110\u00a0000");
        assertThat(EN.value(number("f.x", "cad", "300000000", "over"))).isEqualTo("over $300 million");
        assertThat(FR.value(number("f.x", "cad", "300000000", "over"))).isEqualTo("plus de 300\u00a0millions de dollars");
        assertThat(FR.value(number("f.x", "count", "140", "nearly"))).isEqualTo("près de 140");
        assertThat(FR.value(number("f.x", "count", "140", "upTo"))).isEqualTo("jusqu’à 140");
    }

    @Test
    void the_value_of_a_date_is_the_date_and_of_nothing_a_dash() {
        assertThat(EN.value(date("f.x", "2025-03"))).isEqualTo("March 2025");
        assertThat(FR.value(date("f.x", "2025-03"))).isEqualTo("mars 2025");
        assertThat(EN.value(unknown("f.x"))).isEqualTo("–");
    }

    @Test
    void a_date_is_as_precise_as_it_is_known() {
        assertThat(EN.date(PartialDate.of("2025")) + FR.date(PartialDate.of("2025"))).isEqualTo("20252025");
        assertThat(EN.date(PartialDate.of("2025-08"))).isEqualTo("August 2025");
        assertThat(FR.date(PartialDate.of("2025-08"))).isEqualTo("août 2025");
        assertThat(EN.date(PartialDate.of("2026-02-27"))).isEqualTo("February 27, 2026");
        assertThat(FR.date(PartialDate.of("2026-02-27"))).isEqualTo("27 février 2026");
    }

    @Test
    void the_first_of_a_month_is_le_1er_in_french() {
        assertThat(FR.day(LocalDate.of(2025, 7, 1))).isEqualTo("1er juillet 2025");
        assertThat(FR.day(LocalDate.of(2025, 7, 11))).isEqualTo("11 juillet 2025");
        assertThat(EN.day(LocalDate.of(2025, 7, 1))).isEqualTo("July 1, 2025");
    }

    @Test
    void an_instant_is_shown_in_the_time_of_ottawa() {
        Instant winter = Instant.parse("2026-11-24T02:04:27.646607Z");
        assertThat(EN.instant(winter)).isEqualTo("November 23, 2026, 21:04:27 (Ottawa)");
        assertThat(FR.instant(winter)).isEqualTo("23 novembre 2026, 21 h 04 min 27 s (Ottawa)");
    }

    @Test
    void an_instant_in_summer_is_shown_in_summer_time() {
        assertThat(EN.instant(Instant.parse("2026-07-01T03:59:59Z"))).isEqualTo("June 30, 2026, 23:59:59 (Ottawa)");
        assertThat(FR.instant(Instant.parse("2026-07-01T04:00:00Z"))).isEqualTo("1er juillet 2026, 00 h 00 min 00 s (Ottawa)");
    }
}
