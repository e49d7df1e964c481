package ca.criticalminerals.eventsourcing.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Compares the store with its topic every night. */
@ApplicationScoped
class StoreVerification {
    private final NightlyVerification nightly;
    private final LocalTime at;

    StoreVerification(DataSource database, StoreOperations store, MeterRegistry registry,
            @ConfigProperty(name = "tracker.verification.at", defaultValue = "03:30") LocalTime at,
            @ConfigProperty(name = "tracker.time-zone", defaultValue = "America/Toronto") ZoneId zone) {
        this.at = at;
        nightly = new NightlyVerification(database, "store", Clock.system(zone), () -> NightlyVerification.findings(store.verifyAndFile()));
        nightly.watch(registry, List.of("missing", "lost", "different", "stray", "decided"));
    }

    void start(@Observes StartupEvent event) {
        nightly.start(at);
    }

    void stop(@Observes ShutdownEvent event) {
        nightly.stop();
    }
}
