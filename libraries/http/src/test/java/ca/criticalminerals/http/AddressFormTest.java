package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses can be read at all. */
class AddressFormTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/figures?asOf=2026-01-01", "/%C3%A9", "/a%2Fb?x=%25", "/%e2%82%ac", "/?%F0%9F%98%80", "/%00", "*"})
    void percent_encoded_utf_8_is_readable(String address) {
        assertThat(AddressForm.isReadable(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%a", "/%zz", "/?asOf=%zz", "/%%41", "/%u0041", "/?a=1%", "/%C3", "/%C3x%A9", "/%ff", "/%C0%AF", "/%ED%A0%80", "/%4\u0661", "/?a=b|c", "/?a=\"", "/<x>", "/a\\b", "/?a=^"})
    void what_no_text_is_encoded_as_is_not(String address) {
        assertThat(AddressForm.isReadable(address)).isFalse();
    }
}
