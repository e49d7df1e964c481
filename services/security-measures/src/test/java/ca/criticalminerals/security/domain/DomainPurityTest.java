package ca.criticalminerals.security.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DomainPurityTest {
    @Test
    void the_domain_imports_java_itself_persistent_collections_and_the_pure_types_of_the_libraries() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java/ca/criticalminerals/security/domain"))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).as("files that were looked at").hasSizeGreaterThan(7);
            for (Path source : sources) {
                assertThat(Files.readAllLines(source).stream().filter(line -> line.startsWith("import "))
                        .map(line -> line.replaceFirst("^import (static )?", "")))
                        .as(source.toString())
                        .allMatch(name -> name.startsWith("java.") || name.startsWith("ca.criticalminerals.security.domain.")
                                || name.startsWith("org.pcollections.") || name.matches("ca\\.criticalminerals\\.(eventsourcing|initiatives)\\.[A-Z].*"));
                assertThat(Files.readString(source)).as(source + " has a default branch").doesNotContain("default" + " ->");
            }
        }
    }
}
