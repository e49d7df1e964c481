package ca.criticalminerals.progress.download;

import ca.criticalminerals.eventsourcing.PartialDate;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands in one cell of a table; its type decides how a sheet shows it, and whether a program may take it for a formula. */
sealed interface Cell {
    Cell NOTHING = new Nothing();

    /** Text that somebody wrote, or a code. */
    record Words(String text) implements Cell {}

    /** A number that can be calculated with. */
    record Quantity(BigDecimal value) implements Cell {}

    /** A day of the calendar. */
    record Day(LocalDate day) implements Cell {}

    /** An instant. */
    record Moment(Instant instant) implements Cell {}

    /** Not known, or not said. */
    record Nothing() implements Cell {}

    static Cell words(Optional<String> text) {
        return text.<Cell>map(Words::new).orElse(NOTHING);
    }

    /** Several names in one cell, {@code BC; YT}; one in which there is a semicolon stands in quotation marks. */
    static Cell joined(List<String> names) {
        return names.isEmpty() ? NOTHING : new Words(names.stream().map(Cell::marked).collect(Collectors.joining("; ")));
    }

    private static String marked(String name) {
        return name.contains(";") || name.startsWith("\"") ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
    }

    static Cell number(long value) {
        return new Quantity(BigDecimal.valueOf(value));
    }

    /** A number in a unit of figures, {@code count} or {@code cad}. */
    static Cell number(String unit, BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return new Quantity(plain.setScale(Math.max(unit.equals("cad") ? 2 : 0, plain.scale())));
    }

    /** A day, or the text of a date that is less precise. */
    static Cell date(PartialDate date) {
        return date.value().length() == 10 ? new Day(date.firstDay()) : new Words(date.value());
    }
}
