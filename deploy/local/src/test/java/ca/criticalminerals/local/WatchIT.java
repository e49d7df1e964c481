package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.local.Collector.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What operators see of the real processes: what they measure, and what became of one POST. */
@ResourceLock(Running.REAL_DATA)
class WatchIT {
    private static final Pattern NAME = Pattern.compile("\\b(?:tracker|http|jvm)_[a-z_]+");
    private static Running tracker;

    @BeforeAll
    static void run() {
        tracker = Running.withRealData();
    }

    @Test
    void what_alerts_and_the_dashboard_ask_for_is_measured() throws Exception {
        var asked = new TreeSet<String>();
        for (String file : new String[] {"prometheus/rules.yml", "grafana/dashboards/tracker.json"}) {
            var expressions = Pattern.compile("\"?expr\"?: (.*)").matcher(Files.readString(compose(file)));
            expressions.results().flatMap(found -> NAME.matcher(found.group(1)).results()).forEach(name -> asked.add(name.group()));
        }
        assertThat(asked).hasSizeGreaterThan(15);
        String measured = metrics("funding-programs") + metrics("strategy-progress");
        assertThat(measured.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("[{ ]")[0]).collect(Collectors.toSet())).containsAll(asked);
    }

    @Test
    void every_measurement_of_ours_is_explained_and_names_no_person_and_no_initiative() throws Exception {
        for (String service : LocalSystem.SERVICES.keySet()) {
            String measured = metrics(service);
            var ours = measured.lines().filter(line -> line.startsWith("# TYPE tracker_")).map(line -> line.split(" ")[2]).toList();
            assertThat(ours).as(service).hasSizeGreaterThanOrEqualTo(8);
            assertThat(ours).allSatisfy(name -> assertThat(measured).containsPattern("# HELP " + name + " \\S+"));
            assertThat(measured).doesNotContain("cmif", "officer.");
        }
    }

    @Test
    void what_was_measured_agrees_with_what_was_recorded() throws Exception {
        assertThat(value(metrics("funding-programs"), "tracker_commands_total{command=\"record\",outcome=\"recorded\"}")).isGreaterThan(100);
        assertThat(value(metrics("funding-programs"), "tracker_publish_seconds_count")).isGreaterThan(100);
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            String progress = metrics("strategy-progress");
            assertThat(value(progress, "tracker_projection_lag_seconds{source=\"partnerships\"}")).isBetween(0.0, 5.0);
            assertThat(value(progress, "tracker_projection_behind_records{topic=\"partnerships.milestones\"}")).isZero();
            assertThat(value(progress, "tracker_relay_backlog_events")).isZero();
            assertThat(value(progress, "tracker_relay_state{state=\"publishing\"}")).isEqualTo(1);
        });
    }

    @Test
    void one_trace_leads_from_the_post_of_an_officer_to_the_row_in_the_view() {
        String trace = tracker.record("traced-fund", "/milestones", """
                {"type": "program-registered", "names": {"name": {"en": "Traced", "fr": "Suivi"}}, "theme": "produce", "standing": "active",
                 "leadOrganization": {"en": "Somebody", "fr": "Quelqu’un"}, "occurredOn": "2024",
                 "evidence": {"source": "file 12", "confidence": "internalRecord"}}""").path("traceparent").asText().substring(3, 35);
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(tracker.collector().spans(trace)).extracting(Span::service, Span::name).contains(
                tuple("funding-programs", "POST /v1/funding-programs/{id}/milestones"),
                tuple("funding-programs", "append"),
                tuple("funding-programs", "funding-programs.milestones publish"),
                tuple("strategy-progress", "funding-programs.milestones process")));
        var spans = tracker.collector().spans(trace).stream().collect(Collectors.toMap(Span::name, span -> span));
        assertThat(spans.get("funding-programs.milestones process").parent()).isEqualTo(spans.get("funding-programs.milestones publish").id());
        assertThat(spans.get("funding-programs.milestones publish").parent()).isEqualTo(spans.get("POST /v1/funding-programs/{id}/milestones").id());
    }

    private static String metrics(String service) throws IOException, InterruptedException {
        URI address = tracker.system().management(service).resolve("/q/metrics");
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
        }
    }

    private static double value(String metrics, String series) {
        return metrics.lines().filter(line -> line.startsWith(series + " ")).mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1).split(" ")[0]))
                .findFirst().orElseThrow(() -> new AssertionError(series + " is not measured"));
    }

    private static Path compose(String file) {
        return Running.HOME.resolve("deploy/compose").resolve(file);
    }
}
