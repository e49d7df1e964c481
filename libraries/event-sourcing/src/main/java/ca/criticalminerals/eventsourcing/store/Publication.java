package ca.criticalminerals.eventsourcing.store;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * From the log to the topics, a round at a time: reads what is next, sends it, awaits every acknowledgement, and only then
 * remembers how far it has come.
 */
public class Publication {
    private static final int MANY = 64;

    private final Announcements announcements;
    private final Log log;
    private final Bus bus;
    private final int limit;

    /** The log, as far as publishing goes. */
    public interface Log {
        /** The next events in order of publication, so many at most; only such that none can still appear between or before them. */
        List<StoredEvent> next(int limit) throws SQLException;

        /** Remembers that everything up to the event has been acknowledged. */
        void moveTo(StoredEvent last) throws SQLException;

        /** The place up to which everything has been acknowledged. */
        String sequence();

        /** Just before the oldest open transaction of a writer began, or now. */
        Instant oldestOpenTransaction() throws SQLException;

        /** The instant up to which no unpublished event is recorded and none can be any more; the floor at the latest. */
        Instant completeThrough(Instant floor) throws SQLException;
    }

    /** Where it goes; the future is done when it is there for good. */
    public interface Bus {
        Future<?> send(ProducerRecord<String, byte[]> record);
    }

    public Publication(Announcements announcements, Log log, Bus bus, int limit) {
        this.announcements = announcements;
        this.log = log;
        this.bus = bus;
        this.limit = limit;
    }

    /**
     * Publishes the next events, and how far they are complete if that is due and none are left; how many it published.
     *
     * @throws UnreadableEvent if the next event cannot be read; nothing behind it is sent
     */
    public final int round(boolean watermarkIsDue) throws SQLException, InterruptedException, ExecutionException {
        // The floor is read before the events: a transaction that starts between the two is later than the floor.
        Instant floor = watermarkIsDue ? log.oldestOpenTransaction() : Instant.MIN;
        var events = log.next(limit);
        var sent = new ArrayList<Future<?>>(events.size());
        for (var record : records(events)) {
            sent.add(bus.send(record));
        }
        join(sent);
        if (!sent.isEmpty()) {
            store(events.get(sent.size() - 1));
        }
        if (sent.size() < events.size()) {
            milestone(events.get(sent.size())); // cannot be read: says why, and nothing behind it is sent
        }
        // Not after every batch: readers would spend a transaction of theirs on each.
        if (events.size() < limit && watermarkIsDue) {
            bus.send(watermark(log.completeThrough(floor))).get();
        }
        return events.size();
    }

    /** What is to be sent for the events, up to the first that cannot be read; of many events on all processors. */
    private List<ProducerRecord<String, byte[]>> records(List<StoredEvent> events) {
        return (events.size() < MANY ? events.stream() : events.parallelStream()).map(event -> {
            try {
                return Optional.of(milestone(event));
            } catch (UnreadableEvent e) {
                return Optional.<ProducerRecord<String, byte[]>>empty();
            }
        }).toList().stream().takeWhile(Optional::isPresent).map(Optional::get).toList();
    }

    /** Every acknowledgement is awaited: a checkpoint that runs ahead of them would lose events. */
    private static void join(List<Future<?>> sent) throws InterruptedException, ExecutionException {
        for (var acknowledgement : sent) {
            acknowledgement.get();
        }
    }

    /** Overridden only by tests that die at this point. */
    void store(StoredEvent last) throws SQLException {
        log.moveTo(last);
    }

    private ProducerRecord<String, byte[]> milestone(StoredEvent event) {
        byte[] document = announcements.document(event).toString().getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(announcements.milestonesTopic(), event.streamId, document);
        record.headers().add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    private ProducerRecord<String, byte[]> watermark(Instant completeThrough) {
        String json = """
                {"source":"%s","sequence":"%s","completeThrough":"%s"}"""
                .formatted(announcements.source(), log.sequence(), Instants.text(completeThrough));
        return new ProducerRecord<>(announcements.watermarksTopic(), announcements.source(), json.getBytes(StandardCharsets.UTF_8));
    }
}
