package ca.criticalminerals.eventsourcing.store;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Between a publication and what it works on: measures how long events waited to be published and, where traces are on, goes
 * on with the trace in which each was recorded. The header that carries it further is no part of the announcement.
 */
final class WatchedRounds implements Publication.Log, Publication.Bus {
    private final Publication.Log log;
    private final Publication.Bus bus;
    private final StoreMetrics metrics;
    private final Tracer tracer;
    private final List<Span> spans = new ArrayList<>();
    private List<StoredEvent> events = List.of();
    private int sent;

    WatchedRounds(Publication.Log log, Publication.Bus bus, StoreMetrics metrics, Tracer tracer) {
        this.log = log;
        this.bus = bus;
        this.metrics = metrics;
        this.tracer = tracer;
    }

    @Override
    public List<StoredEvent> next(int limit) throws SQLException {
        // What an earlier round sent and nobody acknowledged is sent again now.
        spans.forEach(span -> span.setStatus(StatusCode.ERROR, "not acknowledged").end());
        spans.clear();
        events = log.next(limit);
        sent = 0;
        return events;
    }

    @Override
    public Future<?> send(ProducerRecord<String, byte[]> record) {
        if (sent < events.size()) {
            String trace = events.get(sent++).trace;
            if (trace != null && TraceContext.isOne(trace)) {
                follow(trace, record);
            }
        }
        return bus.send(record);
    }

    private void follow(String trace, ProducerRecord<String, byte[]> record) {
        Span span = tracer.spanBuilder(record.topic() + " publish").setSpanKind(SpanKind.PRODUCER).setParent(TraceContext.parent(trace))
                .setAttribute("messaging.system", "kafka").setAttribute("messaging.destination.name", record.topic()).startSpan();
        if (span.isRecording()) {
            record.headers().add(TraceContext.HEADER, TraceContext.text(span.getSpanContext()).getBytes(StandardCharsets.US_ASCII));
            spans.add(span);
        }
    }

    @Override
    public void moveTo(StoredEvent last) throws SQLException {
        log.moveTo(last);
        metrics.published(events.subList(0, sent));
        events = List.of();
        sent = 0;
        spans.forEach(Span::end);
        spans.clear();
    }

    @Override
    public String sequence() {
        return log.sequence();
    }

    @Override
    public Instant oldestOpenTransaction() throws SQLException {
        return log.oldestOpenTransaction();
    }

    @Override
    public Instant completeThrough(Instant floor) throws SQLException {
        return log.completeThrough(floor);
    }

    @Override
    public Instant promised() throws SQLException {
        return log.promised();
    }
}
