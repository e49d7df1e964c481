package ca.criticalminerals.progress.strategy;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The tables of the event store beside those of the projection. Both sets of migrations begin with V1, so this one has a history
 * of its own; it is migrated whenever the other one is, also by a process that does nothing else, and validated with it.
 */
@ApplicationScoped
class StoreTables implements FlywayConfigurationCustomizer {
    private final boolean validates;

    StoreTables(@ConfigProperty(name = "quarkus.flyway.validate-at-start", defaultValue = "false") boolean validates) {
        this.validates = validates;
    }

    @Override
    public void customize(FluentConfiguration projection) {
        projection.callbacks(new BaseCallback() {
            @Override
            public boolean supports(Event event, Context context) {
                return event == Event.AFTER_MIGRATE;
            }

            @Override
            public void handle(Event event, Context context) {
                store(context.getConfiguration()).migrate();
            }
        });
    }

    /** Before the relay looks for its checkpoint. */
    void validate(@Observes @Priority(1) StartupEvent event, Flyway projection) {
        if (validates) {
            store(projection.getConfiguration()).validate();
        }
    }

    private static Flyway store(Configuration same) {
        return Flyway.configure(Thread.currentThread().getContextClassLoader()).dataSource(same.getDataSource()).placeholders(same.getPlaceholders())
                .locations("db/event-store", "db/rights").table("event_store_history").baselineOnMigrate(true).baselineVersion("0").load();
    }
}
