package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What deploy/verify sees of running containers where there is Docker, as far as the files alone show it. */
class ComposeTest {
    private static final Path HOME = Path.of("../..");
    private static final Pattern VERSION = Pattern.compile("[a-z/-]+:v?\\d[\\w.-]*");
    private static Map<String, Map<String, Object>> containers;
    private static String dockerfile;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void read() throws IOException {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(HOME.resolve("docker-compose.yml")));
        containers = (Map<String, Map<String, Object>>) file.get("services");
        dockerfile = Files.readString(HOME.resolve("deploy/images/Dockerfile"));
        assertThat(containers.keySet()).containsAll(LocalSystem.SERVICES.keySet()).contains("postgres", "kafka", "topics", "recorder", "prometheus", "grafana", "otel-collector");
    }

    @Test
    void every_image_has_a_version() {
        assertThat(containers).allSatisfy((_, container) -> assertThat(container.get("image").toString()).matches(VERSION));
        var bases = Pattern.compile("(?m)^FROM (\\S+:\\S+|\\S+/\\S+)").matcher(dockerfile).results().map(found -> found.group(1)).toList();
        assertThat(bases).hasSize(3).allMatch(VERSION.asMatchPredicate());
    }

    @Test
    void nobody_is_root_and_nobody_writes_outside_of_its_volumes() {
        assertThat(containers).allSatisfy((_, container) -> {
            assertThat(container).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("security_opt", List.of("no-new-privileges:true")).containsKeys("mem_limit", "restart")
                    .doesNotContainKeys("privileged", "cap_add", "network_mode", "pid");
            if (container.containsKey("build")) {
                assertThat(container).doesNotContainKey("user");
            } else {
                assertThat(container.get("user").toString()).matches("[1-9]\\d*:[1-9]\\d*");
            }
        });
        // The last word of a stage on its user counts: it stands in each of the two from which containers run.
        assertThat(dockerfile.split("(?m)^FROM ")).filteredOn(stage -> stage.contains("ENTRYPOINT")).hasSize(2)
                .allSatisfy(stage -> assertThat(stage).contains("\nUSER 10001:10001\n").containsOnlyOnce("USER"));
    }

    @Test
    void only_the_report_listens_beyond_loopback() {
        assertThat(containers).allSatisfy((name, container) -> {
            if (!name.equals("strategy-progress")) {
                assertThat((List<?>) container.getOrDefault("ports", List.of())).allMatch(port -> port.toString().startsWith("127.0.0.1:"));
            }
        });
    }

    @Test
    void health_and_metrics_are_never_published_and_traces_are_off() {
        assertThat(containers).allSatisfy((_, container) ->
                assertThat((List<?>) container.getOrDefault("ports", List.of())).noneMatch(port -> port.toString().endsWith(":9000")));
        assertThat(containers.get("otel-collector")).containsEntry("profiles", List.of("tracing"));
        assertThat(LocalSystem.SERVICES.keySet()).allSatisfy(service -> assertThat((Map<?, ?>) containers.get(service).get("environment")).asInstanceOf(
                InstanceOfAssertFactories.MAP).containsEntry("QUARKUS_OTEL_SDK_DISABLED", "${TRACKER_TRACES_OFF:-true}"));
    }

    @Test
    void every_secret_comes_from_the_environment_and_is_in_the_example_without_a_value() throws IOException {
        String example = Files.readString(HOME.resolve(".env.example"));
        var asked = Pattern.compile("\\$\\{([A-Z_]+)(:\\?[^}]*)?}");
        var secret = Pattern.compile(".*(PASSWORD|KEY|SECRET|TOKEN).*");
        int seen = 0;
        for (var container : containers.values()) {
            for (var setting : ((Map<?, ?>) container.getOrDefault("environment", Map.of())).entrySet()) {
                if (secret.matcher(setting.getKey().toString()).matches()) {
                    var value = asked.matcher(setting.getValue().toString());
                    assertThat(value.matches()).as("%s", setting.getKey()).isTrue();
                    assertThat(example).contains("\n" + value.group(1) + "=\n");
                    seen++;
                }
            }
        }
        assertThat(seen).isEqualTo(9 + 4 * 3 + 1 + 1);
    }
}
