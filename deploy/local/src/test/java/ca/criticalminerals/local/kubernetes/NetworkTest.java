package ca.criticalminerals.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who reaches whom: everybody that must, and nobody else. */
class NetworkTest {
    private static final String COMPONENT = "app.kubernetes.io/component";

    static List<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void a_service_leads_to_the_pods_of_one_deployment_and_to_ports_they_have(Overlay overlay) {
        assertThat(overlay.all(Service.class)).isNotEmpty().allSatisfy(service -> {
            var selector = new LabelSelector(List.of(), service.getSpec().getSelector());
            var pods = overlay.pods().values().stream().filter(pod -> Overlay.selects(selector, pod.getMetadata().getLabels())).toList();
            assertThat(pods).as("pods of %s", service.getMetadata().getName()).singleElement().satisfies(pod ->
                    assertThat(service.getSpec().getPorts()).allSatisfy(port -> assertThat(hasPort(pod.getSpec().getContainers().getFirst(), port.getTargetPort())).isTrue()));
        });
        assertThat(overlay.all(Deployment.class))
                .allMatch(one -> Overlay.selects(one.getSpec().getSelector(), one.getSpec().getTemplate().getMetadata().getLabels()));
        assertThat(overlay.all(HTTPRoute.class)).allSatisfy(route -> route.getSpec().getRules().forEach(rule -> rule.getBackendRefs().forEach(to ->
                assertThat(overlay.all(Service.class)).anyMatch(service -> service.getMetadata().getName().equals(to.getName())
                        && service.getSpec().getPorts().stream().anyMatch(port -> port.getPort().equals(to.getPort()))))));
        assertThat(overlay.all(ServiceMonitor.class)).allSatisfy(monitor -> assertThat(overlay.all(Service.class))
                .filteredOn(service -> Overlay.selects(monitor.getSpec().getSelector(), service.getMetadata().getLabels())).hasSize(Overlay.SERVICES.size())
                .allMatch(service -> monitor.getSpec().getEndpoints().stream().allMatch(endpoint ->
                        service.getSpec().getPorts().stream().anyMatch(port -> port.getName().equals(endpoint.getPort())))));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nobody_reaches_anybody_except_as_written_and_what_is_written_is_about_somebody(Overlay overlay) {
        var policies = overlay.all(NetworkPolicy.class);
        assertThat(policies).as("the default").anyMatch(policy -> policy.getSpec().getPodSelector().equals(new LabelSelector())
                && policy.getSpec().getPolicyTypes().equals(List.of("Ingress", "Egress"))
                && policy.getSpec().getIngress().isEmpty() && policy.getSpec().getEgress().isEmpty());
        assertThat(policies).allSatisfy(policy -> {
            assertThat(overlay.hasPod(policy.getSpec().getPodSelector())).isTrue();
            policy.getSpec().getIngress().forEach(rule -> rule.getFrom().stream().filter(peer -> peer.getNamespaceSelector() == null)
                    .forEach(peer -> assertThat(overlay.hasPod(peer.getPodSelector())).isTrue()));
            policy.getSpec().getEgress().forEach(rule -> rule.getTo().stream().filter(peer -> peer.getNamespaceSelector() == null && peer.getIpBlock() == null)
                    .forEach(peer -> assertThat(overlay.hasPod(peer.getPodSelector())).isTrue()));
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

    @ParameterizedTest
    @MethodSource("overlays")
    void the_commands_of_operators_reach_the_services_and_nothing_else_of_the_namespace(Overlay overlay) {
        var operator = overlay.all(CronJob.class).getFirst().getSpec().getJobTemplate().getSpec().getTemplate().getMetadata().getLabels();
        assertThat(overlay.labels()).filteredOn(to -> "server".equals(to.get(COMPONENT))).hasSize(4)
                .allMatch(to -> reaches(overlay, operator, to, 8080) && !reaches(overlay, operator, to, 9000));
        assertThat(overlay.labels()).noneMatch(to -> reaches(overlay, operator, to, 5432) || reaches(overlay, operator, to, 9092)
                || reaches(overlay, operator, to, 9093));
    }

    private static Map<String, String> one(List<Map<String, String>> labels, Map<String, String> wanted) {
        return labels.stream().filter(one -> one.entrySet().containsAll(wanted.entrySet())).findFirst().orElseThrow();
    }

    /** Whether a pod may open a connection to another one of the namespace: it may go out, and the other lets it in. */
    private static boolean reaches(Overlay overlay, Map<String, String> from, Map<String, String> to, int port) {
        boolean out = overlay.all(NetworkPolicy.class).stream().filter(policy -> Overlay.selects(policy.getSpec().getPodSelector(), from))
                .flatMap(policy -> policy.getSpec().getEgress().stream()).anyMatch(rule -> open(rule.getPorts(), port) && meets(rule.getTo(), to));
        boolean in = overlay.all(NetworkPolicy.class).stream().filter(policy -> Overlay.selects(policy.getSpec().getPodSelector(), to))
                .flatMap(policy -> policy.getSpec().getIngress().stream()).anyMatch(rule -> open(rule.getPorts(), port) && meets(rule.getFrom(), from));
        return out && in;
    }

    private static boolean open(List<NetworkPolicyPort> ports, int port) {
        return ports.isEmpty() || ports.stream().anyMatch(one -> one.getPort().getIntVal() == port);
    }

    private static boolean meets(List<NetworkPolicyPeer> peers, Map<String, String> pod) {
        return peers.isEmpty() || peers.stream().anyMatch(one -> one.getIpBlock() != null
                || one.getNamespaceSelector() == null && Overlay.selects(one.getPodSelector(), pod));
    }

    private static boolean hasPort(Container container, IntOrString port) {
        return container.getPorts().stream().anyMatch(one -> one.getName().equals(port.getStrVal()) || one.getContainerPort().equals(port.getIntVal()));
    }
}
