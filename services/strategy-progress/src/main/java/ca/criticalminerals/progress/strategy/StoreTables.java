package ca.criticalminerals.progress.strategy;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import io.quarkus.runtime.StartupEvent;
import org.flywaydb.core.Flyway;

/**
 * The tables of the event store beside those of the projection. Both sets of migrations begin with V1, so this one has a history
 * of its own.
 */
@ApplicationScoped
class StoreTables {
    /** Before the relay looks for its checkpoint. */
    void migrate(@Observes @Priority(1) StartupEvent event, Flyway projection) {
        var same = projection.getConfiguration();
        Flyway.configure(Thread.currentThread().getContextClassLoader()).dataSource(same.getDataSource()).placeholders(same.getPlaceholders())
                .locations("db/event-store").table("event_store_history").baselineOnMigrate(true).baselineVersion("0").load().migrate();
    }
}
