package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.contracts.InitiativeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What deploy/verify sees of running containers where there is Docker, as far as the files alone show it. */
class ComposeTest {
    private static final Path HOME = Path.of("../..");
    private static final Pattern VERSION = Pattern.compile("[a-z./-]+:v?\\d[\\w.-]*");
    private static Map<String, Map<String, Object>> containers;
    private static String dockerfile;

    @BeforeAll
    static void read() throws IOException {
        containers = containers("docker-compose.yml");
        dockerfile = Files.readString(HOME.resolve("deploy/images/Dockerfile"));
        assertThat(containers.keySet()).containsAll(LocalSystem.SERVICES.keySet()).contains("postgres", "kafka", "topics", "keycloak", "recorder", "operator", "prometheus", "grafana", "otel-collector");
    }

    @Test
    void every_image_has_a_version() {
        assertThat(containers).allSatisfy((_, container) -> assertThat(container.get("image").toString()).matches(VERSION));
        var bases = Pattern.compile("(?m)^FROM (\\S+:\\S+|\\S+/\\S+)").matcher(dockerfile).results().map(found -> found.group(1)).toList();
        assertThat(bases).hasSize(4).allMatch(VERSION.asMatchPredicate());
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
        var secret = Pattern.compile(".*(PASSWORD|KEY|SECRET|TOKEN|JAAS).*");
        // Where keys lie, not keys.
        var open = Set.of("TRACKER_SIGNING_KEY_FILE", "TRACKER_SIGNING_TRUSTED_KEYS", "MP_JWT_VERIFY_PUBLICKEY_LOCATION", "TRACKER_LIMITS_PER_TOKEN", "TRACKER_TOKEN");
        var seen = new TreeSet<String>();
        for (var container : containers.values()) {
            for (var setting : ((Map<?, ?>) container.getOrDefault("environment", Map.of())).entrySet()) {
                if (secret.matcher(setting.getKey().toString()).matches() && !open.contains(setting.getKey().toString())) {
                    var value = asked.matcher(setting.getValue().toString());
                    assertThat(setting.getKey().toString().contains("JAAS") ? value.find() : value.matches()).as("%s", setting.getKey()).isTrue();
                    assertThat(example).contains("\n" + value.group(1) + "=\n");
                    seen.add(value.group(1));
                }
            }
        }
        assertThat(seen).as("what the example asks for is needed").containsExactlyInAnyOrderElementsOf(
                Pattern.compile("(?m)^([A-Z_]+)=$").matcher(example).results().map(found -> found.group(1)).toList());
    }

    @Test
    void with_tls_every_container_that_connects_verifies_the_server_and_nothing_else_is_changed() throws IOException {
        var secured = containers("deploy/compose/tls.yml");
        var connected = new TreeSet<>(LocalSystem.SERVICES.keySet());
        connected.addAll(List.of("postgres", "kafka", "topics", "keycloak", "recorder", "operator"));
        assertThat(secured.keySet()).isEqualTo(connected);
        assertThat(secured).allSatisfy((_, container) -> assertThat(container.keySet()).isSubsetOf("environment", "volumes", "ports", "entrypoint"));
        for (String service : LocalSystem.SERVICES.keySet()) {
            var open = settings(containers.get(service));
            var closed = settings(secured.get(service));
            assertThat(closed.get("QUARKUS_DATASOURCE_JDBC_URL")).isEqualTo(open.get("QUARKUS_DATASOURCE_JDBC_URL") + "?sslmode=verify-full&sslrootcert=/run/tls/ca.crt");
            assertThat(closed).containsEntry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL").containsEntry("SMALLRYE_JWT_CLIENT_TLS_CERTIFICATE_PATH", "/run/tls/ca.crt");
            assertThat(closed.get("MP_JWT_VERIFY_ISSUER")).isEqualTo(open.get("MP_JWT_VERIFY_ISSUER").toString().replace("http:", "https:"));
        }
    }

    @Test
    void every_service_reads_the_same_registry_of_initiatives_which_has_those_of_the_real_data() throws IOException {
        assertThat(LocalSystem.SERVICES.keySet()).allSatisfy(service -> {
            assertThat(settings(containers.get(service))).containsEntry("TRACKER_INITIATIVES", "/etc/initiatives/initiatives.csv");
            assertThat((List<?>) containers.get(service).get("volumes")).asString().contains("./deploy/compose/initiatives:/etc/initiatives:ro");
        });
        assertThat(InitiativeRegistry.parse(Files.readString(HOME.resolve("deploy/compose/initiatives/initiatives.csv"))).services()).isEqualTo(RealData.initiatives());
    }

    @Test
    void who_logs_in_is_an_officer_of_initiatives_with_their_service() throws IOException {
        String realm = Files.readString(HOME.resolve("deploy/keycloak/critical-minerals-realm.json"));
        var named = Pattern.compile("\"initiatives\": \\[([^\\]]+)]").matcher(realm).results().flatMap(list -> Stream.of(list.group(1).replaceAll("[\"\\s]", "").split(","))).toList();
        assertThat(named).hasSizeGreaterThan(30).contains("funding-programs/inrp").allMatch(one -> LocalSystem.SERVICES.containsKey(one.split("/")[0]));
        assertThat(named).containsAll(RealData.initiatives().entrySet().stream().map(one -> one.getValue() + "/" + one.getKey()).toList());
    }

