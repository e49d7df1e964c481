package ca.criticalminerals.progress.download;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.page.Language;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A column of a table, and what the dictionary says about it.
 *
 * @param key     its name for programs, the same in both languages
 * @param name    what stands in the header row
 * @param meaning what stands in its cells
 * @param cell    from a row to the cell
 */
record Column<R>(String key, Text name, Text meaning, BiFunction<R, Language, Cell> cell) {
    static <R> Column<R> of(String key, Text name, Text meaning, Function<R, Cell> cell) {
        return new Column<>(key, name, meaning, (row, _) -> cell.apply(row));
    }
}
