package ca.criticalminerals.eventsourcing.store;

import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import javax.sql.DataSource;
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

    RelayLifecycle(DataSource database, @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Announcements announcements, StoreMetrics metrics, Tracer tracer) {
        relay = new Relay(database, new Broker(kafka, announcements), announcements) {
            @Override
            Publication publication(Publication.Log log, Publication.Bus bus) {
                var watched = new WatchedRounds(log, bus, metrics, tracer);
                return super.publication(watched, watched);
            }
        };
        metrics.watch(relay, new Backlog(database));
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
}
