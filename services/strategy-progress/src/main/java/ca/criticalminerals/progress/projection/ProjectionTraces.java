package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.store.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The last part of a trace that began with the POST of an officer: its milestone becomes a row. While traces are off, one comparison per batch. */
@ApplicationScoped
class ProjectionTraces {
    private final Tracer tracer;
    private final boolean off;

    /** What a batch is for. */
    interface Work {
        void run() throws SQLException;
    }

    ProjectionTraces(Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.tracer = tracer;
        this.off = off;
    }

    /** Does the work, which is about these records, as a part of the trace of each. */
    void during(Iterable<ConsumerRecord<byte[], byte[]>> records, Work work) throws SQLException {
        List<Span> spans = off ? List.of() : spans(records);
        try {
            work.run();
        } catch (SQLException | RuntimeException e) {
            spans.forEach(span -> span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage())));
            throw e;
        } finally {
            spans.forEach(Span::end);
        }
    }

    private List<Span> spans(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        var spans = new ArrayList<Span>();
        for (var record : records) {
            var header = record.headers().lastHeader(TraceContext.HEADER);
            String trace = header == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
            if (TraceContext.isOne(trace)) {
                spans.add(tracer.spanBuilder(record.topic() + " process").setSpanKind(SpanKind.CONSUMER).setParent(TraceContext.parent(trace))
                        .setAttribute("messaging.system", "kafka").setAttribute("messaging.destination.name", record.topic())
                        .setAttribute("messaging.kafka.offset", record.offset()).startSpan());
            }
        }
        return spans;
    }
}
