package ca.criticalminerals.local.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measurements as a table for people: the number, its spread, the limit beside it, and whether it is what it must be. */
final class Table {
    private static final List<String> HEAD =
            List.of("measured", "median", "min – max", "unit", "limit", "ratio", "target", "met", "the limit is");

    private Table() {}

    /** Aligned columns under the name of each leg. */
    static String text(List<Measurement> measurements) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        measurements.stream().filter(one -> !one.samples().isEmpty()).forEach(one -> rows.add(cells(one)));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
        var text = new StringBuilder(line(HEAD, widths));
        byLeg(measurements).forEach((leg, ofLeg) -> {
            text.append(heading("\n%s – %s\n", leg));
            ofLeg.forEach(one -> text.append(one.samples().isEmpty() ? one.what() + "\n" : line(cells(one), widths)));
        });
        return text.toString();
    }

    /** A table of Markdown for each leg. */
    static String markdown(List<Measurement> measurements) {
        var text = new StringBuilder();
        byLeg(measurements).forEach((leg, ofLeg) -> {
            text.append(heading("\n**%s** – %s\n\n", leg)).append(row(HEAD)).append("|---|--:|--:|---|--:|--:|---|---|---|\n");
            ofLeg.forEach(one -> text.append(row(cells(one))));
        });
        return text.toString();
    }

    /** With as many digits as mean anything. */
    static String number(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%,.0f", number) : String.format(Locale.ROOT, number >= 100 ? "%,.0f" : number >= 10 ? "%.1f" : number >= 0.1 ? "%.2f" : "%.3f", number);
    }

    private static List<String> cells(Measurement one) {
        String spread = one.samples().isEmpty() ? "" : number(one.least().getAsDouble()) + " – " + number(one.most().getAsDouble());
        return List.of(one.what(), number(one.median()), one.samples().size() == 1 ? "one run" : spread, one.unit(), number(one.medianLimit()),
                number(one.ratio()), one.target().map(Target::words).orElse(""), one.met().map(met -> met ? "yes" : "no").orElse(""), one.limit());
    }

    private static String number(OptionalDouble number) {
        return number.isPresent() ? number(number.getAsDouble()) : "";
    }

    private static LinkedHashMap<String, List<Measurement>> byLeg(List<Measurement> measurements) {
        return measurements.stream().collect(Collectors.groupingBy(Measurement::leg, LinkedHashMap::new, Collectors.toList()));
    }

    private static String heading(String format, String leg) {
        return format.formatted(leg, Leg.ALL.stream().filter(one -> one.name().equals(leg)).map(Leg::about).findFirst().orElse(""));
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> isNumber(i) ? " ".repeat(widths[i] - cells.get(i).length()) + cells.get(i)
                        : cells.get(i) + " ".repeat(widths[i] - cells.get(i).length()))
                .collect(Collectors.joining("  ")).stripTrailing() + "\n";
    }

    private static boolean isNumber(int column) {
        return column == 1 || column == 2 || column == 4 || column == 5;
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
