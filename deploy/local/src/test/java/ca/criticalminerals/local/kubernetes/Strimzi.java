package ca.criticalminerals.local.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Map;

/** Of kafka.strimzi.io/v1 (its reference of the custom resources, Strimzi 1.0.1) what is used here, and nothing else. */
final class Strimzi {
    private Strimzi() {
    }

    record Kafka(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(Brokers kafka, EntityOperator entityOperator) {}
        record Brokers(String version, String metadataVersion, List<Listener> listeners, Type authorization, Map<String, Object> config) {}
        record Listener(String name, int port, ListenerType type, boolean tls, Type authentication) {}
        enum ListenerType { internal }
        record EntityOperator(Operator topicOperator, Operator userOperator) {}
        record Operator(ResourceRequirements resources) {}
    }

    record Type(Kind type) {
        enum Kind {
            @JsonProperty("scram-sha-512") SCRAM,
            @JsonProperty("simple") SIMPLE
        }
    }

    record KafkaNodePool(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(int replicas, List<Role> roles, Storage storage, ResourceRequirements resources, Map<String, String> jvmOptions, Template template) {}
        enum Role { controller, broker }
        record Storage(StorageType type, List<Volume> volumes) {}
        enum StorageType { jbod }
        record Volume(int id, VolumeType type, String size, boolean deleteClaim, Shared kraftMetadata) {}
        enum VolumeType { @JsonProperty("persistent-claim") PERSISTENT_CLAIM }
        enum Shared { shared }
        record Template(Pod pod) {}
        record Pod(int terminationGracePeriodSeconds, List<TopologySpreadConstraint> topologySpreadConstraints) {}
    }

    record KafkaTopic(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(int partitions, int replicas, Map<String, Object> config) {}
    }

    record KafkaUser(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(Type authentication, Authorization authorization) {}
        record Authorization(Type.Kind type, List<Acl> acls) {}
        record Acl(Resource resource, List<Operation> operations) {}
        record Resource(ResourceType type, String name, PatternType patternType) {}
        enum ResourceType { topic }
        enum PatternType { literal, prefix }
        enum Operation { Describe, Read, Write }
    }
}
