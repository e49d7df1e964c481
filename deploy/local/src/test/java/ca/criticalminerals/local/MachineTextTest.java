package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that machines read does not depend on the language of the machine that writes it. */
class MachineTextTest {
    /** What asks Java for the language of the machine, where a line names no other. A number that {@code %s} prints has plain digits. */
    private static final Pattern OF_THE_MACHINE = Pattern.compile("""
            \\.to(Lower|Upper)Case\\(\\)|::to(Lower|Upper)Case\\b|String\\.format\\((?!Locale\\.)|\\bprintf\\((?!Locale\\.)\
            |Locale\\.getDefault\\(|ofPattern\\("[^"]*"\\)|ofLocalized|new SimpleDateFormat\\(|new MessageFormat\\(|MessageFormat\\.format\
            |new DecimalFormat\\([^,]*\\)|(NumberFormat|Collator|BreakIterator)\\.get\\w*Instance\\(\\)\
            |^(?!.*Locale\\.).*%(\\d+\\$)?[-#+0,(]*\\d*(d\\b|\\.\\d+[fgeE])""");
    private static final Path ROOT = Path.of(System.getProperty("tracker.home", "../.."));

    @Test
    void no_source_asks_for_the_language_of_the_machine() throws IOException {
        var found = new ArrayList<String>();
        List<Path> sources;
        try (var files = Files.walk(ROOT)) {
            sources = files.filter(file -> file.toString().endsWith(".java") && file.toString().contains("/src/main/java/")).toList();
        }
        for (Path source : sources) {
            for (String line : Files.readAllLines(source)) {
                if (isOfTheMachine(line)) {
                    found.add(source.getFileName() + ": " + line.strip());
                }
            }
        }
        assertThat(sources).as("sources that were looked at").hasSizeGreaterThan(400);
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name.toLowerCase()", "map(String::toUpperCase)", "String.format(\"%s\", 1)", "\"%d\".formatted(1)",
            "\"%1$d\"", "\"%020d\"", "\"%.1f s\"", "\"%,d\"", "DateTimeFormatter.ofPattern(\"uuuu\")", "out.printf(\"x\")",
            "Collator.getInstance()", "NumberFormat.getInstance()", "new DecimalFormat(\"0.0\")", "Locale.getDefault()"})
    void a_line_that_asks_for_it_is_found(String line) {
        assertThat(isOfTheMachine(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name.toLowerCase(Locale.ROOT)", "String.format(Locale.ROOT, \"%020d\", 1)", "\"%s\".formatted(1)",
            "ofPattern(\"uuuu\", Locale.ROOT)", "i % documents", "\"/contracts/%2e%2e/\"", "cp \"%s/%%f\""})
    void a_line_that_names_a_language_or_needs_none_is_not(String line) {
        assertThat(isOfTheMachine(line)).isFalse();
    }

    private static boolean isOfTheMachine(String line) {
        String code = line.strip();
        return !code.startsWith("*") && !code.startsWith("//") && !code.startsWith("/*") && OF_THE_MACHINE.matcher(code).find();
    }
}
