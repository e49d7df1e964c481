package ca.criticalminerals.http;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.File;
import java.io.FileNotFoundException;
import java.util.Optional;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.PeriodicRotatingFileHandler;

/**
 * The file to which privileged actions are written besides the log, one each day; none is ever deleted. A service that cannot write to
 * it does not start.
 */
@ApplicationScoped
class AuditFile {
    private final Optional<File> file;

    AuditFile(@ConfigProperty(name = "tracker.audit.file") Optional<File> file) {
        this.file = file;
    }

    void open(@Observes StartupEvent event) throws FileNotFoundException {
        if (file.isPresent()) {
            file.get().getAbsoluteFile().getParentFile().mkdirs();
            var handler = new PeriodicRotatingFileHandler(file.get(), ".yyyy-MM-dd", true);
            handler.setFormatter(new PatternFormatter("%m%n"));
            handler.setAutoFlush(true);
            Logger.getLogger(Audit.PRIVILEGED).addHandler(handler);
        }
    }
}
