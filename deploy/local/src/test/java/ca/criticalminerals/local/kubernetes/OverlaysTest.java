package ca.criticalminerals.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an overlay consists of as a whole, and what it would do on a cluster. */
class OverlaysTest {
    static List<Overlay> overlays() {
        return Overlay.all();
    }

    @Test
    void a_property_that_nobody_knows_is_refused() {
        assertThatThrownBy(() -> Documents.parse("{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {port: [{port: 1}]}}"))
                .hasMessageContaining("Unrecognized field \"port\"");
        assertThatThrownBy(() -> Documents.parse("{apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, metadata: {name: a}, spec: {partitions: 1, replicas: 3, segments: 1}}"))
                .hasMessageContaining("Unrecognized field \"segments\"");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_service_is_there_with_its_migration_in_a_namespace_of_restricted_pods(Overlay overlay) {
        assertThat(overlay.all(Deployment.class)).extracting(one -> one.getMetadata().getName()).containsExactlyInAnyOrderElementsOf(Overlay.SERVICES);
        assertThat(overlay.all(Job.class)).extracting(one -> one.getMetadata().getName())
                .containsAll(Overlay.SERVICES.stream().map(name -> name + "-migration").toList());
        assertThat(overlay.all(Namespace.class)).singleElement().satisfies(namespace -> assertThat(namespace.getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
        assertThat(overlay.all(Secret.class)).as("no secret is in the files").isEmpty();
    }

    @Test
    void services_answer_to_every_name_of_the_gateway_and_believe_it_and_browsers_are_told_to_come_in_tls() {
        var settings = Overlay.PRODUCTION.all(ConfigMap.class).stream().filter(map -> map.getData().containsKey("TRACKER_HOSTS")).findFirst().orElseThrow().getData();
        var names = Overlay.PRODUCTION.all(HTTPRoute.class).stream().flatMap(route -> route.getSpec().getHostnames().stream()).toList();
        assertThat(names).hasSize(5);
        assertThat(List.of(settings.get("TRACKER_HOSTS").split(","))).containsAll(names).containsAll(Overlay.SERVICES).contains("localhost");
        assertThat(settings).containsEntry("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true").containsEntry("TRACKER_HSTS", "true")
                .hasEntrySatisfying("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", proxies -> assertThat(proxies).isNotBlank().isNotEqualTo("0.0.0.0/0"));
    }

    /** Under one name, so that a changed file reaches the instances that run. */
    @ParameterizedTest
    @MethodSource("overlays")
    void every_service_reads_the_same_registry_of_initiatives(Overlay overlay) {
        assertThat(overlay.all(ConfigMap.class)).filteredOn(map -> map.getMetadata().getName().equals("initiatives")).singleElement()
                .satisfies(map -> assertThat(map.getData().get("initiatives.csv")).startsWith("initiative,service\n"));
        assertThat(overlay.all(Deployment.class)).allSatisfy(one -> {
            var pod = one.getSpec().getTemplate().getSpec();
            assertThat(pod.getVolumes()).anyMatch(volume -> volume.getConfigMap() != null && volume.getConfigMap().getName().equals("initiatives"));
            assertThat(pod.getContainers().getFirst().getVolumeMounts()).anyMatch(mount -> mount.getMountPath().equals("/etc/initiatives") && mount.getSubPath() == null);
            assertThat(pod.getContainers().getFirst().getEnv()).anyMatch(setting -> setting.getName().equals("TRACKER_INITIATIVES")
                    && setting.getValue().equals("/etc/initiatives/initiatives.csv"));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void a_drain_of_a_node_is_never_blocked_and_what_scales_by_itself_has_no_fixed_number(Overlay overlay) {
        assertThat(overlay.all(PodDisruptionBudget.class)).hasSize(Overlay.SERVICES.size()).allSatisfy(budget -> {
            assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isPositive();
            assertThat(overlay.hasPod(budget.getSpec().getSelector())).isTrue();
        });
        var scaled = overlay.all(HorizontalPodAutoscaler.class).stream().map(one -> one.getSpec().getScaleTargetRef().getName()).toList();
        assertThat(overlay.all(Deployment.class)).extracting(one -> one.getMetadata().getName()).containsAll(scaled);
        assertThat(overlay.all(Deployment.class)).allSatisfy(one -> assertThat(one.getSpec().getReplicas() == null).isEqualTo(scaled.contains(one.getMetadata().getName())));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_pool_of_every_instance_fits_into_the_database_during_a_roll_out(Overlay overlay) {
        // One for each migration, and what PostgreSQL keeps for those who repair it.
        int reserved = Overlay.SERVICES.size() * 2 + 10;
        assertThat(pools(overlay).values().stream().mapToInt(size -> size).sum() + reserved).isLessThanOrEqualTo(connections(overlay));
    }

    /** PostgreSQL keeps three connections for its superuser. */
    @ParameterizedTest
    @MethodSource("overlays")
    void a_role_that_takes_all_its_connections_leaves_those_that_all_others_need(Overlay overlay) throws IOException {
        var pools = pools(overlay);
        int all = pools.values().stream().mapToInt(size -> size).sum();
        for (String role : pools.keySet()) {
            int limit = limit(overlay, role);
            assertThat(limit).as(role).isGreaterThanOrEqualTo(pools.get(role));
            assertThat(limit + all - pools.get(role)).as(role).isLessThanOrEqualTo(connections(overlay) - 3);
        }
    }

    /** What each role can need at once: of a service the pools of all its instances during a roll-out. */
    private static Map<String, Integer> pools(Overlay overlay) {
        var pools = new TreeMap<String, Integer>();
        for (var one : overlay.all(Deployment.class)) {
            String name = one.getMetadata().getName();
            int instances = overlay.all(HorizontalPodAutoscaler.class).stream().filter(scaler -> scaler.getSpec().getScaleTargetRef().getName().equals(name))
                    .map(scaler -> scaler.getSpec().getMaxReplicas()).findFirst().orElseGet(() -> one.getSpec().getReplicas());
            int surge = one.getSpec().getStrategy().getRollingUpdate().getMaxSurge().getIntVal();
            pools.put(name.replace('-', '_'), (instances + surge)
                    * Integer.parseInt(Documents.setting("services/" + name, "application.properties", "quarkus.datasource.jdbc.max-size")));
        }
        overlay.all(StatefulSet.class).stream().flatMap(one -> one.getSpec().getTemplate().getSpec().getContainers().stream()).flatMap(one -> one.getEnv().stream())
                .filter(setting -> setting.getName().equals("KC_DB_POOL_MAX_SIZE")).forEach(setting -> pools.put("keycloak", Integer.valueOf(setting.getValue())));
        return pools;
    }

    private static int connections(Overlay overlay) {
        return overlay.all(CloudNativePg.Cluster.class).stream().map(cluster -> cluster.spec().postgresql().parameters().get("max_connections"))
                .findFirst().map(Integer::valueOf).orElseGet(() -> overlay.all(StatefulSet.class).stream()
                        .flatMap(one -> one.getSpec().getTemplate().getSpec().getContainers().getFirst().getArgs().stream())
                        .filter(argument -> argument.startsWith("max_connections=")).map(argument -> Integer.valueOf(argument.split("=")[1])).findFirst().orElseThrow());
    }

    private static int limit(Overlay overlay, String role) throws IOException {
        if (overlay.name().equals("production")) {
            return overlay.all(CloudNativePg.Cluster.class).getFirst().spec().managed().roles().stream().filter(one -> one.name().equals(role))
                    .findFirst().orElseThrow().connectionLimit();
        }
        return words(read("deploy/compose/postgres/databases.sh"), "(?m)^connections=(\\d+)$").stream().map(Integer::valueOf).findFirst().orElseThrow();
    }

    @Test
    void what_is_acknowledged_is_on_two_machines_and_every_service_has_its_own_database_topics_and_rights() {
        var production = Overlay.PRODUCTION;
        assertThat(production.all(CloudNativePg.Cluster.class)).singleElement().satisfies(cluster -> {
            assertThat(cluster.spec().instances()).isEqualTo(3);
            assertThat(cluster.spec().postgresql().synchronous().dataDurability()).isEqualTo(CloudNativePg.Cluster.Durability.required);
            assertThat(production.all(CloudNativePg.Database.class)).hasSize(4).allSatisfy(database -> {
                assertThat(database.spec().cluster().name()).isEqualTo(cluster.metadata().getName());
                assertThat(cluster.spec().managed().roles()).extracting(CloudNativePg.Cluster.Role::name).contains(database.spec().name(), database.spec().owner());
            });
            assertThat(cluster.spec().bootstrap().initdb().postInitSql()).contains("revoke connect on database postgres, template1 from public");
            assertThat(production.all(CloudNativePg.Database.class)).allSatisfy(database -> assertThat(cluster.spec().managed().roles())
                    .filteredOn(role -> role.name().equals(database.spec().name())).allMatch(role -> role.connectionLimit() > 0));
            assertThat(cluster.spec().managed().roles()).hasSize(8).allMatch(role -> production.hasSecret(role.passwordSecret().name(), "password"));
            assertThat(production.all(CloudNativePg.ObjectStore.class)).extracting(store -> store.metadata().getName())
                    .containsExactly(cluster.spec().plugins().getFirst().parameters().get("barmanObjectName"));
        });
        assertThat(production.all(Strimzi.KafkaTopic.class)).hasSize(8).allSatisfy(topic -> {
            assertThat(topic.spec().partitions()).isEqualTo(1);
            assertThat(topic.spec().replicas()).isEqualTo(3);
            assertThat(topic.spec().config()).containsEntry("min.insync.replicas", 2);
        });
        assertThat(production.all(Strimzi.KafkaUser.class)).extracting(user -> user.metadata().getName())
                .containsExactlyInAnyOrderElementsOf(Overlay.SERVICES);
        assertThat(production.all(Strimzi.KafkaUser.class)).allSatisfy(user -> assertThat(user.spec().authorization().acls())
                .filteredOn(acl -> acl.operations().contains(Strimzi.KafkaUser.Operation.Write))
                .extracting(acl -> acl.resource().name()).containsExactly(user.metadata().getName() + "."));
    }

    /** An operator refuses a version that it does not know, and creates nothing. */
    @Test
    void every_operator_that_is_needed_supports_the_versions_that_it_is_asked_for() throws IOException {
        assertThat(Overlay.PRODUCTION.all(Strimzi.Kafka.class)).singleElement().satisfies(kafka ->
                assertThat(supported("Strimzi", "Kafka")).contains(kafka.spec().kafka().version()));
        assertThat(Overlay.PRODUCTION.all(CloudNativePg.Cluster.class)).singleElement().satisfies(cluster ->
                assertThat(supported("CloudNativePG", "PostgreSQL")).contains(cluster.spec().imageName().replaceAll(".*:(\\d+)\\..*", "$1")));
    }

    /** The versions of it that the release of the operator supports that deploy/kubernetes/README.md asks for. */
    private static List<String> supported(String operator, String what) throws IOException {
        var release = Pattern.compile(operator + " (\\d+(?:\\.\\d+)+)").matcher(read("deploy/kubernetes/README.md"));
        assertThat(release.find()).isTrue();
        return read("deploy/local/src/test/resources/operators.csv").lines().filter(line -> line.startsWith(operator + "," + release.group(1) + "," + what + ","))
                .map(line -> List.of(line.split(",")[3].split(" "))).findFirst().orElse(List.of());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void what_it_asks_of_the_machines_is_said(Overlay overlay) throws IOException {
        assertThat(read("deploy/kubernetes/README.md")).contains("| `" + overlay + "` | " + Requests.atRest(overlay) + " | " + Requests.duringRollOut(overlay) + " |\n");
    }

    /** It must not end before what it has started is done, and whatever fails must end it. */
    @Test
    void a_roll_out_waits_for_everything_that_it_starts_and_in_this_order() throws IOException {
        String script = read("deploy/kubernetes/roll-out");
        assertThat(script).containsSubsequence("notin (server, migration, recorder)", "rollout status statefulset", "complete topics", "component=migration\"",
                "complete \"$service-migration\"", "k apply -k \"$overlay\"\n", "rollout status deployment", "complete recorder");
        assertThat(Overlay.DEVELOPMENT.all(StatefulSet.class)).extracting(one -> one.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(words(script, "for one in ([a-z ]+); do k rollout status statefulset"));
        assertThat(Overlay.SERVICES).containsExactlyElementsOf(words(script, "services=\"([a-z -]+)\""));
        assertThat(Overlay.all().stream().flatMap(overlay -> overlay.all(Job.class).stream())).map(one -> one.getMetadata().getName())
                .allMatch(name -> name.endsWith("-migration") || script.contains("complete " + name + " "));
        assertThat(script.lines().filter(line -> line.contains("rollout status"))).hasSize(2).allMatch(line -> line.matches(".*--timeout=\\d+m; done"));
    }

    private static List<String> words(String script, String pattern) {
        return Pattern.compile(pattern).matcher(script).results().flatMap(found -> Stream.of(found.group(1).split(" "))).toList();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void operators_have_a_job_for_their_commands_that_never_runs_by_itself(Overlay overlay) throws IOException {
        assertThat(overlay.all(CronJob.class)).singleElement().satisfies(operator -> {
            assertThat(operator.getSpec().getSuspend()).isTrue();
            assertThat(operator.getSpec().getJobTemplate().getSpec().getBackoffLimit()).as("a command is given once").isZero();
            assertThat(operator.getSpec().getJobTemplate().getSpec().getTemplate().getSpec().getContainers()).singleElement()
                    .satisfies(container -> assertThat(container.getArgs()).isNotEmpty());
        });
        assertThat(read("deploy/kubernetes/operate")).contains("--from=cronjob/operator", "/spec/template/spec/containers/0");
    }

    private static String read(String file) throws IOException {
        return Files.readString(Documents.HOME.resolve(file));
    }

    @Test
    void the_alerts_are_those_of_compose_and_know_the_services_by_the_same_name() {
        assertThat(Documents.alerts()).singleElement().isInstanceOfSatisfying(PrometheusRule.class, alerts -> {
            var rules = alerts.getSpec().getGroups().stream().flatMap(group -> group.getRules().stream()).toList();
            assertThat(rules).isNotEmpty().allSatisfy(rule -> assertThat(rule.getExpr().getStrVal()).isNotBlank());
            assertThat(rules).anyMatch(rule -> rule.getExpr().getStrVal().contains("job=\"tracker\""));
        });
        assertThat(Overlay.PRODUCTION.all(ServiceMonitor.class)).singleElement().satisfies(monitor -> assertThat(monitor.getSpec().getEndpoints()).allSatisfy(endpoint ->
                assertThat(endpoint.getRelabelings()).anyMatch(one -> "job".equals(one.getTargetLabel()) && "tracker".equals(one.getReplacement()))));
    }
}
