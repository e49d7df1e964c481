package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The domain is pure: the package of the test that inherits this. */
public abstract class CommonDomainPurityTest {
    @Test
    void the_domain_imports_java_itself_persistent_collections_and_the_pure_types_of_the_libraries() throws IOException {
        for (Path source : sources()) {
            assertThat(Files.readAllLines(source).stream().filter(line -> line.startsWith("import "))
                    .map(line -> line.replaceFirst("^import (static )?", "")))
                    .as(source.toString())
                    .allMatch(name -> name.startsWith("java.") || name.startsWith(getClass().getPackageName() + ".")
                            || name.startsWith("org.pcollections.")
                            || name.matches("ca\\.criticalminerals\\.(eventsourcing|initiatives)\\.[A-Z].*"));
        }
    }

    @Test
    void no_switch_of_the_domain_has_a_default_branch() throws IOException {
        for (Path source : sources()) {
            assertThat(Files.readString(source)).as(source.toString()).doesNotContain("default ->").doesNotContain("default:");
        }
    }

    @Test
    void nothing_in_the_domain_asks_a_clock_or_a_dice() throws IOException {
        for (Path source : sources()) {
            assertThat(Files.readString(source)).as(source.toString()).doesNotContain("LocalDate.now(", "Instant.now(",
                    "currentTimeMillis", "nanoTime", "Random", "randomUUID");
        }
    }

    private List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java", getClass().getPackageName().split("\\.")))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).as("files that were looked at").hasSizeGreaterThan(3);
            return sources;
        }
    }
}
