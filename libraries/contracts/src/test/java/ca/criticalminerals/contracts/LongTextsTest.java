package ca.criticalminerals.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is far too long costs little: no pattern calls itself for each character, or looks at a character again and again. */
class LongTextsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LITTLE = Duration.ofSeconds(5);
    private static final List<String> PARTS = List.of("a", "-", "a-", ".a", "a.b-", "/a", "0", "9.", " ", "A_", "\u00e9", "2024-", "+/", "=", "\u0000a");

    @Test
    @Timeout(60)
    void no_pattern_of_a_contract_is_slow_or_deep() throws IOException {
        var patterns = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/resources/contracts"))) {
            files.filter(file -> file.toString().endsWith(".schema.json")).forEach(file -> patterns.addAll(read(file).findValuesAsText("pattern")));
        }
        assertThat(patterns).hasSizeGreaterThan(8);
        for (String pattern : patterns) {
            for (String part : PARTS) {
                String text = part.repeat(1_000_000 / part.length());
                long began = System.nanoTime();
                Contract.pattern(pattern).matcher(text).find();
                Contract.pattern(pattern).matcher(text + "!").find();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).as(pattern + " of " + part).isLessThan(LITTLE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/project", "/stream", "/amount/amount", "/occurredOn", "/title/en", "/evidence/source", "/type"})
    void a_text_that_is_too_long_is_refused_in_its_place(String place) {
        var milestone = (ObjectNode) read(Path.of("src/main/resources/contracts/funding/examples/project-approved.cmif.json")).at("/data");
        milestone.remove("summary");
        milestone.put("type", "project-approved");
        int last = place.lastIndexOf('/');
        ((ObjectNode) milestone.at(place.substring(0, last))).put(place.substring(last + 1), "a-".repeat(200_000) + "a");

        var violations = Contract.inMilestone("funding", milestone);

        assertThat(violations).hasSize(1);
        assertThat(violations.getFirst().toString()).contains(place).hasSizeLessThan(600);
    }

    @Test
    void an_id_of_an_initiative_of_any_length_is_looked_at_once() {
        assertThat(Contract.isInitiative("a-".repeat(500_000) + "a")).isFalse();
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
