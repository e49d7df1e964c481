package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To which template a path belongs. */
class AllowedMethodsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/v1/figures/{id} | /v1/figures/cmif.projects | true", "/v1/figures/{id} | /v1/figures | false", "/v1/figures/{id} | /v1/figures/a/b | false",
        "/v1//figures/ | /v1/figures | true", "/v1/figures | /v1/figures/ | true", "/v1/figures.csv | /v1/figuresxcsv | false",
        "/m/{version: \\d+}/retraction | /m/12/retraction | true", "/m/{version: \\d+}/retraction | /m/x/retraction | false",
        "/{a : [a-z]{2,3}}/{b} | /abc/d | true", "/{a : [a-z]{2,3}}/{b} | /abcd/d | false", "/contracts/{file:.+} | /contracts/a/b.json | true", "/ | / | true"})
    void a_path_belongs_to_its_template_and_to_no_other(String template, String path, boolean belongs) {
        assertThat(AllowedMethods.pattern(template).matcher(path).matches()).isEqualTo(belongs);
    }
}
