package ca.criticalminerals.progress.download;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.page.Language;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as RFC 4180. */
class CsvTest {
    private static final Table<Cell> ONE_COLUMN = new Table<>("one", Text.of("one", "une"), List.of(), _ -> Stream.empty(),
            List.of(Column.of("cell", Text.of("Cell", "Cellule"), Text.of("A cell.", "Une cellule."), cell -> cell)));

    private static <R> String written(Table<R> table, Stream<R> rows, Language l) throws IOException {
        var out = new ByteArrayOutputStream();
        Csv.write(table, rows, l, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<List<String>> read(String csv) {
        return CsvReader.builder().ofCsvRecord(csv).stream().map(one -> one.getFields()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(\"http://x\",\"y\")"})
    void a_text_that_a_spreadsheet_would_take_for_a_formula_begins_with_an_apostrophe(String text) throws IOException {
        assertThat(read(written(ONE_COLUMN, Stream.of(new Cell.Words(text)), Language.EN)).get(1)).containsExactly("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "Usine à 5 %", "'=x", "a;b", "a,b", "a\"b", "a\nb", "a\r\nb", " x "})
    void any_other_text_arrives_as_it_was_written(String text) throws IOException {
        assertThat(read(written(ONE_COLUMN, Stream.of(new Cell.Words(text)), Language.EN)).get(1)).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u2028", "\u2029", "\u0085", "\u000b", "\u000c", "\u001c"})
    void nothing_inside_a_text_ends_a_line_for_anybody(String separator) throws IOException {
        assertThat(read(written(ONE_COLUMN, Stream.of(new Cell.Words("a" + separator + "b")), Language.EN)).get(1)).containsExactly("a b");
    }

    @Test
    void a_name_with_a_semicolon_stays_one_name() {
        assertThat(Cell.joined(List.of("Town; Sons", "Mill", "\"Big\" Mine"))).isEqualTo(new Cell.Words("\"Town; Sons\"; Mill; \"\"\"Big\"\" Mine\""));
    }

    @Test
    void a_line_of_json_is_one_line_for_everybody() throws IOException {
        var out = new ByteArrayOutputStream();
        Form.<String>lines(text -> new ObjectNode(JsonNodeFactory.instance).put("text", text)).writing()
                .write(null, Stream.of("a\u2028b\u2029c\u0085d\\u2028"), Language.EN, List.of(), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"text\":\"a\\u2028b\\u2029c\\u0085d\\\\u2028\"}\n");
    }

    @Test
    void a_number_below_zero_stays_a_number() throws IOException {
        assertThat(written(ONE_COLUMN, Stream.of(Cell.number("cad", new BigDecimal("-1E+3"))), Language.FR)).isEqualTo("Cellule\r\n-1000.00\r\n");
    }

    @Test
    void a_milestone_is_a_row_under_the_header_of_the_language() throws IOException {
        var milestone = Rows.approved(3, "2024-06", "Town, \"Sons\" & Co.", "4397625", "=Approved");
        var en = read(written(Tables.MILESTONES, Stream.of(milestone), Language.EN));
        var fr = read(written(Tables.MILESTONES, Stream.of(milestone), Language.FR));

        assertThat(en.getFirst()).startsWith("Initiative", "Name of the initiative", "Theme", "Milestone", "Kind", "Date", "Counts from");
        assertThat(fr.getFirst()).startsWith("Initiative", "Nom de l’initiative", "Thème", "Jalon", "Type", "Date", "Compte à partir du");
        assertThat(en.get(1)).containsExactly("fund", "The Fund", "produce", "3", "project-approved", "2024-06", "2024-06-30", "project-3",
                "Town, \"Sons\" & Co.", "BC; YT", "ZINC", "4397625.00", "contribution", "yes", "2026-01-05T15:00:30Z", "Officer (officer)", "stands", "'=Approved",
                "file 12", "internalRecord");
        assertThat(fr.get(1)).contains("Le Fonds", "oui", "'=Approved (fr)").hasSameSizeAs(fr.getFirst());
    }

    @Test
    void every_column_is_explained_in_both_languages_and_no_two_are_called_the_same() {
        for (Table<?> table : Tables.ALL) {
            assertThat(table.columns()).as(table.key()).hasSizeGreaterThan(9);
            assertThat(table.columns()).extracting(Column::key).doesNotHaveDuplicates();
            assertThat(table.header(Language.EN)).doesNotHaveDuplicates();
            assertThat(table.header(Language.FR)).doesNotHaveDuplicates();
            assertThat(table.columns()).allSatisfy(column -> {
                assertThat(column.meaning().en()).endsWith(".");
                assertThat(column.meaning().fr()).endsWith(".").isNotEqualTo(column.meaning().en());
            });
        }
    }
}
