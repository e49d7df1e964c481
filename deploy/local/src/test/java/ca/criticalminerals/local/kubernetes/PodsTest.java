package ca.criticalminerals.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs: with no more rights than it needs, with settings and secrets that exist, watched and ended as it should be. */
class PodsTest {
    private static final String COMPONENT = "app.kubernetes.io/component";

    static List<Overlay> overlays() {
        return Overlay.all();
    }

    static Stream<Pod> pods() {
        return Overlay.all().stream().flatMap(overlay -> overlay.pods().entrySet().stream().map(pod -> new Pod(overlay, pod.getKey(), pod.getValue())));
    }

    record Pod(Overlay overlay, String name, PodTemplateSpec template) {
        List<Container> containers() {
            return template.getSpec().getContainers();
        }

        /** Whether it is there to stay, unlike a Job. */
        boolean isLasting() {
            return !name.startsWith("Job") && !name.startsWith("CronJob");
        }

        boolean isServer() {
            return "server".equals(template.getMetadata().getLabels().get(COMPONENT));
        }

        @Override
        public String toString() {
            return overlay + ": " + name;
        }
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
        if (!pod.isLasting()) {
            return;
        }
        assertThat(pod.containers()).allSatisfy(container -> {
            assertThat(probes(container)).hasSize(3).allSatisfy(probe -> {
                assertThat(Stream.of(probe.getHttpGet(), probe.getTcpSocket(), probe.getExec(), probe.getGrpc()).filter(Objects::nonNull)).hasSize(1);
                if (probe.getHttpGet() != null) {
                    assertThat(hasPort(container, probe.getHttpGet().getPort())).isTrue();
                }
                if (probe.getTcpSocket() != null) {
                    assertThat(hasPort(container, probe.getTcpSocket().getPort())).isTrue();
                }
            });
            if (pod.isServer()) {
                assertThat(probes(container)).extracting(probe -> probe.getHttpGet().getPath())
                        .containsExactly("/q/health/started", "/q/health/ready", "/q/health/live");
                assertThat(port(container, "management")).as("where the services answer about themselves").asString()
                        .isEqualTo(Documents.setting("libraries/http", "META-INF/microprofile-config.properties", "quarkus.management.port"));
                assertThat(port(container, "http")).isEqualTo(8080);
            }
        });
    }

    /** Otherwise the rights of all files change at every start, and PostgreSQL refuses to start. */
    @Test
    void the_files_of_a_volume_keep_their_rights_when_the_pod_starts_again() {
        assertThat(pods().map(pod -> pod.template.getSpec().getSecurityContext()).filter(context -> context.getFsGroup() != null)).hasSizeGreaterThanOrEqualTo(3)
                .allMatch(context -> "OnRootMismatch".equals(context.getFsGroupChangePolicy()));
    }

    /** A start on a busy machine takes minutes; one that is broken off takes as long again. */
    @Test
    void a_slow_start_is_not_broken_off_for_ten_minutes() {
        assertThat(pods().filter(Pod::isLasting).flatMap(pod -> pod.containers().stream())).hasSizeGreaterThanOrEqualTo(11)
                .allMatch(container -> startsWithin(container).compareTo(Duration.ofMinutes(10)) >= 0);
        assertThat(pods().filter(Pod::isServer).map(pod -> startsWithin(pod.containers().getFirst()))).isNotEmpty().allSatisfy(start ->
                assertThat(Overlay.all().stream().flatMap(overlay -> overlay.all(Deployment.class).stream())).allMatch(
                        deployment -> deployment.getSpec().getProgressDeadlineSeconds() > start.toSeconds()));
    }

    private static Duration startsWithin(Container container) {
        return Duration.ofSeconds((long) container.getStartupProbe().getPeriodSeconds() * container.getStartupProbe().getFailureThreshold());
    }

    private static List<Probe> probes(Container container) {
        return Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe()).filter(Objects::nonNull).toList();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void every_setting_and_every_secret_that_is_referred_to_exists(Pod pod) {
        var maps = pod.overlay.all(ConfigMap.class).stream().map(one -> one.getMetadata().getName()).toList();
        assertThat(pod.containers()).allSatisfy(container -> {
            assertThat(container.getEnvFrom()).allSatisfy(from -> assertThat(maps).contains(from.getConfigMapRef().getName()));
            var settings = container.getEnv().stream().map(EnvVar::getValueFrom).filter(Objects::nonNull).toList();
            settings.stream().map(EnvVarSource::getSecretKeyRef).filter(Objects::nonNull)
                    .forEach(secret -> assertHasSecret(pod.overlay, secret.getName(), secret.getKey()));
            assertThat(settings).map(EnvVarSource::getConfigMapKeyRef).filteredOn(Objects::nonNull).allSatisfy(setting -> assertThat(pod.overlay.all(ConfigMap.class))
                    .filteredOn(map -> map.getMetadata().getName().equals(setting.getName())).singleElement()
                    .satisfies(map -> assertThat(map.getData()).containsKey(setting.getKey())));
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
        assertThat(overlay.hasSecret(name, key)).as("%s in the secret %s", key, name).isTrue();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void only_a_migration_knows_the_owner_of_a_database(Pod pod) {
        var secrets = pod.containers().stream().flatMap(container -> container.getEnv().stream()).map(EnvVar::getValueFrom).filter(Objects::nonNull)
                .map(EnvVarSource::getSecretKeyRef).filter(Objects::nonNull).map(SecretKeySelector::getName).toList();
        if (pod.isServer()) {
            assertThat(secrets).noneMatch(name -> name.endsWith("-owner"));
            assertThat(environment(pod.containers().getFirst())).containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "false")
                    .containsEntry("QUARKUS_FLYWAY_VALIDATE_AT_START", "true");
        } else if (pod.name.endsWith("-migration")) {
            assertThat(secrets).anyMatch(name -> name.endsWith("-owner"));
            assertThat(environment(pod.containers().getFirst())).containsEntry("QUARKUS_INIT_AND_EXIT", "true");
        }
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
                    .allMatch(one -> Overlay.selects(one.getLabelSelector(), deployment.getSpec().getTemplate().getMetadata().getLabels()));
        });
    }

    private static Map<String, String> environment(Container container) {
        return container.getEnv().stream().filter(one -> one.getValue() != null).collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    private static int port(Container container, String name) {
        return container.getPorts().stream().filter(one -> one.getName().equals(name)).findFirst().orElseThrow().getContainerPort();
    }

    private static boolean hasPort(Container container, IntOrString port) {
        return container.getPorts().stream().anyMatch(one -> one.getName().equals(port.getStrVal()) || one.getContainerPort().equals(port.getIntVal()));
    }
}
