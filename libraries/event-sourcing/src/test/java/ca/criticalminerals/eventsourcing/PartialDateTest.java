package ca.criticalminerals.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartialDateTest {
    private static final LocalDate NEW_YEARS_EVE = LocalDate.of(2025, 12, 31);

    private static PartialDate date(String value) {
        return PartialDate.of(value);
    }

    @ParameterizedTest
    @CsvSource({
            "2025, 2025-01-01, 2025-12-31",
            "2025-03, 2025-03-01, 2025-03-31",
            "2025-04, 2025-04-01, 2025-04-30",
            "2025-02, 2025-02-01, 2025-02-28",
            "2024-02, 2024-02-01, 2024-02-29",
            "2000-02, 2000-02-01, 2000-02-29",
            "1900-02, 1900-02-01, 1900-02-28",
            "2100-02, 2100-02-01, 2100-02-28",
            "2025-03-05, 2025-03-05, 2025-03-05",
            "2024-02-29, 2024-02-29, 2024-02-29",
            "1900, 1900-01-01, 1900-12-31",
            "2199-12-31, 2199-12-31, 2199-12-31"})
    void a_period_has_a_first_and_a_last_day(String value, LocalDate first, LocalDate last) {
        assertThat(date(value).firstDay()).isEqualTo(first);
        assertThat(date(value).lastDay()).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-02-29", "1900-02-29", "2025-02-30", "2025-04-31", "2025-13", "2025-00", "2025-13-01", "2025-01-00",
            "2025-01-32"})
    void only_dates_that_the_calendar_has_are_dates(String value) {
        assertThatThrownBy(() -> date(value)).isInstanceOfAny(DateTimeException.class, IllegalArgumentException.class)
                .hasMessageContaining(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "25", "202", "20255", "2025-", "2025-3", "2025-3-5", "2025-03-5", "2025/03", "03-2025", "2025-03-05 ",
            " 2025", "2025\n", "2025-03-05T00:00:00Z", "+2025", "-2025", "1899", "2200", "0000", "２０２５", "٢٠٢٥", "today", "2025-W10"})
    void any_other_form_is_refused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> date(value)).withMessageContaining(value);
    }

    @Test
    void nothing_is_no_date() {
        assertThatNullPointerException().isThrownBy(() -> new PartialDate(null));
    }

    @Test
    void a_day_of_the_calendar_is_a_date_of_day_precision() {
        assertThat(PartialDate.of(LocalDate.of(2025, 3, 5))).isEqualTo(date("2025-03-05"));
    }

    @Test
    void a_day_of_another_age_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PartialDate.of(LocalDate.of(12025, 3, 5)));
        assertThatIllegalArgumentException().isThrownBy(() -> PartialDate.of(LocalDate.of(1812, 3, 5)));
    }

    @Test
    void it_is_written_as_it_was_given() {
        assertThat(date("2025-03")).hasToString("2025-03");
    }

    @Test
    void a_month_is_another_date_than_its_last_day() {
        assertThat(date("2025-03")).isNotEqualTo(date("2025-03-31"));
    }

    @Test
    void it_is_after_a_day_if_the_whole_of_it_is() {
        assertThat(date("2026").isAfter(NEW_YEARS_EVE)).isTrue();
        assertThat(date("2026-01").isAfter(NEW_YEARS_EVE)).isTrue();
        assertThat(date("2026-01-01").isAfter(NEW_YEARS_EVE)).isTrue();
    }

    @Test
    void a_period_that_has_begun_is_not_after_the_day() {
        assertThat(date("2025").isAfter(NEW_YEARS_EVE)).isFalse();
        assertThat(date("2025-12").isAfter(LocalDate.of(2025, 12, 1))).isFalse();
        assertThat(date("2025-12-31").isAfter(NEW_YEARS_EVE)).isFalse();
    }

    @Test
    void it_is_before_another_if_it_ends_before_that_begins() {
        assertThat(date("2024").isBefore(date("2025"))).isTrue();
        assertThat(date("2024-12").isBefore(date("2025-01-01"))).isTrue();
        assertThat(date("2024-12-31").isBefore(date("2025"))).isTrue();
    }

    @Test
    void periods_that_overlap_are_not_before_each_other() {
        assertThat(date("2025").isBefore(date("2025-06"))).isFalse();
        assertThat(date("2025-06").isBefore(date("2025"))).isFalse();
        assertThat(date("2025").isBefore(date("2025"))).isFalse();
        assertThat(date("2025-06-01").isBefore(date("2025-06-01"))).isFalse();
    }
}
