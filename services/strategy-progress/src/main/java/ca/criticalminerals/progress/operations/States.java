package ca.criticalminerals.progress.operations;

import ca.criticalminerals.progress.projection.Parked;
import ca.criticalminerals.progress.projection.Positions;
import ca.criticalminerals.progress.projection.Reader;
import ca.criticalminerals.progress.projection.Rebuild;
import ca.criticalminerals.progress.projection.Turn;
import ca.criticalminerals.progress.projection.Views;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks at everything; what does not answer is said, and does not keep the rest from being seen. */
@ApplicationScoped
public class States {
    /** As many as one looks at. */
    private static final int FEW = 20;

    private final Views views;
    private final Reader reader;
    private final Positions positions;
    private final Parked parked;
    private final Rebuild rebuild;
    private final String version;

    States(Views views, Reader reader, Positions positions, Parked parked, Rebuild rebuild,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.views = views;
        this.reader = reader;
        this.positions = positions;
        this.parked = parked;
        this.rebuild = rebuild;
        this.version = version;
    }

    /** How it stands now. */
    public State now() {
        var view = views.current();
        return new State(Instant.now(), Turn.INSTANCE, Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()), version,
                reader.isReading(), view, stored(), view.newestEdition());
    }

    private Optional<State.Stored> stored() {
        try {
            return Optional.of(new State.Stored(positions.reader(), positions.all(), parked.counts(), parked.foreign(FEW), parked.refused(FEW),
                    parked.setAside(FEW), parked.repaired(FEW), rebuild.status()));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }
}
