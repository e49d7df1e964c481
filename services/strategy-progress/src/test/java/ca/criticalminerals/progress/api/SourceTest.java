package ca.criticalminerals.progress.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the line of an officer. */
class SourceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://a.example/1                                              | -> https://a.example/1
            https://a.example/1 ; https://b.example/2                        | -> https://a.example/1 + -> https://b.example/2
            https://a.example/1; https://b.example/2                         | -> https://a.example/1 + -> https://b.example/2
            “Canada launches” (press page) ; https://b.example/x.php (MAC)   | “Canada launches” (press page) -> + MAC -> https://b.example/x.php
            Progress update on the Strategy, 2026-02-27 https://c.example/u  | Progress update on the Strategy, 2026-02-27 -> https://c.example/u
            https://a.example/1 ; text of Budget 2022 quoted on stockhouse   | -> https://a.example/1 + text of Budget 2022 quoted on stockhouse ->
            See https://a.example/1 and https://b.example/2.                 | See and . -> https://a.example/1 + -> https://b.example/2
            https://a.example/a;b?x=(1)                                      | -> https://a.example/a;b?x=(1)
            (https://a.example/1)                                            | -> https://a.example/1
            GCDOCS; file 12                                                  | GCDOCS; file 12 ->
            https://a.example/Map_(2024)                                     | -> https://a.example/Map_(2024)
            """)
    void each_source_is_one_with_its_title_and_its_address(String line, String sources) {
        assertThat(Source.in(line).stream().map(source -> (source.title().orElse("") + " -> " + source.address().orElse("")).strip())
                .collect(Collectors.joining(" + "))).isEqualTo(sources);
    }

    @Test
    void a_line_without_words_has_no_source() {
        assertThat(Source.in(" ; ")).isEmpty();
        assertThat(Source.in("file 12")).containsExactly(new Source(Optional.of("file 12"), Optional.empty()));
    }
}
