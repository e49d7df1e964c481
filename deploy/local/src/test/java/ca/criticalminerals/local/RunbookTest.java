package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is woken by an alert finds what to do, and nobody reads about alerts that do not exist. */
class RunbookTest {
    private static final Path HOME = Path.of("../..");

    @Test
    void every_alert_has_an_entry_in_the_runbook_and_every_entry_an_alert() throws IOException {
        var alerts = found("- alert: (\\w+)", "deploy/compose/prometheus/rules.yml");
        assertThat(alerts).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(found("(?m)^## (\\w+)$", "docs/runbook.md")).isEqualTo(alerts);
        assertThat(found("runbook: docs/runbook.md#(\\w+)", "deploy/compose/prometheus/rules.yml"))
                .isEqualTo(alerts.stream().map(String::toLowerCase).toList());
    }

    @Test
    void every_alert_is_said_in_both_languages_and_tried_out() throws IOException {
        var alerts = found("- alert: (\\w+)", "deploy/compose/prometheus/rules.yml");
        assertThat(found("(?m)^          summary: \"(.+)\"$", "deploy/compose/prometheus/rules.yml")).hasSameSizeAs(alerts);
        assertThat(found("(?m)^          resume: \"(.+)\"$", "deploy/compose/prometheus/rules.yml")).hasSameSizeAs(alerts);
        var tried = found("(?m)^        alertname: (\\w+)$", "deploy/compose/prometheus/rules.test.yml");
        assertThat(tried).hasSizeGreaterThan(10);
        assertThat(alerts).allMatch(alert -> tried.contains(alert) || alert.equals("EditionOld"));
    }

    @Test
    void alerts_go_to_the_alertmanagers_of_a_file_and_the_runbook_says_that_it_names_none() throws IOException {
        var files = found("file_sd_configs: \\[\\{files: \\[([a-z.]+)]", "deploy/compose/prometheus/prometheus.yml");
        assertThat(files).containsExactly("alertmanagers.yml");
        assertThat(found("(?m)^([^#].*)$", "deploy/compose/prometheus/alertmanagers.yml")).containsExactly("[]");
        assertThat(found("(?m)^(## Who is told)$", "docs/runbook.md")).hasSize(1);
        assertThat(found("(Nobody), until you name an Alertmanager", "docs/runbook.md")).hasSize(1);
        assertThat(found("(compose/prometheus/alertmanagers.yml)", "docs/runbook.md")).hasSize(1);
    }

    private static List<String> found(String pattern, String file) throws IOException {
        return Pattern.compile(pattern).matcher(Files.readString(HOME.resolve(file))).results().map(one -> one.group(1)).toList();
    }
}
