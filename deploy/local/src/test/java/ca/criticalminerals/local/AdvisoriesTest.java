package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No service runs with a library of which docs/advisories.csv says that its version is weak. It is a list that people keep, not a live one. */
class AdvisoriesTest {
    private static final Path HOME = Path.of("../..");

    private record Advisory(String library, String firstGood, String name) {
        /** {@code jar} is named as Quarkus names it: group, artifact and version. */
        boolean concerns(String jar) {
            String rest = jar.startsWith(library + "-") ? jar.substring(library.length() + 1) : "";
            return rest.matches("\\d.*\\.jar") && isBefore(numbers(rest), numbers(firstGood));
        }
    }

    @Test
    void no_service_runs_with_a_library_that_an_advisory_names() throws IOException {
        Set<String> jars = new TreeSet<>();
        for (String service : LocalSystem.SERVICES.keySet()) {
            try (Stream<Path> files = Files.walk(HOME.resolve("services/" + service + "/target/quarkus-app/lib"))) {
                files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jar")).forEach(jars::add);
            }
        }
        assertThat(jars).hasSizeGreaterThan(150);
        assertThat(found(jars)).isEmpty();
        assertThat(advisories()).as("advisories about libraries that are here")
                .filteredOn(advisory -> jars.stream().anyMatch(jar -> jar.startsWith(advisory.library + "-"))).hasSizeGreaterThan(15);
    }

    @Test
    void an_old_library_is_found_and_a_new_one_is_not() throws IOException {
        assertThat(found(Set.of("org.postgresql.postgresql-42.7.6.jar", "io.netty.netty-codec-http-4.1.99.Final.jar", "org.yaml.snakeyaml-1.33.jar")))
                .hasSize(3).anyMatch(line -> line.contains("CVE-2025-49146"));
        assertThat(found(Set.of("org.postgresql.postgresql-42.7.7.jar", "org.postgresql.postgresql-42.10.0.jar", "io.netty.netty-codec-http-4.2.0.Final.jar"))).isEmpty();
    }

    private static List<String> found(Set<String> jars) throws IOException {
        var found = new ArrayList<String>();
        for (Advisory advisory : advisories()) {
            jars.stream().filter(advisory::concerns).forEach(jar -> found.add(jar + ": " + advisory.name + ", good from " + advisory.firstGood));
        }
        return found;
    }

    private static List<Advisory> advisories() throws IOException {
        return Files.readAllLines(HOME.resolve("docs/advisories.csv")).stream().skip(1).map(line -> line.split(","))
                .map(cells -> new Advisory(cells[0] + "." + cells[1], cells[2], cells[3])).toList();
    }

    private static List<Integer> numbers(String version) {
        return Stream.of(version.split("[.-]")).takeWhile(part -> part.matches("\\d{1,8}")).map(Integer::valueOf).toList();
    }

    private static boolean isBefore(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            int difference = (i < one.size() ? one.get(i) : 0) - (i < other.size() ? other.get(i) : 0);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }
}
