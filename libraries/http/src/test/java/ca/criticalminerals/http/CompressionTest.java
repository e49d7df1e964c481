package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who takes compressed answers. */
class CompressionTest {
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, deflate, br", "*", "GZIP;q=0.1", "br, x-gzip", "identity;q=0.5, gzip", "identity;q=0, *"})
    void whoever_names_gzip_takes_it(String accepted) {
        assertThat(Compression.takes(List.of(accepted))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "gzip;q=0, *", "*;q=0", "gzip;q=abc", "identity, gzip;q=0.5"})
    void whoever_does_not_or_rather_not_gets_plain_bytes(String accepted) {
        assertThat(Compression.takes(List.of(accepted))).isFalse();
    }
}
