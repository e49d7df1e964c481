package ca.criticalminerals.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In the tables, {@code _} stands for a no-break space. */
class InWordsTest {
    private static Text text(String en, String fr) {
        return Text.of(en, fr.replace('_', '\u00a0'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1500000000.00 | $1.5 billion | 1,5_milliard de dollars",
            "1990000000    | $1.99 billion | 1,99_milliard de dollars",
            "2000000000    | $2 billion | 2_milliards de dollars",
            "117100000000  | $117.1 billion | 117,1_milliards de dollars",
            "1000000       | $1 million | 1_million de dollars",
            "1990000       | $1.99 million | 1,99_million de dollars",
            "12900000.00   | $12.9 million | 12,9_millions de dollars",
            "999990000     | $999.99 million | 999,99_millions de dollars",
            "9999999999999.99 | $9,999,999,999,999.99 | 9_999_999_999_999,99_$",
            "9999990000000 | $9,999.99 billion | 9_999,99_milliards de dollars"})
    void millions_and_billions_are_words_where_two_decimals_say_them_exactly(String cad, String en, String fr) {
        assertThat(InWords.amount(new BigDecimal(cad))).isEqualTo(text(en, fr));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "4397625.00 | $4,397,625 | 4_397_625_$",
            "1005000    | $1,005,000 | 1_005_000_$",
            "1005000000 | $1,005 million | 1_005_millions de dollars",
            "999999.99  | $999,999.99 | 999_999,99_$",
            "1000000.01 | $1,000,000.01 | 1_000_000,01_$",
            "0.10       | $0.10 | 0,10_$",
            "0          | $0 | 0_$"})
    void an_amount_is_never_rounded(String cad, String en, String fr) {
        assertThat(InWords.amount(new BigDecimal(cad))).isEqualTo(text(en, fr));
    }

    @Test
    void a_negative_amount_has_a_minus_before_everything_else() {
        assertThat(InWords.amount(new BigDecimal("-302375"))).isEqualTo(text("−$302,375", "−302_375_$"));
        assertThat(InWords.amount(new BigDecimal("-2000000"))).isEqualTo(text("−$2 million", "−2_millions de dollars"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "0 | 0 | 0",
            "33 | 33 | 33",
            "33.00 | 33 | 33",
            "1E+3 | 1,000 | 1_000",
            "110000 | 110,000 | 110_000",
            "37.5 | 37.5 | 37,5",
            "37.25 | 37.25 | 37,25",
            "-1234 | −1,234 | −1_234"})
    void a_number_is_grouped_as_each_language_does(String number, String en, String fr) {
        assertThat(InWords.number(new BigDecimal(number))).isEqualTo(text(en, fr));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "exact  | 20 | 20",
            "nearly | nearly 20 | près de 20",
            "about  | about 20 | environ 20",
            "over   | over 20 | plus de 20",
            "upTo   | up to 20 | jusqu’à 20"})
    void a_qualifier_is_a_word_before_the_number(String qualifier, String en, String fr) {
        assertThat(InWords.qualified(qualifier, Text.of("20", "20"))).isEqualTo(Text.of(en, fr));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "2025       | 2025 | 2025",
            "2025-03    | March 2025 | mars 2025",
            "2025-08    | August 2025 | août 2025",
            "2026-02-27 | February 27, 2026 | 27 février 2026",
            "2025-07-01 | July 1, 2025 | 1er juillet 2025",
            "2025-12-11 | December 11, 2025 | 11 décembre 2025"})
    void a_date_is_as_precise_as_it_is_known(String date, String en, String fr) {
        assertThat(InWords.date(PartialDate.of(date))).isEqualTo(Text.of(en, fr));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "2025       | as of 2025 | en 2025",
            "2025-03    | as of March 2025 | en mars 2025",
            "2026-02-27 | as of February 27, 2026 | au 27 février 2026",
            "2025-07-01 | as of July 1, 2025 | au 1er juillet 2025"})
    void the_time_at_which_a_number_held(String date, String en, String fr) {
        assertThat(InWords.asOf(PartialDate.of(date))).isEqualTo(Text.of(en, fr));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "2030       | by 2030 | d’ici 2030",
            "2030-03    | by March 2030 | d’ici mars 2030",
            "2030-03-31 | by March 31, 2030 | d’ici le 31 mars 2030"})
    void the_latest_time_for_something(String date, String en, String fr) {
        assertThat(InWords.by(PartialDate.of(date))).isEqualTo(Text.of(en, fr));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "2027       | until 2027 | jusqu’en 2027",
            "2027-03    | until March 2027 | jusqu’en mars 2027",
            "2027-03-31 | until March 31, 2027 | jusqu’au 31 mars 2027"})
    void the_end_of_a_time(String date, String en, String fr) {
        assertThat(InWords.until(PartialDate.of(date))).isEqualTo(Text.of(en, fr));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"72400000000 | $72.4B | 72,4_G$", "117100000000 | $117.1B | 117,1_G$", "12900000 | $12.9M | 12,9_M$",
            "4397625 | $4,397,625 | 4_397_625_$", "450000 | $450,000 | 450_000_$", "0 | $0 | 0_$"})
    void an_amount_is_brief_where_that_says_it_exactly(String cad, String en, String fr) {
        assertThat(InWords.brief(new BigDecimal(cad))).isEqualTo(text(en, fr));
    }

    /** The Unicode Common Locale Data Repository, which ICU and the JDK share, says how Canadians write. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "6.4", "72.4", "999", "1234567.5", "110000"})
    void numbers_percentages_and_amounts_are_written_as_the_locale_data_for_canada_have_it(String value) {
        var number = new BigDecimal(value);
        assertThat(InWords.number(number)).isEqualTo(Text.of(NumberFormat.getInstance(Locale.CANADA).format(number),
                NumberFormat.getInstance(Locale.CANADA_FRENCH).format(number)));
        assertThat(InWords.percent(number)).isEqualTo(Text.of(percent(Locale.CANADA, number), percent(Locale.CANADA_FRENCH, number)));
        BigDecimal billions = number.movePointRight(9);
        if (number.compareTo(BigDecimal.valueOf(1000)) < 0) {
            assertThat(InWords.brief(billions)).isEqualTo(Text.of("$" + compact(Locale.CANADA, billions, NumberFormat.Style.SHORT),
                    compact(Locale.CANADA_FRENCH, billions, NumberFormat.Style.SHORT) + "$"));
            assertThat(InWords.amount(billions)).isEqualTo(Text.of("$" + compact(Locale.CANADA, billions, NumberFormat.Style.LONG),
                    compact(Locale.CANADA_FRENCH, billions, NumberFormat.Style.LONG).replace(' ', '\u00a0') + " de dollars"));
        }
    }

    private static String percent(Locale locale, BigDecimal number) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(2);
        return format.format(number.movePointLeft(2));
    }

    private static String compact(Locale locale, BigDecimal number, NumberFormat.Style style) {
        var format = NumberFormat.getCompactNumberInstance(locale, style);
        format.setMaximumFractionDigits(2);
        return format.format(number.doubleValue());
    }

    @Test
    void the_language_of_the_machine_changes_nothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(InWords.amount(new BigDecimal("4397625.50"))).isEqualTo(text("$4,397,625.50", "4_397_625,50_$"));
            assertThat(InWords.date(PartialDate.of("2026-02-27"))).isEqualTo(Text.of("February 27, 2026", "27 février 2026"));
        } finally {
            Locale.setDefault(before);
        }
    }
}
