package ca.criticalminerals.initiatives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"33", "³³", "㉝", "Ⅷ", "½", "٣٣", "९९९", "３３", "𝟛𝟛", "❶", "①", "⑴", "⒈", "㈠", "㋀", "〇", "三十三", "參拾參", "⼀", "🔟", "💯", "3️⃣", "𐄇", "፫"})
    void a_numeral_of_any_script_in_any_form_is_found_in_both_languages(String numeral) {
        assertThat(TypedNumber.inEnglish("There are " + numeral + " mines.")).isPresent();
        assertThat(TypedNumber.inFrench("Il y a " + numeral + " mines.")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"There are thirty-three mines., thirty-three", "Thirty-three mines opened., Thirty-three", "In all: Forty mines opened., Forty",
            "There are THIRTY mines., THIRTY", "There are thirty three mines., thirty three", "There are thirty‑three mines., thirty‑three",
            "There are ｔｗｅｎｔｙ mines., twenty", "A dozen mines opened., dozen", "Three hundred mines opened., hundred", "Worth millions., millions",
            "The Twenty-Two Mines opened., Twenty-Two", "The quantity | eleven mines |, eleven"})
    void a_number_in_english_words_is_found(String text, String found) {
        assertThat(TypedNumber.inEnglish(text)).map(number -> number.replace('\u2010', '\u2011')).hasValue(found);
    }

    @ParameterizedTest
    @CsvSource({"Il y a trente-trois mines., trente-trois", "Trente mines ont ouvert., Trente", "Il y a vingt et une mines., vingt et une",
            "Il y a quatre-vingts mines., quatre-vingts", "Il y a dix-sept mines., dix-sept", "Il y a deux cents mines., cents", "Il y a mille mines., mille",
            "Une douzaine de mines., douzaine", "Il y a soixante-dix mines., soixante-dix", "DEUX MILLIONS DE DOLLARS, MILLIONS", "Les Vingt-Deux Mines, Vingt-Deux"})
    void a_number_in_french_words_is_found(String text, String found) {
        assertThat(TypedNumber.inFrench(text)).hasValue(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Canada works along three lines.", "The Group of Seven agreed.", "Thousand Islands has a mine.", "To seize this, one of both is often wanted.",
            "zero-emission vehicles", "Weight is on tenors and stonework.", "the Twenty Mile Creek", "Québec, Côte-Nord – and so on"})
    void words_and_names_of_english_are_no_numbers(String text) {
        assertThat(TypedNumber.inEnglish(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Le Canada agit selon trois axes, l’un et l’autre.", "Trois-Rivières et Sept-Îles", "Le Groupe des Sept", "Le neuf pour cent,",
            "{x} pour\u00a0cent", "zéro émission", "un adolescent récent", "la Vingt Mille Lieues inc."})
    void words_and_names_of_french_are_no_numbers(String text) {
        assertThat(TypedNumber.inFrench(text)).isEmpty();
    }
}
