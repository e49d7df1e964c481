package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignedInitiativesTest {
    @TempDir
    Path data;
    private AssignedInitiatives initiatives;

    @BeforeEach
    void start() {
        initiatives = new AssignedInitiatives(data);
        initiatives.complete(Map.of("inrp", "funding-programs"));
    }

    @Test
    void a_start_adds_what_is_missing_and_keeps_the_lines_that_were_added() throws IOException {
        initiatives.assign("arctic-fund", "partnerships");
        initiatives.complete(Map.of("inrp", "funding-programs", "arctic-fund", "funding-programs", "ica", "security-measures"));
        assertThat(Files.readAllLines(initiatives.file())).containsExactly("initiative,service", "arctic-fund,partnerships", "ica,security-measures", "inrp,funding-programs");
    }

    @ParameterizedTest
    @CsvSource({"inrp, partnerships, already", "arctic-fund, partnership, There is no service", "Arctic, partnerships, lower-case", "progress-update, strategy-progress, reserved",
            "money, funding-programs, reserved"})
    void what_cannot_be_assigned_is_refused_in_both_languages(String initiative, String service, String problem) {
        assertThatThrownBy(() -> initiatives.assign(initiative, service)).isInstanceOf(Trouble.class).hasMessageContaining(problem)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
        assertThat(initiatives.read().services()).isEqualTo(Map.of("inrp", "funding-programs"));
    }

    @Test
    void a_token_names_the_service_of_an_initiative_that_is_assigned() {
        assertThat(initiatives.named(List.of("inrp", "funding-programs/inrp", "partnerships/inrp"))).containsExactly("funding-programs/inrp", "funding-programs/inrp", "partnerships/inrp");
        assertThat(initiatives.read().services()).isEqualTo(Map.of("inrp", "funding-programs"));
    }

    @Test
    void an_initiative_without_a_service_is_refused_and_one_with_its_service_is_assigned() {
        assertThatThrownBy(() -> initiatives.named(List.of("arctic-fund"))).hasMessageContainingAll("./tracker assign arctic-fund SERVICE", "confiez-la");
        assertThat(initiatives.named(List.of("partnerships/arctic-fund"))).containsExactly("partnerships/arctic-fund");
        assertThat(initiatives.read().serviceOf("arctic-fund")).contains("partnerships");
    }
}
