package ca.criticalminerals.progress.download;

import ca.criticalminerals.progress.page.Language;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a table is written into a file.
 *
 * @param type       its media type
 * @param extension  what the name of the file ends in
 * @param isInWords  whether it is in one language, which can be chosen
 * @param saysWhen   whether it says when it was made, so that two of the same rows are not the same bytes
 */
record Form<R>(String type, String extension, boolean isInWords, boolean saysWhen, Writing<R> writing) {
    static final String CSV = "text/csv;charset=UTF-8";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    static final String LINES = "application/x-ndjson";

    /** Writes row by row, while the rows come; what is said about all of them where the form has a place for it. */
    interface Writing<R> {
        void write(Table<R> table, Stream<R> rows, Language l, List<String> about, OutputStream out) throws IOException;
    }

    static <R> Form<R> csv() {
        return new Form<>(CSV, "csv", true, false, (table, rows, l, _, out) -> Csv.write(table, rows, l, out));
    }

    static <R> Form<R> workbook() {
        return new Form<>(XLSX, "xlsx", true, true, Xlsx::write);
    }

    /** One JSON object a line. */
    static <R> Form<R> lines(Function<R, ObjectNode> line) {
        return new Form<>(LINES, "ndjson", false, false, (_, rows, _, _, out) -> {
            for (Iterator<R> all = rows.iterator(); all.hasNext();) {
                out.write((oneLine(line.apply(all.next()).toString()) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** JSON allows characters inside texts that some readers take for the end of a line; escaped they are the same text. */
    private static String oneLine(String json) {
        return json.replace("\u0085", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }
}
