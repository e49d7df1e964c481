package ca.criticalminerals.initiatives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurityTest {
    @Test
    void what_initiatives_have_in_common_imports_java_itself_and_the_pure_types_of_event_sourcing() throws IOException {
        try (var files = Files.list(Path.of("src/main/java/ca/criticalminerals/initiatives"))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).as("files that were looked at").hasSizeGreaterThan(12);
            for (Path source : sources) {
                assertThat(Files.readAllLines(source).stream().filter(line -> line.startsWith("import "))
                        .map(line -> line.replaceFirst("^import (static )?", "")))
                        .as(source.toString())
                        .allMatch(name -> name.startsWith("java.") || name.matches("ca\\.criticalminerals\\.(eventsourcing|initiatives)\\.[A-Z].*"));
            }
        }
    }
}
