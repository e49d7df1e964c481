package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a reader has what a tag names. */
class EntityTagsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "\"a\" | \"a\" | true", "W/\"a\" | \"a\" | true", "\"a\" | W/\"a\" | true", "W/\"a\" | W/\"a\" | true", "\"b\" | \"a\" | false",
        "\"b\", W/\"a\" | \"a\" | true", "\"b\",\"a\"|\"a\" | true", "* | \"a\" | true", " * | \"a\" | true", "\"*\" | \"a\" | false",
        "\"x,a,y\" | \"a\" | false", "\"x,y\" | \"x,y\" | true", "a | \"a\" | false", "w/\"b\" | \"a\" | false", "'' | \"a\" | false", "\"A\" | \"a\" | false"})
    void a_tag_is_compared_without_its_weakness_and_as_a_whole(String header, String etag, boolean known) {
        assertThat(EntityTags.isKnown(List.of(header), etag)).isEqualTo(known);
    }

    @Test
    void several_headers_are_one_list_and_none_knows_nothing() {
        assertThat(EntityTags.isKnown(List.of("\"b\"", "W/\"a\""), "\"a\"")).isTrue();
        assertThat(EntityTags.isKnown(List.of(), "\"a\"")).isFalse();
    }
}
