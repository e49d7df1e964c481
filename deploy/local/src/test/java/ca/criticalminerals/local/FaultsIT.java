package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A selection of the faults that is done with every test; all of them are done by {@code ./tracker faults}. */
@Order(Integer.MAX_VALUE)
class FaultsIT {
    private static final long SEED = 7;

    @TempDir
    private Path folder;
    private final List<String> said = new ArrayList<>();

    @Test
    void nothing_is_lost_doubled_or_out_of_order_when_writer_and_database_die_and_delivery_goes_wrong() {
        assertThat(Running.faults(folder, LocalSystem.SERVICES.keySet(), said::add).run(List.of(1, 5, 7, 8, 9, 18, 19), SEED)).as(() -> String.join("\n", said)).isTrue();
    }

    @Test
    void a_fault_that_is_not_in_the_catalogue_is_refused_in_both_languages() {
        assertThatThrownBy(() -> Running.faults(folder, Set.of(), said::add).run(List.of(99), SEED)).isInstanceOf(Trouble.class)
                .hasMessageContaining("There is no fault 99").hasMessageContaining("Il n’y a pas de panne 99");
    }

    @ParameterizedTest
    @ValueSource(strings = {"funding-programs", "security-measures", "partnerships", "strategy-progress"})
    void a_service_as_it_is_built_holds_no_kill_point(String service) throws IOException {
        var seen = new ArrayList<String>();
        var deaths = new ArrayList<String>();
        Path application = Running.HOME.resolve("services/" + service + "/target/quarkus-app");
        assertThat(jars(application)).extracting(jar -> jar.getFileName().toString()).noneMatch(name -> name.contains("byteman"));
        for (Path jar : jars(application).stream().filter(FaultsIT::isOurs).toList()) {
            try (var files = FileSystems.newFileSystem(jar); var walk = Files.walk(files.getPath("/ca/criticalminerals"))) {
                walk.filter(file -> file.toString().endsWith(".class")).forEach(file -> {
                    seen.add(file.toString());
                    calls(file).filter(call -> call.matches("java/lang/(Runtime|System)\\.(halt|exit)")).forEach(_ -> deaths.add(file.toString()));
                });
            }
        }
        assertThat(seen).as("classes of ours").hasSizeGreaterThan(50);
        assertThat(deaths).as("classes that can end the process").isEmpty();
    }

    private static List<Path> jars(Path application) throws IOException {
        try (var files = Files.walk(application)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static boolean isOurs(Path jar) {
        try (var files = FileSystems.newFileSystem(jar)) {
            return Files.exists(files.getPath("/ca/criticalminerals"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> calls(Path file) {
        try {
            return ClassFile.of().parse(Files.readAllBytes(file)).methods().stream().flatMap(method -> method.code().stream())
                    .flatMap(code -> code.elementStream()).filter(InvokeInstruction.class::isInstance).map(InvokeInstruction.class::cast)
                    .map(call -> call.owner().asInternalName() + "." + call.name().stringValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
