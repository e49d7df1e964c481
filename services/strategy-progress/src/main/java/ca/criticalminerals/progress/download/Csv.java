package ca.criticalminerals.progress.download;

import ca.criticalminerals.progress.page.Language;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes a table as RFC 4180 in UTF-8, row by row; nothing in it is a formula when a spreadsheet opens it. */
final class Csv {
    /** What some readers take for the end of a line, although RFC 4180 does not: nobody sees the difference to a blank. */
    private static final Pattern LINES = Pattern.compile("[\\u000b\\u000c\\u001c-\\u001e\\u0085\\u2028\\u2029]");
    private static final String DANGEROUS = "=+-@\t\r";

    private Csv() {}

    static <R> void write(Table<R> table, Stream<R> rows, Language l, OutputStream out) throws IOException {
        try (var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(table.header(l));
            for (Iterator<R> all = rows.iterator(); all.hasNext();) {
                csv.writeRecord(table.cells(all.next(), l).stream().map(Csv::text).toList());
            }
        }
    }

    private static String text(Cell cell) {
        return switch (cell) {
            case Cell.Words(var text) -> harmless(LINES.matcher(text).replaceAll(" "));
            case Cell.Quantity(var value) -> value.toPlainString();
            case Cell.Day(var day) -> day.toString();
            case Cell.Moment(var instant) -> instant.toString();
            case Cell.Nothing() -> "";
        };
    }

    private static String harmless(String text) {
        return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
