package ca.criticalminerals.eventsourcing.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows what the relay does. A relay that cannot publish makes no service unready: recording goes on, and everything is published once
 * the broker is back.
 */
@Readiness
@ApplicationScoped
class RelayHealth implements HealthCheck {
    private final RelayLifecycle relay;

    RelayHealth(RelayLifecycle relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        var status = relay.status();
        var response = HealthCheckResponse.named("relay").up().withData("state", status.state());
        return (status.problem() == null ? response : response.withData("problem", status.problem())).build();
    }
}
