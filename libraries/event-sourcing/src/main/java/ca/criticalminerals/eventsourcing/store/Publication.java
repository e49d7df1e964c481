package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.eventsourcing.signing.SigningKey;
import ca.criticalminerals.eventsourcing.signing.Statement;
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
 * remembers how far it has come. What it sends is signed: the last record of a round carries a statement about all of them.
 */
public class Publication {
    private static final int MANY = 64;

    private final Announcements announcements;
    private final SigningKey key;
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

        /** What {@link #completeThrough} answered last, also before a restart; {@link Instant#MIN} if it never did. */
        Instant promised() throws SQLException;
    }

    /** Where it goes; the future is done when it is there for good. */
    public interface Bus {
        Future<?> send(ProducerRecord<String, byte[]> record);
    }

    public Publication(Announcements announcements, SigningKey key, Log log, Bus bus, int limit) {
        this.announcements = announcements;
        this.key = key;
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
        for (var announced : signed(announced(events))) {
            sent.add(bus.send(announced.record));
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

    /** A record that is to be sent. */
    private record Announced(StoredEvent event, ProducerRecord<String, byte[]> record, RecordDigest digest) {}

    /** What is to be sent for the events, up to the first that cannot be read; of many events on all processors. */
    private List<Announced> announced(List<StoredEvent> events) {
        return (events.size() < MANY ? events.stream() : events.parallelStream()).map(event -> {
            try {
                var record = milestone(event);
                return Optional.of(new Announced(event, record, digest(record)));
            } catch (UnreadableEvent e) {
                return Optional.<Announced>empty();
            }
        }).toList().stream().takeWhile(Optional::isPresent).map(Optional::get).toList();
    }

    /** The same, with a statement at the last one, and before wherever a statement would become too large. */
    private List<Announced> signed(List<Announced> all) throws SQLException {
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < all.size(); i++) {
            bytes += all.get(i).record.value().length;
            if (i == all.size() - 1 || i - from + 1 == Statement.MOST_RECORDS || bytes + all.get(i + 1).record.value().length > Statement.MOST_BYTES) {
                var together = all.subList(from, i + 1);
                sign(together.getLast().record, new Statement(floor(together), together.stream().map(Announced::digest).toList()));
                from = i + 1;
                bytes = 0;
            }
        }
        return all;
    }

    private void sign(ProducerRecord<String, byte[]> record, Statement statement) {
        record.headers().add(Statement.HEADER, statement.signed(record.topic(), key));
    }

    /** What is announced again was recorded before it was promised that nothing is missing: of that nothing is said. */
    private Instant floor(List<Announced> together) throws SQLException {
        Instant promised = log.promised();
        return together.stream().anyMatch(announced -> !announced.event.recordedAt.isAfter(promised)) ? Instant.MIN : promised;
    }

    private static RecordDigest digest(ProducerRecord<String, byte[]> record) {
        return RecordDigest.of(record.topic(), record.key().getBytes(StandardCharsets.UTF_8), record.value());
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
        var record = new ProducerRecord<>(announcements.watermarksTopic(), announcements.source(), json.getBytes(StandardCharsets.UTF_8));
        sign(record, new Statement(Instant.MIN, List.of(digest(record))));
        return record;
    }
}
