package ca.criticalminerals.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"Mine", "Minière Québécoise", "Minie\u0300re", "450\u00a0000\u202f$", "« oui »", "معدن\u200cها", "क्\u200dष", "Ktunaxa ʔa·kʔis", "ᐃᓄᒃᑎᑐᑦ",
            "𝄞", "❤\ufe0f", "1\ufe0f\u20e3", "…", "中国", "x\u0301\u0302\u0303\u0304", "\u3000a", "✓"})
    void a_text_that_can_be_seen_is_accepted(String text) {
        assertThat(ReadableText.mistake(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u3000\u2003", "\u2800", "\u0301", " \u0301 "})
    void a_text_in_which_nothing_can_be_seen_is_blank(String text) {
        assertThat(ReadableText.mistake(text)).map(Text::en).hasValueSatisfying(why -> assertThat(why).contains("blank"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"200B", "2060", "206A", "FFF9", "FFFB", "E0041", "E0001", "E007F", "2028", "2029", "00AD", "FEFF", "202E", "2066", "200E", "061C", "0000", "000A",
            "0009", "0085", "007F", "E000", "F0000", "10FFFD", "0378", "FFFE", "FDD0", "1FFFF", "D800", "DFFF", "034F", "115F", "1160", "3164", "FFA0", "17B4", "180B", "180E",
            "1D173", "1BCA0", "13430", "110BD", "0600", "200C", "200D", "FE0F", "E0100"})
    void a_character_that_cannot_be_seen_is_named_with_its_place(String code) {
        String one = Character.toString(Integer.parseInt(code, 16));
        assertThat(ReadableText.mistake("ab " + one + "c")).hasValueSatisfying(why -> {
            assertThat(why.en()).contains("U+" + code, "at place 4", "cannot be shown");
            assertThat(why.fr()).contains("U+" + code, "en position 4");
        });
    }

    @Test
    void more_than_four_marks_in_a_row_are_refused() {
        assertThat(ReadableText.mistake("e" + "\u0301".repeat(200))).hasValueSatisfying(why -> assertThat(why.en()).contains("U+0301", "fifth mark"));
        assertThat(ReadableText.mistake("e\u0301\u0301\u0301e\u0301\u0301")).isEmpty();
    }

    @Test
    void a_line_break_is_answered_with_what_to_put_there() {
        assertThat(ReadableText.mistake("a\nb")).hasValueSatisfying(why -> assertThat(why.en()).contains("put a blank there"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Minie\u0300re Que\u0301be\u0301coise|Minière Québécoise", "' Minière  Québécoise '|Minière Québécoise",
            "Minière\u00a0Québécoise|Minière Québécoise", "Minière\u202f\u3000Québécoise|Minière Québécoise", "MINIÈRE québécoise|MINIÈRE québécoise",
            "معدن\u200cها|معدنها", "Mine\u200b|Mine", "\u212bngström|Ångström"})
    void names_that_differ_only_in_how_they_are_written_have_one_form(String written, String name) {
        assertThat(ReadableText.name(written)).isEqualTo(name);
    }
}
