package ca.criticalminerals.local.simulation;

import ca.criticalminerals.eventsourcing.store.Publication;
import ca.criticalminerals.eventsourcing.store.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The event table as PostgreSQL keeps it: transactions take their id at their first write, positions are handed out at once,
 * and commits come in any order. As a {@link Publication.Log} it is what the relay's session sees of it.
 */
final class ModelLog implements Publication.Log {
    private static final Comparator<StoredEvent> PUBLICATION = Comparator
            .comparingLong((StoredEvent event) -> Long.parseLong(event.transactionId)).thenComparingLong(event -> event.position);

    private static final Duration MOMENT = Duration.ofNanos(1_000);

    private final Mistake mistake;
    private final Runnable interlude;
    private final List<Transaction> open = new ArrayList<>();
    private final List<StoredEvent> committed = new ArrayList<>();
    private long nextTransaction = 1;
    private long nextPosition = 1;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Instant completeThrough = Instant.parse("2020-01-01T00:00:00Z");
    private long checkpointTransaction;
    private long checkpointPosition;

    /** {@code interlude} is what others do whenever the relay talks to the database. */
    ModelLog(Mistake mistake, Runnable interlude) {
        this.mistake = mistake;
        this.interlude = interlude;
    }

    /** What a writer does between begin and commit; it has no id before it writes. */
    static final class Transaction {
        private final Instant began;
        private final List<StoredEvent> rows = new ArrayList<>();
        private long id;

        private Transaction(Instant began) {
            this.began = began;
        }
    }

    void pass(long microseconds) {
        now = now.plusNanos(microseconds * 1_000);
    }

    Transaction begin() {
        var transaction = new Transaction(now);
        open.add(transaction);
        return transaction;
    }

    /** Takes the id of a transaction, as its first write does. */
    void write(Transaction transaction) {
        if (transaction.id == 0) {
            transaction.id = nextTransaction++;
        }
    }

    /** Whether the unique indexes let the writer wait: another open transaction has the version or the key. */
    boolean mustWait(Transaction mine, StoredEvent event) {
        return open.stream().filter(other -> other != mine).flatMap(other -> other.rows.stream()).anyMatch(row -> collides(row, event));
    }

    /** Inserts, unless the version or the key is taken; whether it did. */
    boolean insert(Transaction transaction, StoredEvent event, Instant previous) {
        if (committed.stream().anyMatch(row -> collides(row, event))) {
            return false;
        }
        write(transaction);
        event.transactionId = Long.toString(transaction.id);
        event.position = nextPosition++;
        event.recordedAt = max(max(transaction.began, previous), completeThrough.plus(MOMENT));
        transaction.rows.add(event);
        return true;
    }

    void commit(Transaction transaction) {
        committed.addAll(transaction.rows);
        open.remove(transaction);
    }

    void abort(Transaction transaction) {
        open.remove(transaction);
    }

    /** The committed events of a stream in order of version. */
    List<StoredEvent> stream(String id) {
        return committed.stream().filter(event -> event.streamId.equals(id)).sorted(Comparator.comparingInt(event -> event.version)).toList();
    }

    Optional<StoredEvent> recordedUnder(String key) {
        return committed.stream().filter(event -> key.equals(event.idempotencyKey)).findFirst();
    }

    List<StoredEvent> committed() {
        return committed;
    }

    boolean isQuiet() {
        return open.isEmpty();
    }

    @Override
    public List<StoredEvent> next(int limit) {
        interlude.run();
        if (mistake == Mistake.HIGHEST_POSITION) {
            return committed.stream().filter(event -> event.position > checkpointPosition)
                    .sorted(Comparator.comparingLong(event -> event.position)).limit(limit).toList();
        }
        long oldest = open.stream().mapToLong(transaction -> transaction.id).filter(id -> id > 0).min().orElse(nextTransaction);
        return committed.stream().filter(event -> isAfterCheckpoint(event) && Long.parseLong(event.transactionId) < oldest)
                .sorted(PUBLICATION).limit(limit).toList();
    }

    @Override
    public void moveTo(StoredEvent last) {
        interlude.run();
        checkpointTransaction = Long.parseLong(last.transactionId);
        checkpointPosition = last.position;
    }

    @Override
    public String sequence() {
        return checkpointPosition == 0 ? "" : String.format(Locale.ROOT, "%020d-%019d", checkpointTransaction, checkpointPosition);
    }

    @Override
    public Instant oldestOpenTransaction() {
        interlude.run();
        return open.stream().map(transaction -> transaction.began).min(Comparator.naturalOrder()).filter(began -> began.isBefore(now)).orElse(now).minus(MOMENT);
    }

    @Override
    public Instant completeThrough(Instant floor) {
        interlude.run();
        Instant unpublished = committed.stream().filter(this::isAfterCheckpoint).map(event -> event.recordedAt)
                .min(Comparator.naturalOrder()).map(recorded -> recorded.minus(MOMENT)).orElse(floor);
        completeThrough = max(completeThrough, floor.isBefore(unpublished) ? floor : unpublished);
        return completeThrough;
    }

    @Override
    public Instant promised() {
        return completeThrough;
    }

    private boolean isAfterCheckpoint(StoredEvent event) {
        long transaction = Long.parseLong(event.transactionId);
        return transaction > checkpointTransaction || transaction == checkpointTransaction && event.position > checkpointPosition;
    }

    private static boolean collides(StoredEvent one, StoredEvent other) {
        return one.streamId.equals(other.streamId) && one.version == other.version || one.idempotencyKey.equals(other.idempotencyKey);
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
