package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.NotPermitted;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.eventsourcing.store.StoreMetrics.Outcome;
import ca.criticalminerals.eventsourcing.store.Streams.Known;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where milestones are recorded and read back.
 *
 * <p>The state of a stream is remembered, so a command costs one insert and no read. What is remembered may be behind, when
 * another instance of the service wrote: then the insert finds the version taken, nothing is recorded, and the stream is
 * read again. Nobody is told no on the ground of a memory.
 */
@ApplicationScoped
public class EventStore {
    /** Enough for many instances that write one stream at once; each round lets at least one of them through. */
    private static final int ATTEMPTS = 64;
    /** More broken rules than that are not looked for in one batch. */
    private static final int MOST_REJECTIONS = 100;

    private final MilestoneJson json;
    private final Appender appender;
    private final StoreMetrics metrics;
    private final RelayLifecycle relay;
    private final Streams streams = new Streams();
    /** Whether a name has keys of its own; of somebody with a subject that changes only if the provider stops naming subjects. */
    private final Cache<String, Boolean> keysByName = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(10)).build();

    EventStore(MilestoneJson json, Appender appender, StoreMetrics metrics, RelayLifecycle relay) {
        this.json = json;
        this.appender = appender;
        this.metrics = metrics;
        this.relay = relay;
    }

    /** A stream as it stands: its ledger, and its events in order. */
    public record Stream<S, M extends Milestone>(Ledger<S, M> ledger, List<StoredEvent> events) {}

    /** The stream of an initiative of this kind; empty if there is none. */
    public <S, M extends Milestone> Optional<Stream<S, M>> read(Aggregate<S, M> aggregate, String streamId) {
        var events = StoredEvent.inTransaction(() -> StoredEvent.ofStream(streamId));
        return events.isEmpty() || !events.getFirst().type.equals(aggregate.registration()) ? Optional.empty()
                : Optional.of(new Stream<>(fold(aggregate, events), events));
    }

    /** The ids of the initiatives of this kind, in alphabetical order. */
    public List<String> streamIds(Aggregate<?, ?> aggregate) {
        return StoredEvent.inTransaction(() -> StoredEvent.startingWith(aggregate.registration()));
    }

    /** The version of an initiative of this kind; 0 if there is none. */
    public int version(Aggregate<?, ?> aggregate, String streamId) {
        return StoredEvent.inTransaction(() -> StoredEvent.versionOf(streamId, aggregate.registration()));
    }

    /** What the events of a stream add up to; only a stream that is not remembered as it stands is read. Empty if there is none of this kind. */
    public <S, M extends Milestone> Optional<Ledger<S, M>> ledger(Aggregate<S, M> aggregate, String streamId) {
        int version = version(aggregate, streamId);
        if (version == 0) {
            return Optional.empty();
        }
        var known = streams.known(streamId, aggregate).filter(remembered -> remembered.version() == version).orElseGet(() -> {
            var read = load(aggregate, streamId);
            streams.offer(streamId, aggregate, read);
            return read;
        });
        return Optional.of(known.ledger());
    }

    /** The events of a stream from one version to another one, both included; no others are read. */
    public List<StoredEvent> events(String streamId, int from, int to) {
        return StoredEvent.inTransaction(() -> StoredEvent.ofStream(streamId, from, to));
    }

    /** The later events of a stream that correct, retract or redact one of these versions. */
    public List<StoredEvent> changing(String streamId, int from, int to) {
        return StoredEvent.inTransaction(() -> StoredEvent.changing(streamId, from, to));
    }

    /**
     * What a dry run found.
     *
     * @param events   what would be recorded, or what the same request recorded before
     * @param isRepeat whether the same request recorded it before, and would record nothing now
     */
    public record Preview(List<Recorded> events, boolean isRepeat) {}

    /**
     * Does what {@link #record} does, up to the insert: refuses what it would refuse, on the ground of what is in the store now, and records
     * nothing. What would be recorded has no id, no record time and no place yet.
     */
    public <S, M extends Milestone> Preview preview(Aggregate<S, M> aggregate, String streamId, List<LedgerCommand<M>> commands, WriteRequest request) {
        if (relay.isAhead()) {
            throw new StoreIsBehind();
        }
        return streams.alone(streamId, stream -> recordedBefore(request, commands.size()).map(events -> new Preview(events, true)).orElseGet(() -> {
            var known = load(aggregate, streamId);
            return new Preview(events(decide(aggregate, streamId, known, commands, request), streamId, known.version(), request), false);
        }));
    }

    /**
     * Records what follows from the commands, one after the other and all or none, or finds what the same request recorded
     * before.
     *
     * @throws StaleVersion if the stream is not at the expected version
     * @throws KeyReused    if the idempotency key belongs to another request
     * @throws Rejection    if a rule forbids one of them
     * @throws NotPermitted if one of them is not for this writer
     * @throws StoreIsBehind if the store has lost events that were published
     */
    public <S, M extends Milestone> List<Recorded> record(Aggregate<S, M> aggregate, String streamId,
            List<LedgerCommand<M>> commands, WriteRequest request) {
        try {
            if (relay.isAhead()) {
                throw new StoreIsBehind();
            }
            return alone(aggregate, streamId, commands, request);
        } catch (RuntimeException e) {
            metrics.commands(commands, StoreMetrics.outcome(e));
            throw e;
        }
    }

    private <S, M extends Milestone> List<Recorded> alone(Aggregate<S, M> aggregate, String streamId,
            List<LedgerCommand<M>> commands, WriteRequest request) {
        // One writer of a stream at a time in this instance: of two at once, one would only be refused by the database.
        return streams.alone(streamId, stream -> {
            var remembered = stream.known(aggregate);
            if (remembered.isPresent() && !mayHaveKeyByName(request)) {
                try {
                    var recorded = attempt(aggregate, stream, remembered.get(), commands, request);
                    if (recorded.isPresent()) {
                        return recorded.get();
                    }
                } catch (Rejection | StaleVersion | NotPermitted perhapsOutdated) {
                    // What is in the store decides, below.
                }
            }
            return afterReading(aggregate, stream, commands, request);
        });
    }

    /**
     * Whether the person may have used the key before subjects were kept. The index of the store does not know that it is the same
     * person, so what they recorded under it must be looked for first.
     */
    private boolean mayHaveKeyByName(WriteRequest request) {
        return request.idempotencyKey().isPresent() && request.recorder().sub().isPresent()
                && keysByName.get(request.recorder().name(), name -> StoredEvent.inTransaction(() -> StoredEvent.hasKeysByName(name)));
    }

    private <S, M extends Milestone> List<Recorded> afterReading(Aggregate<S, M> aggregate, Streams.Stream stream,
            List<LedgerCommand<M>> commands, WriteRequest request) {
        for (int attempt = 1; ; attempt++) {
            var known = load(aggregate, stream.id());
            stream.remember(aggregate, known);
            var first = recordedBefore(request, commands.size());
            if (first.isPresent()) {
                metrics.commands(commands, Outcome.REPEATED);
                return first.get();
            }
            var recorded = attempt(aggregate, stream, known, commands, request);
            if (recorded.isPresent()) {
                return recorded.get();
            }
            if (attempt == ATTEMPTS) {
                throw new StaleVersion(known.version(), request.expectedVersion().orElse(known.version()));
            }
        }
    }

    /**
     * What the same request recorded before, as so many events; for who must know before it can be said what to record.
     *
     * @throws KeyReused if the idempotency key belongs to another request
     */
    public Optional<List<Recorded>> recordedBefore(WriteRequest request, int events) {
        return request.idempotencyKey().flatMap(key -> StoredEvent.inTransaction(() -> StoredEvent.recordedUnder(request.recorder(), key)))
                .map(first -> firstAnswer(first, events, request));
    }

    /** The key stands with the first event of its request; the others follow it without a gap. */
    private List<Recorded> firstAnswer(StoredEvent first, int events, WriteRequest request) {
        if (!request.fingerprint().isOf(Objects.requireNonNull(first.fingerprint, "an event with a key has a fingerprint"))) {
            throw new KeyReused();
        }
        var all = events == 1 ? List.of(first)
                : StoredEvent.inTransaction(() -> StoredEvent.ofStream(first.streamId, first.version, first.version + events - 1));
        return all.stream().map(stored -> new Recorded(stored, json.read(stored))).toList();
    }

    /** Decides and records; empty, with nothing recorded, if the version or the key is taken in the store. */
    private <S, M extends Milestone> Optional<List<Recorded>> attempt(Aggregate<S, M> aggregate, Streams.Stream stream,
            Known<S, M> known, List<LedgerCommand<M>> commands, WriteRequest request) {
        var decided = decide(aggregate, stream.id(), known, commands, request);
        var recorded = events(decided, stream.id(), known.version(), request);
        var next = recorded.stream().map(Recorded::stored).toList();
        stream.forget(); // until it is known how this ends
        if (!appender.append(next)) {
            return Optional.empty();
        }
        metrics.commands(commands, Outcome.RECORDED);
        stream.remember(aggregate, new Known<>(known.version() == 0 ? next.getFirst().type : known.registration(),
                next.getLast().version, decided.ledger()));
        return Optional.of(recorded);
    }

    /** The events as they are handed to the database; the key and the fingerprint stand with the first. */
    private List<Recorded> events(Decided<?, ?> decided, String streamId, int version, WriteRequest request) {
        var events = new ArrayList<Recorded>(decided.events().size());
        for (var event : decided.events()) {
            events.add(new Recorded(stored(event, streamId, version + events.size() + 1, request), event));
        }
        var first = events.getFirst().stored();
        first.idempotencyKey = request.idempotencyKey().orElse(null);
        first.fingerprint = request.idempotencyKey().map(_ -> request.fingerprint().value()).orElse(null);
        return events;
    }

    private StoredEvent stored(LedgerEvent<?> event, String streamId, int version, WriteRequest request) {
        var stored = StoredEvent.of(json, event, streamId, version, request.recorder());
        stored.trace = request.trace().orElse(null);
        return stored;
    }

    /** Forgets what is remembered of a stream: its texts may be others now. */
    void forget(String streamId) {
        streams.alone(streamId, stream -> {
            stream.forget();
            return stream;
        });
    }

    /** What follows from commands, and the ledger after it. */
    private record Decided<S, M extends Milestone>(List<LedgerEvent<M>> events, Ledger<S, M> ledger) {}

    private <S, M extends Milestone> Decided<S, M> decide(Aggregate<S, M> aggregate, String streamId, Known<S, M> known,
            List<LedgerCommand<M>> commands, WriteRequest request) {
        if (known.version() > 0 && !known.registration().equals(aggregate.registration())) {
            throw new Rejection("other-kind-of-initiative", "The id " + streamId + " belongs to another kind of initiative.",
                    "L’identifiant " + streamId + " appartient à un autre type d’initiative.");
        }
        request.expectedVersion().ifPresent(expected -> {
            if (expected != known.version()) {
                throw new StaleVersion(known.version(), expected);
            }
        });
        return decide(aggregate, known.ledger(), commands);
    }

    /** One command after the other, each on the state that those before it leave; all that are refused by a rule of their own are named. */
    private static <S, M extends Milestone> Decided<S, M> decide(Aggregate<S, M> aggregate, Ledger<S, M> before, List<LedgerCommand<M>> commands) {
        var events = new ArrayList<LedgerEvent<M>>(commands.size());
        var rejections = new ArrayList<Rejection>();
        var ledger = before;
        // As if everything before had been accepted: another one than the ledger as soon as something was not.
        var supposed = ledger;
        for (int place = 0; place < commands.size() && rejections.size() < MOST_REJECTIONS; place++) {
            var command = commands.get(place);
            try {
                var event = aggregate.decider().decide().apply(command, ledger);
                events.add(event);
                supposed = rejections.isEmpty() ? supposed : supposing(aggregate, supposed, event);
                ledger = aggregate.decider().evolve().apply(ledger, event);
            } catch (Rejection e) {
                if (commands.size() == 1) {
                    throw e;
                }
                // What is possible as soon as the mistakes before it are mended is none of its own.
                supposed = rejections.isEmpty() ? ledger : supposed;
                if (rejections.isEmpty() || isRejected(aggregate, command, supposed)) {
                    rejections.add(e.at(place));
                }
                if (command instanceof RecordMilestone<M>(var milestone, _)) {
                    supposed = supposing(aggregate, supposed, new MilestoneRecorded<>(milestone));
                }
            }
        }
        if (!rejections.isEmpty()) {
            throw Rejection.together(rejections);
        }
        return new Decided<>(events, ledger);
    }

    private static <S, M extends Milestone> boolean isRejected(Aggregate<S, M> aggregate, LedgerCommand<M> command, Ledger<S, M> ledger) {
        try {
            aggregate.decider().decide().apply(command, ledger);
            return false;
        } catch (RuntimeException e) {
            return true; // also where the rules do not know what was supposed
        }
    }

    /** The ledger as if an event had happened that a rule forbids; unchanged where that adds up to nothing, like anything before a registration. */
    private static <S, M extends Milestone> Ledger<S, M> supposing(Aggregate<S, M> aggregate, Ledger<S, M> ledger, LedgerEvent<M> event) {
        try {
            return aggregate.decider().evolve().apply(ledger, event);
        } catch (RuntimeException impossible) {
            return ledger;
        }
    }

    private <S, M extends Milestone> Known<S, M> load(Aggregate<S, M> aggregate, String streamId) {
        var events = StoredEvent.inTransaction(() -> StoredEvent.ofStream(streamId));
        String registration = events.isEmpty() ? "" : events.getFirst().type;
        // A stream of another kind is not folded: that it is one is all that its writer is told.
        return new Known<>(registration, events.size(), fold(aggregate, registration.equals(aggregate.registration()) ? events : List.of()));
    }

    @SuppressWarnings("unchecked") // a stream that starts with the registration of an aggregate holds only its milestones
    private <S, M extends Milestone> Ledger<S, M> fold(Aggregate<S, M> aggregate, List<StoredEvent> events) {
        return aggregate.decider().fold(() -> events.stream().map(event -> (LedgerEvent<M>) json.read(event)).iterator());
    }
}
