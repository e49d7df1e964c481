package ca.criticalminerals.progress.download;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.progress.page.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables as workbooks. */
class XlsxTest {
    private static final List<String> ABOUT = List.of("As of January 31, 2026", "_x0042_");

    private static Document sheet() throws IOException {
        var out = new ByteArrayOutputStream();
        Xlsx.write(Tables.MILESTONES, Stream.of(Rows.approved(3, "2024-06-15", "=1+1", "4397625.5", "\u0001 & <b>"), Rows.approved(4, "2024-06", "x", "-1", "y")), Language.FR, ABOUT, out);
        return Workbook.sheet(out.toByteArray());
    }

    private static String cell(Document sheet, String place) {
        return sheet.select("c[r=" + place + "]").text();
    }

    @Test
    void numbers_and_dates_are_real_ones() throws IOException {
        var sheet = sheet();

        assertThat(cell(sheet, "L2")).isEqualTo("4397625.50");
        assertThat(sheet.select("c[r=L2], c[r=D2], c[r=F2], c[r=G2], c[r=O2]").eachAttr("t")).containsOnly("n");
        // Days since December 30, 1899: June 15, 2024, and January 5, 2026 at 15:00:30.
        assertThat(cell(sheet, "F2")).isIn("45458", "45458.0");
        assertThat(Double.parseDouble(cell(sheet, "O2"))).isCloseTo(46027 + 54_030 / 86_400.0, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(cell(sheet, "F3")).isEqualTo("2024-06");
        assertThat(cell(sheet, "L3")).isEqualTo("-1.00");
    }

    @Test
    void the_last_sheet_says_what_is_not_in_a_row() throws IOException {
        var out = new ByteArrayOutputStream();
        Xlsx.write(Tables.TOTALS, Stream.of(), Language.FR, ABOUT, out);
        var about = Workbook.sheet(out.toByteArray(), 2);

        assertThat(cell(about, "A1")).isEqualTo("As of January 31, 2026");
        assertThat(cell(about, "A2")).isEqualTo("_x005F_x0042_");
        assertThat(about.select("row").text()).contains("Exercice", "Du 1er avril au 31 mars", "Jusqu’à");
    }

    @Test
    void the_header_row_stays_in_sight_and_a_text_is_never_a_formula() throws IOException {
        var sheet = sheet();

        assertThat(sheet.select("pane").attr("ySplit")).isEqualTo("1");
        assertThat(sheet.select("pane").attr("state")).isEqualTo("frozen");
        assertThat(cell(sheet, "B1")).isEqualTo("Nom de l’initiative");
        assertThat(cell(sheet, "I2")).isEqualTo("=1+1");
        assertThat(sheet.select("f")).isEmpty();
        assertThat(cell(sheet, "R2")).contains("& <b> (fr)");
    }

    @ParameterizedTest
    @CsvSource({"GCDOCS_x0042_12,GCDOCS_x005F_x0042_12", "_x000D__x000a_,_x005F_x000D__x005F_x000a_", "_x005F_x0042_,_x005F_x005F_x005F_x0042_", "_x42_,_x42_", "a_x0042,a_x0042",
        "__x0042_,__x005F_x0042_"})
    void a_text_that_a_workbook_would_read_as_a_character_is_read_as_it_was_written(String text, String escaped) throws IOException {
        var out = new ByteArrayOutputStream();
        Xlsx.write(Tables.MILESTONES, Stream.of(Rows.approved(3, "2024", text, "1", text)), Language.EN, ABOUT, out);
        var sheet = Workbook.sheet(out.toByteArray());

        assertThat(cell(sheet, "I2")).isEqualTo(escaped);
        assertThat(cell(sheet, "R2")).isEqualTo(escaped);
    }
}
