package ca.criticalminerals.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a running service writes into its audit log. */
public final class AuditLog {
    private AuditLog() {}

    /** The lines that are written while this is done. */
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
        Logger log = Logger.getLogger("audit");
        log.addHandler(handler);
        try {
            what.run();
        } finally {
            log.removeHandler(handler);
        }
        return List.copyOf(lines);
    }
}
