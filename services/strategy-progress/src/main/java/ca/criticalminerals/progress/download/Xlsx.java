package ca.criticalminerals.progress.download;

import ca.criticalminerals.progress.page.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes a table as a workbook with real numbers and dates, row by row; a sheet that is full is followed by another one. */
final class Xlsx {
    /** How many rows wait to be sent. */
    private static final int AT_ONCE = 500;
    /** What Excel allows in a cell. */
    private static final int LONGEST = 32_767;

    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private final Workbook book;
    private final List<String> header;
    private final String name;
    private Worksheet sheet;
    private int row;

    private Xlsx(Workbook book, String name, List<String> header) {
        this.book = book;
        this.name = name;
        this.header = header;
        this.sheet = sheet();
    }

    /** The rows, and a last sheet that says about them what is not in a row. */
    static <R> void write(Table<R> table, Stream<R> rows, Language l, List<String> about, OutputStream out) throws IOException {
        try (var book = new Workbook(out, "Tracker", "1.0")) {
            var xlsx = new Xlsx(book, l.of(table.name()), table.header(l));
            for (Iterator<R> all = rows.iterator(); all.hasNext();) {
                xlsx.add(table.cells(all.next(), l));
            }
            xlsx.sheet.finish();
            about(book, table, l, about);
        }
    }

    private static void about(Workbook book, Table<?> table, Language l, List<String> about) throws IOException {
        Worksheet sheet = book.newWorksheet(l.of("about", "à propos"));
        int row = 0;
        for (String line : about) {
            sheet.inlineString(row++, 0, escaped(line));
        }
        for (Column<?> column : table.columns()) {
            sheet.inlineString(++row, 0, l.of(column.name()));
            sheet.style(row, 0).bold().set();
            sheet.inlineString(row, 1, l.of(column.meaning()));
        }
        sheet.width(0, 40);
        sheet.width(1, 120);
        sheet.finish();
    }

    private Worksheet sheet() {
        Worksheet next = book.newWorksheet(name);
        next.freezePane(0, 1);
        for (int column = 0; column < header.size(); column++) {
            next.inlineString(0, column, header.get(column));
            next.style(0, column).bold().set();
            next.width(column, 18);
        }
        row = 1;
        return next;
    }

    private void add(List<Cell> cells) throws IOException {
        if (row == Worksheet.MAX_ROWS) {
            sheet.finish();
            sheet = sheet();
        }
        for (int column = 0; column < cells.size(); column++) {
            switch (cells.get(column)) {
                // Inside the row, because a table of all texts would be in memory until the end; and never a formula.
                case Cell.Words(var text) -> sheet.inlineString(row, column, escaped(text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text));
                case Cell.Quantity(var value) -> number(column, value);
                case Cell.Day(var day) -> day(column, day);
                case Cell.Moment(var instant) -> moment(column, instant.atZone(ZoneOffset.UTC));
                case Cell.Nothing() -> { }
            }
        }
        if (++row % AT_ONCE == 0) {
            sheet.flush();
        }
    }

    /** In a workbook {@code _x0042_} is the letter B (ECMA-376, part 1, 22.9.2.19): the line before it is escaped, so that it is read as it was written. */
    private static String escaped(String text) {
        return ESCAPE.matcher(text).replaceAll("_x005F_");
    }

    private void number(int column, BigDecimal value) {
        sheet.value(row, column, value);
        sheet.style(row, column).format(value.scale() > 0 ? "#,##0.00" : "0").set();
    }

    private void day(int column, LocalDate day) {
        sheet.value(row, column, day);
        sheet.style(row, column).format("yyyy-mm-dd").set();
    }

    private void moment(int column, ZonedDateTime time) {
        sheet.value(row, column, time);
        sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
    }
}
