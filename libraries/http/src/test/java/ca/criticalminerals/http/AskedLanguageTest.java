package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which of the two languages somebody is answered. */
class AskedLanguageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                              | en", "fr                       | fr", "fr-CA                    | fr", "FR-ca                   | fr",
        "fr-FR, en;q=0.9                 | fr", "en, fr                   | en", "fr, en                   | fr", "en;q=0.5, fr;q=0.5      | en",
        "fr;q=0.5, en;q=0.5              | fr", "en;q=0.2, fr;q=0.3       | fr", "de, fr;q=0.1             | fr", "de                      | en",
        "*                               | en", "fr, *                    | fr", "*, fr;q=0.5              | en", "fr ; q=0.2 , en;q=0.100 | fr", "fr;q=0.1, de, en;q=0.3, fr;q=0.5 | fr"})
    void the_heavier_wish_counts_and_of_equal_ones_the_first(String accepted, String language) {
        assertThat(AskedLanguage.preferred(List.of(accepted))).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fr;q=0 | en", "fr;q=0.000 | en", "en;q=0 | fr", "fr;q=0, * | en", "en;q=0, * | fr", "fr;q=0, en;q=0 | en", "*;q=0, fr | fr", "*;q=0 | en"})
    void a_language_with_the_weight_zero_is_not_wanted(String accepted, String language) {
        assertThat(AskedLanguage.preferred(List.of(accepted))).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fr;q=abc | en", "fr;q=2 | en", "fr;q=-1 | en", "fr;q=0.1234 | en", "fr;q= | en", "fr_CA | en", "français | en", ";;, ,= | en",
        "fr;q=abc, fr;q=0.1 | fr", "frisian | en", "fry | en"})
    void nonsense_counts_as_not_there(String accepted, String language) {
        assertThat(AskedLanguage.preferred(List.of(accepted))).isEqualTo(language);
    }

    @Test
    void several_headers_are_one_list() {
        assertThat(AskedLanguage.preferred(List.of("de", "fr;q=0.5", "en;q=0.4"))).isEqualTo("fr");
        assertThat(AskedLanguage.preferred(List.of())).isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource({"/fr/fil.atom, fr", "/fr, fr", "/en/editions/1, en", "/v1/figures, fr", "/french, fr", "/v1/fr/x, fr"})
    void a_page_has_its_own_language(String path, String language) {
        assertThat(AskedLanguage.of(path, null, List.of(path.startsWith("/fr/") || path.equals("/fr") ? "en" : "fr"))).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({"lang=fr, fr", "asOf=2026-01-01&lang=fr, fr", "lang=en&x=1, en", "lang=de, en", "slang=fr, en", "lang=fra, en"})
    void a_file_is_asked_for_in_a_language(String query, String language) {
        assertThat(AskedLanguage.of("/v1/milestones.csv", query, List.of("en"))).isEqualTo(language);
    }
}
