package ca.criticalminerals.local.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under a heading in each language; numbers stand at the right of their column. */
final class Columns {
    private final List<List<Object>> rows = new ArrayList<>();

    Columns(List<String> en, List<String> fr) {
        rows.add(List.copyOf(en));
        rows.add(List.copyOf(fr));
    }

    void row(Object... cells) {
        rows.add(List.of(cells));
    }

    boolean isEmpty() {
        return rows.size() == 2;
    }

    /** The lines; none if there is no row. */
    String text() {
        if (isEmpty()) {
            return "";
        }
        var right = IntStream.range(0, rows.getFirst().size()).mapToObj(column -> rows.stream().anyMatch(row -> row.get(column) instanceof Number)).toList();
        var widths = IntStream.range(0, rows.getFirst().size()).map(column -> rows.stream().mapToInt(row -> words(row.get(column)).length()).max().orElse(0)).toArray();
        return rows.stream().map(row -> IntStream.range(0, row.size()).mapToObj(column -> padded(words(row.get(column)), widths[column], right.get(column)))
                .collect(Collectors.joining("  ")).stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static String padded(String words, int width, boolean right) {
        String space = " ".repeat(width - words.length());
        return right ? space + words : words + space;
    }

    /** Whole numbers in groups of three as both languages read them, others with one digit behind the point. */
    static String words(Object cell) {
        return switch (cell) {
            case Long number -> String.format(Locale.ROOT, "%,d", number).replace(',', '\u00a0');
            case Integer number -> words(number.longValue());
            case Double number -> String.format(Locale.ROOT, "%.1f", number);
            default -> cell.toString();
        };
    }
}
