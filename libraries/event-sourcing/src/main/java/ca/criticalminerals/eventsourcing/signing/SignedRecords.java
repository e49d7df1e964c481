package ca.criticalminerals.eventsourcing.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition of a topic, told apart as they are read in order: those that the service of the topic has signed, and all
 * others. A record waits until the next statement of the service, which lists it or does not.
 *
 * <p>What waits is bounded. A record that cannot wait any longer is taken for unsigned; a statement can still list it later.
 */
public final class SignedRecords {
    /** More than what a relay sends before it signs, several times over. */
    private static final int MOST_WAITING = 4 * Statement.MOST_RECORDS;
    private static final long MOST_BYTES = 4L * Statement.MOST_BYTES;

    private final String topic;
    private final String service;
    private final TrustedKeys keys;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;

    /** The records of a topic, whose name begins with that of its service. */
    public SignedRecords(String topic, TrustedKeys keys) {
        this.topic = topic;
        this.service = topic.substring(0, Math.max(0, topic.lastIndexOf('.')));
        this.keys = keys;
    }

    /**
     * A record that waits no longer.
     *
     * @param statement in which the service of the topic lists it; empty if it is in none
     * @param carried   the statement that it carries; it can list records that were told as unsigned before
     */
    public record Told(ConsumerRecord<byte[], byte[]> record, RecordDigest digest, Optional<Statement> statement, Optional<Statement> carried) {
        /** Whether it is signed by the service of its topic. */
        public boolean isSigned() {
            return statement.isPresent();
        }
    }

    private record Waiting(ConsumerRecord<byte[], byte[]> record, RecordDigest digest, Instant since) {
        Told told(Optional<Statement> statement, Optional<Statement> carried) {
            return new Told(record, digest, statement, carried);
        }

        long size() {
            return (record.key() == null ? 0 : record.key().length) + (record.value() == null ? 0 : record.value().length);
        }
    }

    /** Takes the next record in; those that wait no longer, in their order. */
    public List<Told> next(ConsumerRecord<byte[], byte[]> record, RecordDigest digest, Instant now) {
        var told = new ArrayList<Told>();
        var next = new Waiting(record, digest, now);
        waiting.add(next);
        bytes += next.size();
        var statement = Statement.verified(header(record), digest, topic, service, keys);
        if (statement.isPresent()) {
            Set<RecordDigest> listed = new HashSet<>(statement.get().digests());
            while (!waiting.isEmpty()) {
                var one = take();
                told.add(one.told(listed.contains(one.digest) ? statement : Optional.empty(), waiting.isEmpty() ? statement : Optional.empty()));
            }
        }
        while (waiting.size() > MOST_WAITING || bytes > MOST_BYTES && waiting.size() > 1) {
            told.add(take().told(Optional.empty(), Optional.empty()));
        }
        return told;
    }

    /** Those that have waited for so long, in their order, as unsigned. */
    public List<Told> giveUp(Duration patience, Instant now) {
        var told = new ArrayList<Told>();
        while (!waiting.isEmpty() && !waiting.peek().since.plus(patience).isAfter(now)) {
            told.add(take().told(Optional.empty(), Optional.empty()));
        }
        return told;
    }

    /** How many records wait. */
    public int waiting() {
        return waiting.size();
    }

    private Waiting take() {
        var first = waiting.remove();
        bytes -= first.size();
        return first;
    }

    private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(Statement.HEADER);
        return header == null ? null : header.value();
    }
}
