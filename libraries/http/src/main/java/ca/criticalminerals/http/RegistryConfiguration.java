package ca.criticalminerals.http;

import ca.criticalminerals.contracts.InitiativeRegistryFile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Opens the registry of initiatives at the start, so that a file that cannot be used stops the start and not the first request. */
@ApplicationScoped
class RegistryConfiguration {
    private static final Logger LOG = Logger.getLogger(RegistryConfiguration.class);

    @Produces
    @Singleton
    InitiativeRegistryFile registry(@ConfigProperty(name = "tracker.initiatives") Optional<String> file) {
        return file.filter(path -> !path.isBlank()).map(path -> InitiativeRegistryFile.open(Path.of(path.strip()), LOG::error)).orElseGet(() -> {
            LOG.warn("no initiative is assigned to a service, so nothing can be recorded or shown: set tracker.initiatives to the path of initiatives.csv\n"
                    + "aucune initiative n’est confiée à un service; rien ne peut donc être consigné ni montré : indiquez dans tracker.initiatives le chemin d’initiatives.csv");
            return InitiativeRegistryFile.none();
        });
    }

    void start(@Observes StartupEvent event, InitiativeRegistryFile registry) {
        registry.current();
    }
}
