package ca.criticalminerals.eventsourcing.store;

import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import javax.sql.DataSource;

/** Runs the relay as long as the service runs. */
@ApplicationScoped
class RelayLifecycle {
    private final Relay relay;

    RelayLifecycle(DataSource database, @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Announcements announcements, ServiceKeys keys, StoreMetrics metrics, Tracer tracer) {
        relay = new Relay(database, new Broker(kafka, announcements, keys), announcements, keys) {
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

    /** Whether the topic holds events that the store has lost; before the first look it waits for that, three seconds at most. */
    boolean isAhead() {
        return relay.isAhead();
    }

    /** What the relay is doing. */
    RelayStatus status() {
        return relay.status();
    }
}
