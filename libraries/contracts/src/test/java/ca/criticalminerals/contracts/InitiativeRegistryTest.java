package ca.criticalminerals.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitiativeRegistryTest {
    private static final String TWO = "initiative,service\ninrp,funding-programs\nusa,partnerships\n";

    @TempDir
    Path folder;

    @Test
    void an_initiative_belongs_to_the_service_of_its_line() {
        var registry = InitiativeRegistry.parse(TWO);
        assertThat(registry.serviceOf("inrp")).contains("funding-programs");
        assertThat(registry.assigns("inrp", "funding-programs")).isTrue();
        assertThat(registry.assigns("inrp", "partnerships")).isFalse();
        assertThat(registry.serviceOf("cmif")).isEmpty();
        assertThat(InitiativeRegistry.parse(registry.csv())).isEqualTo(registry);
    }

    @Test
    void a_star_is_every_initiative_that_no_line_names() {
        var registry = InitiativeRegistry.parse("\ufeffinitiative,service\r\n*,funding-programs\r\nusa,partnerships\r\n");
        assertThat(registry.serviceOf("anything")).contains("funding-programs");
        assertThat(registry.serviceOf("usa")).contains("partnerships");
        assertThat(registry.serviceOf("progress-update")).isEmpty();
        assertThat(registry.serviceOf("money")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"inrp,partnerships|already", "inrp,funding-programs|already", "Inrp,funding-programs|lower-case", "in_rp,funding-programs|lower-case",
            "a--b,funding-programs|lower-case", "cmif|comma", "cmif,a,b|comma", "cmif,|service", "cmif,Funding|service", "cmif, funding-programs|service", "' cmif,x'|lower-case",
            "money,funding-programs|reserved", "progress-update,strategy-progress|reserved"})
    void a_line_that_is_malformed_or_repeats_an_initiative_is_refused_by_its_number_in_both_languages(String line, String problem) {
        assertThatThrownBy(() -> InitiativeRegistry.parse(TWO + line)).isInstanceOf(InvalidRegistryException.class).hasMessageContaining("initiatives.csv:4: ")
                .hasMessageContaining(problem).satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "inrp,funding-programs", "service,initiative\n", "initiative;service\n"})
    void a_file_without_its_first_line_is_refused(String csv) {
        assertThatThrownBy(() -> InitiativeRegistry.parse(csv)).hasMessageContaining("initiative,service");
    }

    @Test
    void a_file_that_is_replaced_is_read_again_and_one_that_cannot_be_used_is_reported_once() throws IOException {
        var reports = new CopyOnWriteArrayList<String>();
        Path file = Files.writeString(folder.resolve("initiatives.csv"), TWO);
        var registry = InitiativeRegistryFile.open(file, reports::add);
        assertThat(registry.current().serviceOf("cmif")).isEmpty();

        replace(file, TWO + "cmif,funding-programs\n");
        Awaitility.await().until(() -> registry.current().assigns("cmif", "funding-programs"));

        replace(file, TWO + "nonsense\n");
        Awaitility.await().until(() -> { registry.current(); return reports.size() == 1; });
        replace(file, "initiative,service\ninrp,partnerships\nusa,partnerships\ncmif,funding-programs\n");
        Awaitility.await().until(() -> { registry.current(); return reports.size() == 2; });
        assertThat(reports.getLast()).contains("inrp", "put the line back", "remettez la ligne");
        assertThat(registry.current().assigns("inrp", "funding-programs")).isTrue();
        Files.delete(file);
        Awaitility.await().until(() -> { registry.current(); return reports.size() == 3; });
        assertThat(registry.current().assigns("cmif", "funding-programs")).isTrue();

        Files.writeString(file, TWO + "cmif,funding-programs\nlaw,security-measures\n");
        Awaitility.await().until(() -> registry.current().serviceOf("law").equals(Optional.of("security-measures")));
        assertThat(reports).hasSize(3);
    }

    /** As a ConfigMap of Kubernetes changes: the name stays, and leads elsewhere. */
    @Test
    void a_symbolic_link_that_leads_elsewhere_is_followed() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Files.writeString(first.resolve("initiatives.csv"), TWO);
        Files.writeString(second.resolve("initiatives.csv"), TWO + "cmif,funding-programs\n");
        Path data = Files.createSymbolicLink(folder.resolve("data"), first);
        var registry = InitiativeRegistryFile.open(data.resolve("initiatives.csv"), report -> { throw new AssertionError(report); });

        Files.move(Files.createSymbolicLink(folder.resolve("next"), second), data, StandardCopyOption.ATOMIC_MOVE);

        Awaitility.await().until(() -> registry.current().assigns("cmif", "funding-programs"));
    }

    @Test
    void a_file_that_is_missing_at_the_start_is_refused_and_without_one_nothing_is_assigned() {
        assertThatThrownBy(() -> InitiativeRegistryFile.open(folder.resolve("none.csv"), _ -> { })).isInstanceOf(InvalidRegistryException.class)
                .hasMessageContaining("none.csv").hasMessageContaining("tracker.initiatives");
        assertThat(InitiativeRegistryFile.none().current().services()).isEmpty();
        assertThat(List.of("inrp", "cmif")).noneMatch(id -> InitiativeRegistryFile.none().current().serviceOf(id).isPresent());
    }

    private static void replace(Path file, String csv) throws IOException {
        Files.move(Files.writeString(file.resolveSibling("next"), csv), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
