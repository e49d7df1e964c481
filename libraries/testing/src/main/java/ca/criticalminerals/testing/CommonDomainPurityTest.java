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
    void the_domain_imports_java_itself_and_what_is_pure() throws IOException {
        for (Path source : sources()) {
            assertThat(Files.readAllLines(source).stream().filter(line -> line.startsWith("import "))
                    .map(line -> line.replaceFirst("^import (static )?", "")))
                    .as(source.toString())
                    .allMatch(name -> name.startsWith("java.") || name.startsWith(getClass().getPackageName() + ".") || isPure(name));
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

    /** How many files it has at least: a test of nothing would pass. */
    protected int files() {
        return 8;
    }

    /** What a domain that decides may import besides: persistent collections and the pure types of the libraries. */
    protected boolean isPure(String name) {
        return name.startsWith("org.pcollections.") || name.matches("ca\\.criticalminerals\\.(eventsourcing|initiatives)\\.[A-Z].*");
    }

    private List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java", getClass().getPackageName().split("\\.")))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).as("files that were looked at").hasSizeGreaterThanOrEqualTo(files());
            return sources;
        }
    }
}
