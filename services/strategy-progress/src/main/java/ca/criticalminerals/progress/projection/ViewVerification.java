package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.store.NightlyVerification;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Compares the view with the topics every night. */
@ApplicationScoped
class ViewVerification {
    /** Later than the stores: what a relay has put on file by then is known. */
    private static final int MINUTES_LATER = 30;

    private final Verification verification;
    private final NightlyVerification nightly;
    private final LocalTime at;

    ViewVerification(DataSource database, Verification verification, MeterRegistry registry,
            @ConfigProperty(name = "tracker.verification.at", defaultValue = "03:30") LocalTime at,
            @ConfigProperty(name = "tracker.time-zone", defaultValue = "America/Toronto") ZoneId zone) {
        this.verification = verification;
        this.at = at.plusMinutes(MINUTES_LATER);
        nightly = new NightlyVerification(database, "view", Clock.system(zone), this::findings);
        var kinds = new ArrayList<>(List.of("different", "repaired"));
        Stream.of(RecordStatus.values()).map(status -> status.word).forEach(kinds::add);
        nightly.watch(registry, kinds);
    }

    void start(@Observes StartupEvent event) {
        nightly.start(at);
    }

    void stop(@Observes ShutdownEvent event) {
        nightly.stop();
    }

    private Map<String, Long> findings() throws Exception {
        JsonNode found = verification.verify().orElseThrow(() -> new IllegalStateException("another verification is under way")).path("findings");
        var findings = new TreeMap<String, Long>();
        found.properties().forEach(one -> findings.put(one.getKey(), one.getValue().asLong()));
        return findings;
    }
}
