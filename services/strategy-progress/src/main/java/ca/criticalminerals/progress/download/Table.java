package ca.criticalminerals.progress.download;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.page.Language;
import java.util.List;

/**
 * What can be downloaded as rows.
 *
 * @param key     its name for programs
 * @param name    what a file of it is called
 * @param columns from left to right
 */
record Table<R>(String key, Text name, List<Column<R>> columns) {
    List<String> header(Language l) {
        return columns.stream().map(column -> l.of(column.name())).toList();
    }

    List<Cell> cells(R row, Language l) {
        return columns.stream().map(column -> column.cell().apply(row, l)).toList();
    }
}
