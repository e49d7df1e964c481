package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Rejection;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where milestones are recorded and read back. The transaction starts here, and the stream is read before anything is written. */
@ApplicationScoped
public class EventStore {
    /** Enough for 32 writers of one stream that do not care about its version; each round lets at least one of them through. */
    private static final int ATTEMPTS = 64;

    private final EntityManager database;
    private final MilestoneJson json;
    private final Event<Appended> appended;

    EventStore(EntityManager database, MilestoneJson json, Event<Appended> appended) {
        this.database = database;
        this.json = json;
        this.appended = appended;
    }

    /** Says, after the commit, that there is something to publish. */
    public record Appended() {}

    /** A stream as it stands: its ledger, with the version that a writer must expect. */
    public record Stream<S, M extends Milestone>(Ledger<S, M> ledger, List<StoredEvent> events) {}

    /** The stream of an initiative of this kind; empty if there is none. */
    public <S, M extends Milestone> Optional<Stream<S, M>> read(Aggregate<S, M> aggregate, String streamId) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            var events = StoredEvent.ofStream(streamId);
            return events.isEmpty() || !events.getFirst().type.equals(aggregate.registration()) ? Optional.empty()
                    : Optional.of(new Stream<>(fold(aggregate, events), events));
        });
    }

    /** The ids of the initiatives of this kind, in alphabetical order. */
    public List<String> streamIds(Aggregate<?, ?> aggregate) {
        return QuarkusTransaction.joiningExisting().call(() -> StoredEvent
                .<StoredEvent>list("version = 1 and type = ?1 order by streamId", aggregate.registration())
                .stream().map(event -> event.streamId).toList());
    }

    /** What would be recorded; nothing is. */
    public <S, M extends Milestone> List<LedgerEvent<M>> preview(Aggregate<S, M> aggregate, String streamId,
            LedgerCommand<M> command, WriteRequest request) {
        return QuarkusTransaction.requiringNew().call(() ->
                decide(aggregate, StoredEvent.ofStream(streamId), command, request));
    }

    /**
     * Records what follows from the command, or what the same request recorded before.
     *
     * @return the stored events, in order
     * @throws StaleVersion if the stream is not at the expected version
     * @throws KeyReused    if the idempotency key belongs to another request
     * @throws Rejection    if a rule forbids it
     */
    public <S, M extends Milestone> List<StoredEvent> record(Aggregate<S, M> aggregate, String streamId,
            LedgerCommand<M> command, WriteRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                var stored = QuarkusTransaction.requiringNew().call(() -> attempt(aggregate, streamId, command, request));
                appended.fire(new Appended());
                return stored;
            } catch (Overtaken e) {
                if (attempt == ATTEMPTS) {
                    int current = read(aggregate, streamId).map(stream -> stream.events().size()).orElse(0);
                    throw new StaleVersion(current, request.expectedVersion().orElse(current));
                }
            }
        }
    }

    private <S, M extends Milestone> List<StoredEvent> attempt(Aggregate<S, M> aggregate, String streamId,
            LedgerCommand<M> command, WriteRequest request) {
        var history = StoredEvent.ofStream(streamId);
        var first = request.idempotencyKey().flatMap(key -> StoredEvent.recordedUnder(request.recordedBy(), key));
        if (first.isPresent()) {
            return firstAnswer(first.get(), request);
        }
        var events = decide(aggregate, history, command, request);
        var previous = history.isEmpty() ? Instant.EPOCH : history.getLast().recordedAt;
        var key = request.idempotencyKey();
        var stored = new ArrayList<StoredEvent>();
        for (var event : events) {
            var next = insert(streamId, history.size() + stored.size() + 1, event, previous, key, request);
            key = Optional.empty();
            stored.add(next);
        }
        return stored;
    }

    private static List<StoredEvent> firstAnswer(StoredEvent first, WriteRequest request) {
        if (!request.fingerprint().equals(first.fingerprint)) {
            throw new KeyReused();
        }
        return StoredEvent.ofStream(first.streamId).stream()
                .filter(event -> event.transactionId.equals(first.transactionId)).toList();
    }

    private <S, M extends Milestone> List<LedgerEvent<M>> decide(Aggregate<S, M> aggregate, List<StoredEvent> history,
            LedgerCommand<M> command, WriteRequest request) {
        if (!history.isEmpty() && !history.getFirst().type.equals(aggregate.registration())) {
            throw new Rejection("other-kind-of-initiative",
                    "The id " + history.getFirst().streamId + " belongs to another kind of initiative.",
                    "L’identifiant " + history.getFirst().streamId + " appartient à un autre type d’initiative.");
        }
        request.expectedVersion().ifPresent(expected -> {
            if (expected != history.size()) {
                throw new StaleVersion(history.size(), expected);
            }
        });
        return aggregate.decider().decide().apply(command, fold(aggregate, history));
    }

    @SuppressWarnings("unchecked") // a stream that starts with the registration of an aggregate holds only its milestones
    private <S, M extends Milestone> Ledger<S, M> fold(Aggregate<S, M> aggregate, List<StoredEvent> events) {
        return aggregate.decider().fold(() -> events.stream().map(event -> (LedgerEvent<M>) json.read(event)).iterator());
    }

    private StoredEvent insert(String streamId, int version, LedgerEvent<?> event, Instant previous, Optional<String> key,
            WriteRequest request) {
        var stored = new StoredEvent();
        stored.streamId = streamId;
        stored.version = version;
        stored.eventId = UUID.randomUUID();
        stored.type = json.kind(event);
        stored.data = json.json(event).toString();
        stored.occurredOn = event.occurredOn().value();
        stored.recordedBy = request.recordedBy();
        stored.trace = request.trace().orElse(null);
        stored.idempotencyKey = key.orElse(null);
        stored.fingerprint = key.map(_ -> request.fingerprint()).orElse(null);
        // The record time never falls behind the stream or the published watermark, even if the clock steps back.
        var rows = database.createNativeQuery("""
                insert into event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by, trace,
                    idempotency_key, fingerprint)
                select :stream, :version, :id, :type, cast(:data as jsonb), :occurredOn,
                    greatest(now(), :previous, complete_through), :recordedBy, cast(:trace as text), cast(:key as text),
                    cast(:fingerprint as text)
                from relay_checkpoint
                on conflict do nothing
                returning recorded_at, cast(transaction_id as text), position""", Object[].class)
                .setParameter("stream", streamId).setParameter("version", version).setParameter("id", stored.eventId)
                .setParameter("type", stored.type).setParameter("data", stored.data)
                .setParameter("occurredOn", stored.occurredOn).setParameter("previous", previous)
                .setParameter("recordedBy", stored.recordedBy).setParameter("trace", stored.trace)
                .setParameter("key", stored.idempotencyKey).setParameter("fingerprint", stored.fingerprint)
                .getResultList();
        if (rows.isEmpty()) {
            throw new Overtaken();
        }
        var row = (Object[]) rows.getFirst();
        stored.recordedAt = (Instant) row[0];
        stored.transactionId = (String) row[1];
        stored.position = ((Number) row[2]).longValue();
        return stored;
    }

    /**
     * Another writer took the version or the idempotency key between our reading and our writing: the transaction is undone,
     * and we look again and answer from what is there now.
     */
    private static final class Overtaken extends RuntimeException {
        Overtaken() {
            super("overtaken by another writer", null, false, false);
        }
    }
}
