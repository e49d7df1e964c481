package ca.criticalminerals.eventsourcing.store;

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
            Announcements announcements) {
        relay = new Relay(database, new Broker(kafka, announcements), announcements);
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

    /** What the relay is doing. */
    RelayStatus status() {
        return relay.status();
    }
}
