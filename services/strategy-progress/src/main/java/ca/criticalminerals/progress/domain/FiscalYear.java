package ca.criticalminerals.progress.domain;

import java.util.Locale;
import java.time.LocalDate;
import java.time.Month;

/** A year of the Government of Canada, from April 1 of its first calendar year to March 31 of the next. */
public record FiscalYear(int first) implements Comparable<FiscalYear> {
    /** The fiscal year in which a day lies. */
    public static FiscalYear of(LocalDate day) {
        return new FiscalYear(day.getMonth().compareTo(Month.APRIL) < 0 ? day.getYear() - 1 : day.getYear());
    }

    @Override
    public int compareTo(FiscalYear other) {
        return Integer.compare(first, other.first);
    }

    /** As both languages write it: {@code 2024-25}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d-%02d", first, (first + 1) % 100);
    }
}
