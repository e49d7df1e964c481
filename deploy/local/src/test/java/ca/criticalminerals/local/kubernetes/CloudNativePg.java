package ca.criticalminerals.local.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/** Of postgresql.cnpg.io/v1 and barmancloud.cnpg.io/v1 (their API references, CloudNativePG 1.30) what is used here, and nothing else. */
final class CloudNativePg {
    private CloudNativePg() {
    }

    record Name(String name) {}

    record Cluster(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(int instances, String imageName, UpdateStrategy primaryUpdateStrategy, boolean enableSuperuserAccess,
                @JsonProperty("enablePDB") boolean enablePdb, Bootstrap bootstrap, Postgresql postgresql, Managed managed, Storage storage, Storage walStorage,
                ResourceRequirements resources, Affinity affinity, List<Plugin> plugins) {}
        enum UpdateStrategy { unsupervised, supervised }
        record Bootstrap(InitDb initdb) {}
        record InitDb(@JsonProperty("postInitSQL") List<String> postInitSql) {}
        record Postgresql(Map<String, String> parameters, Synchronous synchronous) {}
        record Synchronous(Method method, int number, Durability dataDurability) {}
        enum Method { any, first }
        enum Durability { required, preferred }
        record Managed(List<Role> roles) {}
        record Role(String name, Ensure ensure, boolean login, Integer connectionLimit, Name passwordSecret) {}
        enum Ensure { present, absent }
        record Storage(String size) {}
        record Affinity(boolean enablePodAntiAffinity, String topologyKey, AntiAffinity podAntiAffinityType) {}
        enum AntiAffinity { required, preferred }
        record Plugin(String name, @JsonProperty("isWALArchiver") boolean isWalArchiver, Map<String, String> parameters) {}
    }

    record Database(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(Name cluster, String name, String owner, Reclaim databaseReclaimPolicy) {}
        enum Reclaim { retain, delete }
    }

    record ScheduledBackup(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(String schedule, boolean immediate, Name cluster, Owner backupOwnerReference, Method method, Name pluginConfiguration) {}
        enum Owner { none, self, cluster }
        enum Method { plugin }
    }

    record ObjectStore(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(String retentionPolicy, Configuration configuration) {}
        record Configuration(String destinationPath, @JsonProperty("endpointURL") String endpointUrl, S3Credentials s3Credentials,
                Compressed wal, Compressed data) {}
        record S3Credentials(Key accessKeyId, Key secretAccessKey) {}
        record Key(String name, String key) {}
        record Compressed(Compression compression) {}
        enum Compression { gzip }
    }
}
