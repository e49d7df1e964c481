package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "DEAR  | GET | /v1/changes | from=2024-01-01",
        "DEAR  | GET | /v1/changes | ''",
        "DEAR  | HEAD | /v1/changes | ''",
        "DEAR  | GET | /v1/changes/ | ''",
        "DEAR  | GET | /v1/changes;a=b | ''",
        "DEAR  | GET | /v1;a/changes;b | ''",
        "DEAR  | GET | /v1/figures/inrp.projects/changes | ''",
        "DEAR  | GET | /en/changes | ''",
        "DEAR  | GET | /fr/changements | ''",
        "DEAR  | GET | /v1/milestones.xlsx | ''",
        "DEAR  | GET | /v1/milestones.csv | ''",
        "DEAR  | GET | /v1/milestones.ndjson | ''",
        "DEAR  | GET | /v1/totals.xlsx | ''",
        "DEAR  | GET | /v1/editions/1/verification | ''",
        "DEAR  | GET | /v1/initiatives/inrp | ''",
        "DEAR  | GET | /v1/initiatives | ''",
        "DEAR  | GET | /v1/funding-programs/inrp/milestones | ''",
        "DEAR  | GET | /en/progress-update | asOf=2024-01-01",
        "DEAR  | GET | /fr/mise-a-jour | a=b&knownAt=2024-01-01T00:00:00Z",
        "DEAR  | GET | /v1/figures | know%6eAt=2024-01-01T00:00:00Z",
        "USUAL | GET | /en/progress-update | ''",
        "USUAL | GET | /v1/figures | ''",
        "USUAL | GET | /v1/figures | theme=produce&x=asOf",
        "USUAL | GET | /v1/milestones | kind=a",
        "USUAL | GET | /v1/funding-programs/inrp | ''",
        "USUAL | GET | /v1/funding-programs/inrp/milestones/4 | ''",
        "USUAL | POST | /v1/funding-programs/inrp/milestones | ''",
        "USUAL | GET | / | ''"})
    void a_read_is_dear_by_its_address_however_it_is_written(Cost cost, String method, String path, String query) {
        assertThat(Cost.of(method, path, query)).isEqualTo(cost);
    }
}
