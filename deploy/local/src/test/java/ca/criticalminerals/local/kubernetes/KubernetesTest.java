package ca.criticalminerals.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cluster would refuse, or accept and then not do, as far as the files show it. */
class KubernetesTest {
    private static final Path HOME = Path.of("../..");
    private static final String COMPONENT = "app.kubernetes.io/component";
    /** What people provide: the certificate of the gateway and the account of the object storage (deploy/kubernetes/README.md). */
    private static final Map<String, List<String>> PROVIDED = Map.of("certificate", List.of("tls.crt", "tls.key"),
            "backups", List.of("access-key-id", "secret-access-key"));
    private static final List<Overlay> OVERLAYS = new ArrayList<>();
    private static Map<String, List<String>> made;

    @BeforeAll
    static void render() throws IOException {
        OVERLAYS.add(Overlay.of("development"));
        OVERLAYS.add(Overlay.of("production"));
        Path environment = Files.createTempFile("kubernetes", "env");
        Files.writeString(environment, Files.readString(HOME.resolve(".env.example")).replaceAll("(?m)^([A-Z_]+)=$", "$1=of-a-test"));
        made = Overlay.secrets(environment).stream().collect(Collectors.toMap(one -> one.getMetadata().getName(),
                one -> List.copyOf(one.getStringData().keySet())));
        Files.delete(environment);
    }

    static List<Overlay> overlays() {
        return OVERLAYS;
    }

    static Stream<Pod> pods() {
        return OVERLAYS.stream().flatMap(overlay -> overlay.pods().entrySet().stream().map(pod -> new Pod(overlay, pod.getKey(), pod.getValue())));
    }

    record Pod(Overlay overlay, String name, PodTemplateSpec template) {
        List<Container> containers() {
            return template.getSpec().getContainers();
        }

        boolean isServer() {
            return "server".equals(template.getMetadata().getLabels().get(COMPONENT));
        }

        @Override
        public String toString() {
            return overlay + ": " + name;
        }
    }

