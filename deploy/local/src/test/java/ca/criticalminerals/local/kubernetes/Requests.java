package ca.criticalminerals.local.kubernetes;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The processors and the memory that pods ask of the nodes of a cluster: a pod whose requests fit nowhere stays pending. */
record Requests(double processors, double gibibytes) {
    private static final double GIBIBYTE = 1L << 30;

    /** The requests of everything that stays, at its usual number. */
    static Requests atRest(Overlay overlay) {
        return lasting(overlay, false);
    }

    /** The most at one moment of deploy/kubernetes/roll-out: first come the topics, then migrations, then one more of each service beside the recorder. */
    static Requests duringRollOut(Overlay overlay) {
        var surge = sum(overlay.all(Deployment.class).stream().map(one -> of(one.getSpec().getTemplate())
                .times(one.getSpec().getStrategy().getRollingUpdate().getMaxSurge().getIntVal())));
        return lasting(overlay, true).plus(jobs(overlay, name -> name.endsWith("-migration")).atLeast(jobs(overlay, "topics"::equals))
                .atLeast(surge.plus(jobs(overlay, "recorder"::equals))));
    }

    private static Requests lasting(Overlay overlay, boolean scaled) {
        var services = overlay.all(Deployment.class).stream().map(one -> of(one.getSpec().getTemplate()).times(replicas(overlay, one, scaled)));
        var ours = overlay.all(StatefulSet.class).stream().map(one -> of(one.getSpec().getTemplate()).times(one.getSpec().getReplicas()));
        var brokers = overlay.all(Strimzi.KafkaNodePool.class).stream().map(one -> of(one.spec().resources()).times(one.spec().replicas()));
        var operators = overlay.all(Strimzi.Kafka.class).stream().map(one -> of(one.spec().entityOperator().topicOperator().resources())
                .plus(of(one.spec().entityOperator().userOperator().resources())));
        var databases = overlay.all(CloudNativePg.Cluster.class).stream().map(one -> of(one.spec().resources()).times(one.spec().instances()));
        return sum(Stream.of(services, ours, brokers, operators, databases).flatMap(all -> all));
    }

    private static int replicas(Overlay overlay, Deployment deployment, boolean most) {
        return overlay.all(HorizontalPodAutoscaler.class).stream()
                .filter(scaler -> scaler.getSpec().getScaleTargetRef().getName().equals(deployment.getMetadata().getName()))
                .map(scaler -> most ? scaler.getSpec().getMaxReplicas() : scaler.getSpec().getMinReplicas()).findFirst()
                .orElseGet(() -> deployment.getSpec().getReplicas());
    }

    private static Requests jobs(Overlay overlay, Predicate<String> name) {
        return sum(overlay.all(Job.class).stream().filter(one -> name.test(one.getMetadata().getName())).map(one -> of(one.getSpec().getTemplate())));
    }

    private static Requests of(PodTemplateSpec pod) {
        return sum(pod.getSpec().getContainers().stream().map(container -> of(container.getResources())));
    }

    private static Requests of(ResourceRequirements resources) {
        var asked = resources.getRequests();
        return new Requests(asked.get("cpu").getNumericalAmount().doubleValue(), asked.get("memory").getNumericalAmount().doubleValue() / GIBIBYTE);
    }

    private static Requests sum(Stream<Requests> all) {
        return all.reduce(new Requests(0, 0), Requests::plus);
    }

    private Requests plus(Requests other) {
        return new Requests(processors + other.processors, gibibytes + other.gibibytes);
    }

    private Requests times(int number) {
        return new Requests(processors * number, gibibytes * number);
    }

    private Requests atLeast(Requests other) {
        return new Requests(Math.max(processors, other.processors), Math.max(gibibytes, other.gibibytes));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f processors, %.1f GiB", processors, gibibytes);
    }
}
