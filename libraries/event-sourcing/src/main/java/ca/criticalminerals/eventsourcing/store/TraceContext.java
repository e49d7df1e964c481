package ca.criticalminerals.eventsourcing.store;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/** The W3C {@code traceparent}, by which a trace goes on in another thread, another service and after a day in the database. */
public final class TraceContext {
    /** The name of the header, in HTTP and in Kafka. */
    public static final String HEADER = "traceparent";
    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceContext() {}

    /** Whether the text is one that can be followed. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** The trace of what is being done now; empty while traces are off. */
    public static Optional<String> current() {
        return Optional.of(Span.current().getSpanContext()).filter(SpanContext::isValid).map(TraceContext::text);
    }

    /** What is to be done as a part of it. */
    public static Context parent(String text) {
        return Context.root().with(Span.wrap(SpanContext.createFromRemoteParent(traceId(text), text.substring(36, 52),
                TraceFlags.fromHex(text, 53), TraceState.getDefault())));
    }

    /** The 32 hexadecimal digits by which the trace is found. */
    public static String traceId(String text) {
        return text.substring(3, 35);
    }

    static String text(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
    }
}
