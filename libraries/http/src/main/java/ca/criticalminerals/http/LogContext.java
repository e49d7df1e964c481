package ca.criticalminerals.http;

import ca.criticalminerals.eventsourcing.store.TraceContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.logging.MDC;

/**
 * What every line about a request says besides its text: {@code actor}, {@code initiative} and {@code traceId}. It ends with the
 * request. The actor is the subject of the token; there is nothing else of a person in the log, and nothing of a body.
 */
public final class LogContext {
    private LogContext() {}

    /** From now on it is known who asks, about what. */
    public static void of(String actor, String initiative, HttpHeaders headers) {
        MDC.put("actor", actor);
        MDC.put("initiative", initiative);
        if (MDC.get("traceId") == null) { // traces are off; whoever asks may have one all the same
            Conditions.trace(headers).ifPresent(trace -> MDC.put("traceId", TraceContext.traceId(trace)));
        }
    }
}
