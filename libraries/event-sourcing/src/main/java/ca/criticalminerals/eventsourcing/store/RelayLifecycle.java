package ca.criticalminerals.eventsourcing.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Runs the relay as long as the service runs, and shows what it does. A relay that cannot publish makes no service unready:
 * recording goes on, and everything is published once the broker is back.
 */
@Readiness
@ApplicationScoped
class RelayLifecycle implements HealthCheck {
    private final Relay relay;
    private final Topics topics;

    RelayLifecycle(DataSource database, @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Announcements announcements) {
        topics = new Topics(kafka, announcements);
        relay = new Relay(database, () -> producer(kafka), announcements);
    }

    void start(@Observes StartupEvent event) {
        relay.start();
    }

    void wake(@Observes Appender.Appended event) {
        relay.wake();
    }

    void stop(@Observes ShutdownEvent event) {
        relay.close();
    }

    @Override
    public HealthCheckResponse call() {
        var status = relay.status();
        var response = HealthCheckResponse.named("relay").up().withData("state", status.state());
        return (status.problem() == null ? response : response.withData("problem", status.problem())).build();
    }

    private Producer<String, byte[]> producer(Map<String, Object> kafka) {
        topics.ensure();
        return producerOf(kafka);
    }

    /** A producer that neither loses nor reorders: idempotent, acknowledged by all replicas, at once when there is little to send. */
    static Producer<String, byte[]> producerOf(Map<String, Object> kafka) {
        var configuration = new HashMap<>(kafka);
        configuration.putAll(Map.of("enable.idempotence", true, "acks", "all", "linger.ms", 0, "batch.size", 128 * 1024,
                "compression.type", "lz4", "max.block.ms", 10_000, "request.timeout.ms", 10_000,
                "delivery.timeout.ms", 30_000, "reconnect.backoff.max.ms", 1_000));
        return new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer());
    }
}
