package ca.criticalminerals.testing;

import ca.criticalminerals.http.Denials;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a running service writes into its audit log. */
public final class AuditLog {
    private AuditLog() {}

    private static final List<String> CATEGORIES = List.of("audit", "ca.criticalminerals.audit");

    /** The lines that are written while this is done, of what was denied and of privileged actions, with the numbers of repeated denials. */
    public static List<JsonNode> during(Runnable what) {
        var lines = new CopyOnWriteArrayList<JsonNode>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(Json.read(line.getMessage()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var denials = CDI.current().select(Denials.class).get();
        denials.report();
        CATEGORIES.forEach(category -> Logger.getLogger(category).addHandler(handler));
        try {
            what.run();
            denials.report();
        } finally {
            CATEGORIES.forEach(category -> Logger.getLogger(category).removeHandler(handler));
        }
        return List.copyOf(lines);
    }
}
