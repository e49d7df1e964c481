package ca.criticalminerals.local.kubernetes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Documents that a command prints, each read as what it says it is: a property that nobody knows is an error. */
final class Documents {
    static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class), Map.entry("v1/ConfigMap", ConfigMap.class), Map.entry("v1/Secret", Secret.class),
            Map.entry("v1/Service", Service.class), Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class), Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("batch/v1/Job", Job.class), Map.entry("batch/v1/CronJob", CronJob.class), Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
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

    private Documents() {
    }

    /** What {@code kubectl kustomize} makes of a directory of deploy/kubernetes. */
    static List<Object> ofOverlay(String name) {
        return parse(output("kubectl", "kustomize", "deploy/kubernetes/" + name));
    }

    /** The keys of the secrets that deploy/kubernetes/secrets makes of a file of the environment with everything in it. */
    static Map<String, List<String>> keysOfSecrets() {
        try {
            Path environment = Files.createTempFile("kubernetes", "env");
            Files.writeString(environment, Files.readString(HOME.resolve(".env.example")).replaceAll("(?m)^([A-Z_]+)=$", "$1=of-a-test"));
            var secrets = parse(output("deploy/kubernetes/secrets", environment.toString(), signingKeys().toString())).stream().map(Secret.class::cast);
            var keys = secrets.collect(Collectors.toMap(one -> one.getMetadata().getName(), one -> List.copyOf(one.getStringData().keySet())));
            Files.delete(environment);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder as deploy/compose/keys fills one. */
    private static Path signingKeys() throws IOException {
        Path folder = Files.createTempDirectory("kubernetes");
        Files.createDirectory(folder.resolve("public"));
        for (String service : Overlay.SERVICES) {
            Files.writeString(Files.createDirectory(folder.resolve(service)).resolve("key.pem"), "of\na\ntest\n");
            Files.writeString(folder.resolve("public/" + service + ".1.pub.pem"), "of\na\ntest\n");
        }
        return folder;
    }

    /** The alerts of Compose as Kubernetes gets them. */
    static List<Object> alerts() {
        return parse(output("deploy/kubernetes/rules"));
    }

    /** A setting that a module has, in this file of its resources. */
    static String setting(String module, String file, String name) {
        try (InputStream in = Files.newInputStream(HOME.resolve(module).resolve("src/main/resources").resolve(file))) {
            var settings = new Properties();
            settings.load(in);
            return settings.getProperty(name, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String output(String... command) {
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
            throw new UncheckedIOException("Needed: kubectl (1.31 or later)", e);
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
}
