package ca.criticalminerals.progress.download;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.page.Language;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What can be downloaded as rows.
 *
 * @param key        its name for programs
 * @param name       what a file of it is called
 * @param parameters what can be asked of it besides the point in time
 * @param rows       everything that is asked for, from the first to the last
 * @param columns    from left to right
 */
record Table<R>(String key, Text name, List<String> parameters, Function<Asked, Stream<R>> rows, List<Column<R>> columns) {
    List<String> header(Language l) {
        return columns.stream().map(column -> l.of(column.name())).toList();
    }

    List<Cell> cells(R row, Language l) {
        return columns.stream().map(column -> column.cell().apply(row, l)).toList();
    }
}
