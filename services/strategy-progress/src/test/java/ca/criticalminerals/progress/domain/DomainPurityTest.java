package ca.criticalminerals.progress.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DomainPurityTest {
    @Test
    void the_domain_imports_java_itself_and_the_pure_types_of_event_sourcing() throws IOException {
        for (Path source : sources()) {
            assertThat(Files.readAllLines(source).stream().filter(line -> line.startsWith("import "))
                    .map(line -> line.replaceFirst("^import (static )?", "")))
                    .as(source.toString())
                    .allMatch(name -> name.startsWith("java.") || name.startsWith("ca.criticalminerals.progress.domain.")
                            || name.startsWith("org.jspecify.annotations.")
                            || name.matches("ca\\.criticalminerals\\.eventsourcing\\.[A-Z].*"));
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

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java/ca/criticalminerals/progress/domain"))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).as("files that were looked at").hasSizeGreaterThan(9);
            return sources;
        }
    }
}
