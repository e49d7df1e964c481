package ca.criticalminerals.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        int asked = overlay.all(Deployment.class).stream().mapToInt(one -> {
            String name = one.getMetadata().getName();
            int instances = overlay.all(HorizontalPodAutoscaler.class).stream().filter(scaler -> scaler.getSpec().getScaleTargetRef().getName().equals(name))
                    .map(scaler -> scaler.getSpec().getMaxReplicas()).findFirst().orElseGet(() -> one.getSpec().getReplicas());
            int surge = one.getSpec().getStrategy().getRollingUpdate().getMaxSurge().getIntVal();
            return (instances + surge) * Integer.parseInt(Documents.setting("services/" + name, "application.properties", "quarkus.datasource.jdbc.max-size"));
        }).sum();
        // One for each migration, and what PostgreSQL keeps for those who repair it.
        int reserved = Overlay.SERVICES.size() * 2 + 10;
        int there = overlay.all(CloudNativePg.Cluster.class).stream()
                .map(cluster -> Integer.parseInt(cluster.spec().postgresql().parameters().get("max_connections"))).findFirst().orElse(100);
        assertThat(asked + reserved).isLessThanOrEqualTo(there);
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
