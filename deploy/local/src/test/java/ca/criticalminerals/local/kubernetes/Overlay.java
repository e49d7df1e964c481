package ca.criticalminerals.local.kubernetes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code kubectl kustomize} makes of a directory, each document read as what it says it is: an unknown property is an error. */
record Overlay(String name, List<Object> resources) {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    static final List<String> SERVICES = List.of("funding-programs", "security-measures", "partnerships", "strategy-progress");
    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class), Map.entry("v1/ConfigMap", ConfigMap.class), Map.entry("v1/Secret", Secret.class),
            Map.entry("v1/Service", Service.class), Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class), Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("batch/v1/Job", Job.class), Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("gateway.networking.k8s.io/v1/Gateway", Gateway.class),
            Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
            Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
            Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
            Map.entry("kafka.strimzi.io/v1/Kafka", Strimzi.Kafka.class), Map.entry("kafka.strimzi.io/v1/KafkaNodePool", Strimzi.KafkaNodePool.class),
            Map.entry("kafka.strimzi.io/v1/KafkaTopic", Strimzi.KafkaTopic.class), Map.entry("kafka.strimzi.io/v1/KafkaUser", Strimzi.KafkaUser.class),
            Map.entry("postgresql.cnpg.io/v1/Cluster", CloudNativePg.Cluster.class),
            Map.entry("postgresql.cnpg.io/v1/Database", CloudNativePg.Database.class),
            Map.entry("postgresql.cnpg.io/v1/ScheduledBackup", CloudNativePg.ScheduledBackup.class),
            Map.entry("barmancloud.cnpg.io/v1/ObjectStore", CloudNativePg.ObjectStore.class));
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // The models keep what they do not know in a map of their own; here it is to be refused.
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    static Overlay of(String name) {
        return new Overlay(name, parse(output(List.of("kubectl", "kustomize", "deploy/kubernetes/" + name))));
    }

    /** The secrets that deploy/kubernetes/secrets makes of such a file of the environment. */
    static List<Secret> secrets(Path environment) {
        return parse(output(List.of("deploy/kubernetes/secrets", environment.toAbsolutePath().toString()))).stream().map(Secret.class::cast).toList();
    }

    /** The alerts of Compose as Kubernetes gets them. */
    static List<Object> alerts() {
        return parse(output(List.of("deploy/kubernetes/rules")));
    }

    private static String output(List<String> command) {
        try {
            var errors = Files.createTempFile("kubernetes", "errors");
            var process = new ProcessBuilder(command).directory(HOME.toFile()).redirectError(errors.toFile()).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String said = process.onExit().join().exitValue() == 0 ? null : Files.readString(errors);
            Files.delete(errors);
            if (said != null) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("Needed: kubectl (on Debian: apt-get install kubernetes-client)", e);
        }
    }

    static List<Object> parse(String yaml) {
        return StreamSupport.stream(new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml).spliterator(), false).map(document -> {
            var fields = (Map<?, ?>) document;
            var kind = KINDS.get(fields.get("apiVersion") + "/" + fields.get("kind"));
            if (kind == null) {
                throw new IllegalArgumentException("no model of " + fields.get("apiVersion") + " " + fields.get("kind"));
            }
            return (Object) STRICT.convertValue(document, kind);
        }).toList();
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

    /** The keys of every secret that an operator makes, by its name. */
    Map<String, List<String>> operated() {
        var secrets = new LinkedHashMap<String, List<String>>();
        all(Strimzi.Kafka.class).forEach(kafka -> secrets.put(kafka.metadata().getName() + "-cluster-ca-cert", List.of("ca.crt")));
        all(Strimzi.KafkaUser.class).forEach(user -> secrets.put(user.metadata().getName(), List.of("password", "sasl.jaas.config")));
        all(CloudNativePg.Cluster.class).forEach(cluster -> secrets.put(cluster.metadata().getName() + "-ca", List.of("ca.crt")));
        return secrets;
    }

    @Override
    public String toString() {
        return name;
    }
}
