package ca.criticalminerals.eventsourcing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A calendar date as precise as its source: {@code 2025}, {@code 2025-03} or {@code 2025-03-05}.
 *
 * @param value the ISO 8601 text; only real dates between the years 1900 and 2199
 */
public record PartialDate(String value) {
    private static final Pattern SHAPE = Pattern.compile("(19|20|21)\\d\\d(-\\d\\d(-\\d\\d)?)?");

    public PartialDate {
        Objects.requireNonNull(value, "value");
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a date of the form YYYY, YYYY-MM or YYYY-MM-DD: " + value);
        }
        first(value);
    }

    /** Refuses a year that partial dates do not have. */
    public static void requireYear(int year) {
        if (year < 1900 || year > 2199) {
            throw new IllegalArgumentException("not a year from 1900 to 2199: " + year);
        }
    }

    /** The date as precise as the text is. */
    public static PartialDate of(String value) {
        return new PartialDate(value);
    }

    /** One day. */
    public static PartialDate of(LocalDate day) {
        return new PartialDate(day.toString());
    }

    /** The first day of the period. */
    public LocalDate firstDay() {
        return first(value);
    }

    /** The last day of the period: the day from which the fact certainly holds. */
    public LocalDate lastDay() {
        LocalDate first = first(value);
        return switch (value.length()) {
            case 4 -> first.withDayOfYear(first.lengthOfYear());
            case 7 -> first.withDayOfMonth(first.lengthOfMonth());
            default -> first;
        };
    }

    /** Whether it is one day. */
    public boolean isDay() {
        return value.length() == 10;
    }

    /** Whether it is a whole year. */
    public boolean isYear() {
        return value.length() == 4;
    }

    /** Whether the whole period lies after the day. */
    public boolean isAfter(LocalDate day) {
        return firstDay().isAfter(day);
    }

    /** Whether the whole period lies before the first day of the other. */
    public boolean isBefore(PartialDate other) {
        return lastDay().isBefore(other.firstDay());
    }

    @Override
    public String toString() {
        return value;
    }

    private static LocalDate first(String value) {
        try {
            return LocalDate.of(number(value, 0, 4), value.length() < 7 ? 1 : number(value, 5, 7),
                    value.length() < 10 ? 1 : number(value, 8, 10));
        } catch (DateTimeException e) {
            throw new DateTimeException("the calendar has no " + value, e);
        }
    }

    private static int number(String value, int from, int to) {
        return Integer.parseInt(value, from, to, 10);
    }
}