    @Test
    void a_property_that_nobody_knows_is_refused() {
        assertThatThrownBy(() -> Overlay.parse("{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {port: [{port: 1}]}}"))
                .hasMessageContaining("Unrecognized field \"port\"");
        assertThatThrownBy(() -> Overlay.parse("{apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, metadata: {name: a}, spec: {partitions: 1, replicas: 3, segments: 1}}"))
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

    @ParameterizedTest
    @MethodSource("pods")
    void nobody_is_root_or_can_become_it_or_writes_outside_of_its_volumes(Pod pod) {
        var spec = pod.template.getSpec();
        assertThat(spec.getAutomountServiceAccountToken()).isFalse();
        assertThat(spec.getHostNetwork()).isNull();
        assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(spec.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(spec.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(spec.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
        assertThat(pod.containers()).isNotEmpty().allSatisfy(container -> {
            assertThat(container.getImage()).matches("[a-z./-]+:\\d[\\w.-]*");
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
            assertThat(container.getSecurityContext().getPrivileged()).isNull();
            assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
            assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsOnlyKeys("cpu", "memory")
                    .containsEntry("memory", container.getResources().getRequests().get("memory"));
            assertThat(container.getVolumeMounts()).allMatch(mount -> spec.getVolumes().stream().anyMatch(one -> one.getName().equals(mount.getName()))
                    || mount.getName().equals("data"));
        });
    }

    @ParameterizedTest
    @MethodSource("pods")
    void every_probe_asks_a_port_that_is_there(Pod pod) {
        if (pod.name.startsWith("Job")) {
            return;
        }
        assertThat(pod.containers()).allSatisfy(container -> {
            assertThat(probes(container)).hasSize(3).allSatisfy(probe -> {
                assertThat(Stream.of(probe.getHttpGet(), probe.getTcpSocket(), probe.getExec(), probe.getGrpc()).filter(java.util.Objects::nonNull)).hasSize(1);
                if (probe.getHttpGet() != null) {
                    assertHasPort(container, probe.getHttpGet().getPort());
                }
                if (probe.getTcpSocket() != null) {
                    assertHasPort(container, probe.getTcpSocket().getPort());
                }
            });
            if (pod.isServer()) {
                assertThat(probes(container)).extracting(probe -> probe.getHttpGet().getPath())
                        .containsExactly("/q/health/started", "/q/health/ready", "/q/health/live");
                assertThat(port(container, "management")).as("where the services answer about themselves").isEqualTo(managementPort());
                assertThat(port(container, "http")).isEqualTo(8080);
            }
        });
    }

    private static List<Probe> probes(Container container) {
        return Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe()).filter(java.util.Objects::nonNull).toList();
    }

    private static void assertHasPort(Container container, IntOrString port) {
        assertThat(container.getPorts()).as("port %s", port).anyMatch(one -> one.getName().equals(port.getStrVal()) || one.getContainerPort().equals(port.getIntVal()));
    }

    private static int port(Container container, String name) {
        return container.getPorts().stream().filter(one -> one.getName().equals(name)).findFirst().orElseThrow().getContainerPort();
    }

    private static int managementPort() {
        Properties common = properties("/META-INF/microprofile-config.properties");
        return Boolean.parseBoolean(common.getProperty("quarkus.management.enabled")) ? Integer.parseInt(common.getProperty("quarkus.management.port", "9000")) : 8080;
    }

    @ParameterizedTest
    @MethodSource("pods")
    void every_setting_and_every_secret_that_is_referred_to_exists(Pod pod) {
        var maps = pod.overlay.all(ConfigMap.class).stream().map(one -> one.getMetadata().getName()).toList();
        assertThat(pod.containers()).allSatisfy(container -> {
            assertThat(container.getEnvFrom()).allSatisfy(from -> assertThat(maps).contains(from.getConfigMapRef().getName()));
            container.getEnv().stream().map(EnvVar::getValueFrom).filter(java.util.Objects::nonNull)
                    .forEach(from -> assertHasSecret(pod.overlay, from.getSecretKeyRef().getName(), from.getSecretKeyRef().getKey()));
        });
        pod.template.getSpec().getVolumes().forEach(volume -> {
            if (volume.getConfigMap() != null) {
                assertThat(maps).contains(volume.getConfigMap().getName());
            }
            if (volume.getSecret() != null) {
                volume.getSecret().getItems().forEach(item -> assertHasSecret(pod.overlay, volume.getSecret().getSecretName(), item.getKey()));
            }
        });
        String account = pod.template.getSpec().getServiceAccountName();
        if (account != null) {
            assertThat(pod.overlay.all(ServiceAccount.class)).anyMatch(one -> one.getMetadata().getName().equals(account) && !one.getAutomountServiceAccountToken());
        }
    }

    private static void assertHasSecret(Overlay overlay, String name, String key) {
        var keys = Stream.of(made, overlay.operated(), PROVIDED).filter(one -> one.containsKey(name)).findFirst();
        assertThat(keys).as("secret %s", name).isPresent();
        assertThat(keys.get().get(name)).as("keys of %s", name).contains(key);
    }

    @ParameterizedTest
    @MethodSource("pods")
    void only_a_migration_knows_the_owner_of_a_database(Pod pod) {
        var secrets = pod.containers().stream().flatMap(container -> container.getEnv().stream()).map(EnvVar::getValueFrom).filter(java.util.Objects::nonNull)
                .map(from -> from.getSecretKeyRef().getName()).toList();
        if (pod.isServer()) {
            assertThat(secrets).noneMatch(name -> name.endsWith("-owner"));
            assertThat(environment(pod.containers().getFirst())).containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "false")
                    .containsEntry("QUARKUS_FLYWAY_VALIDATE_AT_START", "true");
        } else if (pod.name.endsWith("-migration")) {
            assertThat(secrets).anyMatch(name -> name.endsWith("-owner"));
            assertThat(environment(pod.containers().getFirst())).containsEntry("QUARKUS_INIT_AND_EXIT", "true");
        }
    }

    private static Map<String, String> environment(Container container) {
        return container.getEnv().stream().filter(one -> one.getValue() != null).collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void an_instance_has_the_time_to_finish_and_a_new_one_is_there_before_it_ends(Overlay overlay) {
        assertThat(overlay.all(Deployment.class)).allSatisfy(deployment -> {
            var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
            assertThat(rolling.getMaxUnavailable().getIntVal()).isZero();
            assertThat(rolling.getMaxSurge().getIntVal()).isPositive();
            var pod = deployment.getSpec().getTemplate().getSpec();
            var set = environment(pod.getContainers().getFirst());
            var delay = Duration.parse("PT" + set.get("QUARKUS_SHUTDOWN_DELAY"));
            var ready = pod.getContainers().getFirst().getReadinessProbe();
            assertThat(delay.toSeconds()).as("every load balancer has heard of it").isGreaterThan((long) ready.getPeriodSeconds() * ready.getFailureThreshold());
            assertThat(pod.getTerminationGracePeriodSeconds())
                    .isGreaterThan(delay.plus(Duration.parse("PT" + set.get("QUARKUS_SHUTDOWN_TIMEOUT"))).toSeconds());
            assertThat(pod.getTopologySpreadConstraints()).hasSize(2)
                    .allMatch(one -> selects(one.getLabelSelector(), deployment.getSpec().getTemplate().getMetadata().getLabels()));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void a_service_leads_to_the_pods_of_one_deployment_and_to_ports_they_have(Overlay overlay) {
        assertThat(overlay.all(Service.class)).isNotEmpty().allSatisfy(service -> {
            var selector = new LabelSelector(List.of(), service.getSpec().getSelector());
            var pods = overlay.pods().values().stream().filter(pod -> selects(selector, pod.getMetadata().getLabels())).toList();
            assertThat(pods).as("pods of %s", service.getMetadata().getName()).singleElement().satisfies(pod ->
                    assertThat(service.getSpec().getPorts()).allSatisfy(port -> assertHasPort(pod.getSpec().getContainers().getFirst(), port.getTargetPort())));
        });
        assertThat(overlay.all(Deployment.class)).allSatisfy(one -> assertThat(selects(one.getSpec().getSelector(), one.getSpec().getTemplate().getMetadata().getLabels())).isTrue());
        assertThat(overlay.all(HTTPRoute.class)).allSatisfy(route -> route.getSpec().getRules().forEach(rule -> rule.getBackendRefs().forEach(to ->
                assertThat(overlay.all(Service.class)).anyMatch(service -> service.getMetadata().getName().equals(to.getName())
                        && service.getSpec().getPorts().stream().anyMatch(port -> port.getPort().equals(to.getPort()))))));
        assertThat(overlay.all(ServiceMonitor.class)).allSatisfy(monitor -> assertThat(overlay.all(Service.class))
                .filteredOn(service -> selects(monitor.getSpec().getSelector(), service.getMetadata().getLabels())).hasSize(Overlay.SERVICES.size())
                .allMatch(service -> monitor.getSpec().getEndpoints().stream().allMatch(endpoint ->
                        service.getSpec().getPorts().stream().anyMatch(port -> port.getName().equals(endpoint.getPort())))));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nobody_reaches_anybody_except_as_written_and_what_is_written_is_about_somebody(Overlay overlay) {
        var policies = overlay.all(NetworkPolicy.class);
        assertThat(policies).as("the default").anyMatch(policy -> policy.getSpec().getPodSelector().equals(new LabelSelector())
                && policy.getSpec().getPolicyTypes().equals(List.of("Ingress", "Egress")) && policy.getSpec().getIngress().isEmpty() && policy.getSpec().getEgress().isEmpty());
        assertThat(policies).allSatisfy(policy -> {
            assertSelectsSomebody(overlay, policy.getSpec().getPodSelector());
            policy.getSpec().getIngress().forEach(rule -> rule.getFrom().stream().filter(peer -> peer.getNamespaceSelector() == null)
                    .forEach(peer -> assertSelectsSomebody(overlay, peer.getPodSelector())));
            policy.getSpec().getEgress().forEach(rule -> rule.getTo().stream().filter(peer -> peer.getNamespaceSelector() == null && peer.getIpBlock() == null)
                    .forEach(peer -> assertSelectsSomebody(overlay, peer.getPodSelector())));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void services_reach_the_database_and_the_broker_migrations_the_database_only_and_nobody_a_service(Overlay overlay) {
        var labels = overlay.labels();
        var server = labels.stream().filter(one -> "server".equals(one.get(COMPONENT))).toList();
        var migration = labels.stream().filter(one -> "migration".equals(one.get(COMPONENT))).toList();
        boolean operators = overlay.name().equals("production");
        var postgres = one(labels, operators ? Map.of("cnpg.io/cluster", "postgres") : Map.of("app.kubernetes.io/name", "postgres"));
        var kafka = one(labels, operators ? Map.of("strimzi.io/cluster", "kafka") : Map.of("app.kubernetes.io/name", "kafka"));
        int broker = operators ? 9093 : 9092;
        assertThat(server).hasSize(4).allSatisfy(from -> {
            assertThat(reaches(overlay, from, postgres, 5432)).isTrue();
            assertThat(reaches(overlay, from, kafka, broker)).isTrue();
            assertThat(server).noneMatch(to -> reaches(overlay, from, to, 8080) || reaches(overlay, from, to, 9000));
            assertThat(reaches(overlay, kafka, from, 8080) || reaches(overlay, postgres, from, 8080)).isFalse();
        });
        assertThat(migration).hasSize(4).allSatisfy(from -> {
            assertThat(reaches(overlay, from, postgres, 5432)).isTrue();
            assertThat(reaches(overlay, from, kafka, broker)).isFalse();
            assertThat(server).noneMatch(to -> reaches(overlay, from, to, 8080));
        });
    }

    private static Map<String, String> one(List<Map<String, String>> labels, Map<String, String> wanted) {
        return labels.stream().filter(one -> one.entrySet().containsAll(wanted.entrySet())).findFirst().orElseThrow();
    }

    /** Whether a pod may open a connection to another one of the namespace: it may go out, and the other lets it in. */
    private static boolean reaches(Overlay overlay, Map<String, String> from, Map<String, String> to, int port) {
        boolean out = overlay.all(NetworkPolicy.class).stream().filter(policy -> selects(policy.getSpec().getPodSelector(), from))
                .flatMap(policy -> policy.getSpec().getEgress().stream()).anyMatch(rule -> open(rule.getPorts(), port) && meets(rule.getTo(), to));
        boolean in = overlay.all(NetworkPolicy.class).stream().filter(policy -> selects(policy.getSpec().getPodSelector(), to))
                .flatMap(policy -> policy.getSpec().getIngress().stream()).anyMatch(rule -> open(rule.getPorts(), port) && meets(rule.getFrom(), from));
        return out && in;
    }

    private static boolean open(List<NetworkPolicyPort> ports, int port) {
        return ports.isEmpty() || ports.stream().anyMatch(one -> one.getPort().getIntVal() == port);
    }

    private static boolean meets(List<NetworkPolicyPeer> peers, Map<String, String> pod) {
        return peers.isEmpty() || peers.stream().anyMatch(one -> one.getIpBlock() != null
                || one.getNamespaceSelector() == null && selects(one.getPodSelector(), pod));
    }

    private static void assertSelectsSomebody(Overlay overlay, LabelSelector selector) {
        assertThat(overlay.labels()).as("%s", selector).anyMatch(labels -> selects(selector, labels));
    }

    private static boolean selects(LabelSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet()) && selector.getMatchExpressions().stream().allMatch(one ->
                one.getOperator().equals("In") && one.getValues().contains(labels.get(one.getKey())));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void a_drain_of_a_node_is_never_blocked_and_what_scales_by_itself_has_no_fixed_number(Overlay overlay) {
        assertThat(overlay.all(PodDisruptionBudget.class)).hasSize(Overlay.SERVICES.size()).allSatisfy(budget -> {
            assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isPositive();
            assertSelectsSomebody(overlay, budget.getSpec().getSelector());
        });
        var scaled = overlay.all(HorizontalPodAutoscaler.class).stream().map(one -> one.getSpec().getScaleTargetRef().getName()).toList();
        assertThat(overlay.all(Deployment.class)).extracting(one -> one.getMetadata().getName()).containsAll(scaled);
        assertThat(overlay.all(Deployment.class)).allSatisfy(one -> assertThat(one.getSpec().getReplicas() == null).isEqualTo(scaled.contains(one.getMetadata().getName())));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_pool_of_every_instance_fits_into_the_database_during_a_roll_out(Overlay overlay) {
        int asked = overlay.all(Deployment.class).stream().mapToInt(one -> {
            String name = one.getMetadata().getName();
            int instances = overlay.all(HorizontalPodAutoscaler.class).stream().filter(scaler -> scaler.getSpec().getScaleTargetRef().getName().equals(name))
                    .map(scaler -> scaler.getSpec().getMaxReplicas()).findFirst().orElseGet(() -> one.getSpec().getReplicas());
            int surge = one.getSpec().getStrategy().getRollingUpdate().getMaxSurge().getIntVal();
            return (instances + surge) * poolOf(name);
        }).sum();
        // One for each migration, and what PostgreSQL keeps for those who repair it.
        int reserved = Overlay.SERVICES.size() * 2 + 10;
        int there = overlay.all(CloudNativePg.Cluster.class).stream()
                .map(cluster -> Integer.parseInt(cluster.spec().postgresql().parameters().get("max_connections"))).findFirst().orElse(100);
        assertThat(asked + reserved).isLessThanOrEqualTo(there);
    }

    private static int poolOf(String service) {
        try (InputStream in = Files.newInputStream(HOME.resolve("services/" + service + "/src/main/resources/application.properties"))) {
            var own = new Properties();
            own.load(in);
            return Integer.parseInt(own.getProperty("quarkus.datasource.jdbc.max-size"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Properties properties(String resource) {
        try (InputStream in = Files.newInputStream(HOME.resolve("libraries/http/src/main/resources" + resource))) {
            var found = new Properties();
            found.load(in);
            return found;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void what_is_acknowledged_is_on_two_machines_and_every_service_has_its_own_database_topics_and_rights() {
        Overlay production = OVERLAYS.stream().filter(overlay -> overlay.name().equals("production")).findFirst().orElseThrow();
        assertThat(production.all(CloudNativePg.Cluster.class)).singleElement().satisfies(cluster -> {
            assertThat(cluster.spec().instances()).isEqualTo(3);
            assertThat(cluster.spec().postgresql().synchronous().dataDurability()).isEqualTo(CloudNativePg.Cluster.Durability.required);
            assertThat(production.all(CloudNativePg.Database.class)).hasSize(4).allSatisfy(database -> {
                assertThat(database.spec().cluster().name()).isEqualTo(cluster.metadata().getName());
                assertThat(cluster.spec().managed().roles()).extracting(CloudNativePg.Cluster.Role::name).contains(database.spec().name(), database.spec().owner());
            });
            assertThat(cluster.spec().managed().roles()).hasSize(8).allSatisfy(role -> assertHasSecret(production, role.passwordSecret().name(), "password"));
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

    @Test
    void the_alerts_are_those_of_compose_and_know_the_services_by_the_same_name() {
        Overlay production = OVERLAYS.stream().filter(overlay -> overlay.name().equals("production")).findFirst().orElseThrow();
        assertThat(Overlay.alerts()).singleElement().isInstanceOfSatisfying(PrometheusRule.class, alerts -> {
            var rules = alerts.getSpec().getGroups().stream().flatMap(group -> group.getRules().stream()).toList();
            assertThat(rules).isNotEmpty().allSatisfy(rule -> assertThat(rule.getExpr().getStrVal()).isNotBlank());
            assertThat(rules).anyMatch(rule -> rule.getExpr().getStrVal().contains("job=\"tracker\""));
        });
        assertThat(production.all(ServiceMonitor.class)).singleElement().satisfies(monitor -> assertThat(monitor.getSpec().getEndpoints()).allSatisfy(endpoint ->
                assertThat(endpoint.getRelabelings()).anyMatch(one -> "job".equals(one.getTargetLabel()) && "tracker".equals(one.getReplacement()))));
    }
}