    @Test
    void every_service_gets_its_own_signing_key_and_the_public_ones_and_nobody_else_gets_any() {
        assertThat(containers).allSatisfy((name, container) -> {
            var keys = ((List<?>) container.getOrDefault("volumes", List.of())).stream().map(Object::toString).filter(volume -> volume.contains("TRACKER_KEYS")).toList();
            if (LocalSystem.SERVICES.containsKey(name)) {
                assertThat(keys).hasSize(2).allMatch(volume -> volume.contains("read_only=true"))
                        .anyMatch(volume -> volume.contains("/public,")).anyMatch(volume -> volume.contains("/" + name + ","));
            } else {
                assertThat(keys).isEmpty();
            }
        });
    }

    /** Whoever waits for a container that is called unhealthy gives up; one that succeeds earlier is healthy at once. */
    @Test
    void a_slow_start_is_not_called_unhealthy_for_ten_minutes() {
        var awaited = containers.values().stream().map(container -> container.get("depends_on")).filter(Map.class::isInstance)
                .flatMap(all -> ((Map<?, ?>) all).entrySet().stream()).filter(one -> one.getValue().toString().contains("service_healthy"))
                .map(one -> one.getKey().toString()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(awaited).contains("postgres", "kafka", "keycloak", "strategy-progress");
        assertThat(awaited).filteredOn(name -> !LocalSystem.SERVICES.containsKey(name)).allSatisfy(name ->
                assertThat((Map<?, ?>) containers.get(name).get("healthcheck")).as(name).asInstanceOf(InstanceOfAssertFactories.MAP)
                        .containsEntry("start_period", "600s"));
        assertThat(dockerfile).contains("HEALTHCHECK --interval=3s --timeout=3s --start-period=600s");
    }

    @Test
    void the_memory_that_everything_may_take_is_said() throws IOException {
        long mebibytes = containers.values().stream().filter(container -> !container.containsKey("profiles")).map(container -> container.get("mem_limit").toString())
                .mapToLong(limit -> Long.parseLong(limit.replaceAll("\\D", "")) * (limit.endsWith("g") ? 1024 : 1)).sum();
        String said = String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024.0);
        assertThat(Files.readString(HOME.resolve("README.md"))).contains("two processors and " + said + " of memory");
        assertThat(Files.readString(HOME.resolve("docs/sizing.md"))).contains("two processors and the " + said);
    }

    /** On Kubernetes everything starts at once, and a broker that is not ready has not even a name. */
    @Test
    void topics_are_made_once_the_broker_answers_and_not_waited_for_without_end() throws IOException {
        assertThat(Files.readString(HOME.resolve("deploy/compose/kafka/topics"))).containsSubsequence("until=$(($(date +%s) + 600))",
                "until there=$(kafka topics --list", "-ge \"$until\"", "exit 1", "kafka topics --create");
    }

    /** The databases of containers are made with the roles that the tests and ./tracker run have. */
    @Test
    void roles_are_made_by_the_file_that_the_tests_try_and_keycloak_is_bounded_too() throws IOException {
        String script = Files.readString(HOME.resolve("deploy/compose/postgres/databases.sh"));
        assertThat(script).contains("service-role.ddl").containsOnlyOnce("create role").contains("create role keycloak login connection limit :connections")
                .contains("alter database keycloak set idle_in_transaction_session_timeout", "alter database keycloak set transaction_timeout");
        assertThat(Files.readString(HOME.resolve("deploy/compose/postgres/kustomization.yaml"))).contains("files: [databases.sh, service-role.ddl]");
        assertThat(Files.readAllLines(HOME.resolve(".dockerignore"))).as("images are trained with it").contains("!deploy/compose/postgres/service-role.ddl");
        var limit = Pattern.compile("(?m)^connections=(\\d+)$").matcher(script).results().mapToInt(found -> Integer.parseInt(found.group(1))).sum();
        assertThat(Integer.parseInt(settings(containers.get("keycloak")).get("KC_DB_POOL_MAX_SIZE").toString())).isLessThanOrEqualTo(limit);
    }

    @Test
    void the_rights_to_topics_are_the_same_as_in_kubernetes() throws IOException {
        var rights = Files.readAllLines(HOME.resolve("deploy/compose/kafka/rights")).stream().filter(line -> !line.startsWith("#"))
                .map(line -> List.of(line.split(" +"))).map(words -> words.get(0) + " " + words.get(1) + " " + new TreeSet<>(words.subList(2, words.size())));
        var users = new ArrayList<String>();
        for (Object document : yaml().loadAll(Files.readString(HOME.resolve("deploy/kubernetes/production/kafka.yaml")))) {
            if (document instanceof Map<?, ?> user && "KafkaUser".equals(user.get("kind"))) {
                for (Object acl : (List<?>) at(user, "spec", "authorization", "acls")) {
                    users.add(at(user, "metadata", "name") + " " + at(acl, "resource", "name") + " " + new TreeSet<>((List<?>) at(acl, "operations")));
                }
            }
        }
        assertThat(users).hasSize(7).containsExactlyInAnyOrderElementsOf(rights.toList());
    }

    private static Object at(Object map, String... path) {
        for (String key : path) {
            map = ((Map<?, ?>) map).get(key);
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> settings(Map<String, Object> container) {
        return (Map<String, Object>) container.get("environment");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> containers(String file) throws IOException {
        // Compose has words of its own for what is put in another's place.
        Map<String, Object> read = yaml().load(Files.readString(HOME.resolve(file)).replace("!override ", ""));
        return (Map<String, Map<String, Object>>) read.get("services");
    }

    private static Yaml yaml() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }
}
