package ca.criticalminerals.local.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A directory of deploy/kubernetes that can be applied. */
record Overlay(String name, List<Object> resources) {
    static final List<String> SERVICES = List.of("funding-programs", "security-measures", "partnerships", "strategy-progress");
    static final Overlay DEVELOPMENT = new Overlay("development", Documents.ofOverlay("development"));
    static final Overlay PRODUCTION = new Overlay("production", Documents.ofOverlay("production"));
    private static final Map<String, List<String>> MADE = Documents.keysOfSecrets();
    /** What people provide: the certificate of the gateway and the accounts of object storage and operators (deploy/kubernetes/README.md). */
    private static final Map<String, List<String>> PROVIDED = Map.of("certificate", List.of("tls.crt", "tls.key"),
            "backups", List.of("access-key-id", "secret-access-key"), "operator", List.of("secret"));

    static List<Overlay> all() {
        return List.of(DEVELOPMENT, PRODUCTION);
    }

    <T> List<T> all(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Every kind of pod that runs, under the name of what runs it. */
    Map<String, PodTemplateSpec> pods() {
        var pods = new LinkedHashMap<String, PodTemplateSpec>();
        all(Deployment.class).forEach(one -> pods.put("Deployment " + one.getMetadata().getName(), one.getSpec().getTemplate()));
        all(StatefulSet.class).forEach(one -> pods.put("StatefulSet " + one.getMetadata().getName(), one.getSpec().getTemplate()));
        all(Job.class).forEach(one -> pods.put("Job " + one.getMetadata().getName(), one.getSpec().getTemplate()));
        all(CronJob.class).forEach(one -> pods.put("CronJob " + one.getMetadata().getName(), one.getSpec().getJobTemplate().getSpec().getTemplate()));
        return pods;
    }

    /** The labels of every pod, also of those that an operator will run. */
    List<Map<String, String>> labels() {
        var labels = new ArrayList<Map<String, String>>();
        pods().values().forEach(pod -> labels.add(pod.getMetadata().getLabels()));
        all(Strimzi.Kafka.class).forEach(kafka -> labels.add(Map.of("strimzi.io/cluster", kafka.metadata().getName(), "strimzi.io/kind", "Kafka")));
        all(CloudNativePg.Cluster.class).forEach(cluster -> labels.add(Map.of("cnpg.io/cluster", cluster.metadata().getName())));
        return labels;
    }

    boolean hasPod(LabelSelector selector) {
        return labels().stream().anyMatch(pod -> selects(selector, pod));
    }

    /** Whether there will be such a key in a secret: made from .env, by an operator, or by people. */
    boolean hasSecret(String name, String key) {
        return List.of(MADE, operated(), PROVIDED).stream().anyMatch(secrets -> secrets.getOrDefault(name, List.of()).contains(key));
    }

    private Map<String, List<String>> operated() {
        var secrets = new LinkedHashMap<String, List<String>>();
        all(Strimzi.Kafka.class).forEach(kafka -> secrets.put(kafka.metadata().getName() + "-cluster-ca-cert", List.of("ca.crt")));
        all(Strimzi.KafkaUser.class).forEach(user -> secrets.put(user.metadata().getName(), List.of("password", "sasl.jaas.config")));
        all(CloudNativePg.Cluster.class).forEach(cluster -> secrets.put(cluster.metadata().getName() + "-ca", List.of("ca.crt")));
        return secrets;
    }

    static boolean selects(LabelSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet()) && selector.getMatchExpressions().stream()
                .allMatch(one -> one.getOperator().equals("In") && one.getValues().contains(labels.get(one.getKey())));
    }

    @Override
    public String toString() {
        return name;
    }
}
