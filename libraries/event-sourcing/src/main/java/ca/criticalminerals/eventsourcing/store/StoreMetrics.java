package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerCommand.CorrectMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RetractMilestone;
import ca.criticalminerals.eventsourcing.NotPermitted;
import ca.criticalminerals.eventsourcing.Rejection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What operators measure of recording and publishing. A measurement is an addition in memory; what must be asked is asked when somebody looks. */
@ApplicationScoped
class StoreMetrics {
    private static final Duration[] BUCKETS = List.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000).stream()
            .map(Duration::ofMillis).toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Timer append;
    private final Timer publish;
    private final Map<Kind, Map<Outcome, Counter>> commands = new EnumMap<>(Kind.class);

    private enum Kind { RECORD, CORRECT, RETRACT }

    /** What became of a command. */
    enum Outcome { RECORDED, REPEATED, REJECTED, STALE, KEY_REUSED, FAILED }

    StoreMetrics(MeterRegistry registry) {
        this.registry = registry;
        append = timer("tracker.append", "Time until the events of a command were stored, waiting for others included");
        publish = timer("tracker.publish", "Time from the recording of an event until Kafka acknowledged it");
        for (Kind kind : Kind.values()) {
            var counters = new EnumMap<Outcome, Counter>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                counters.put(outcome, Counter.builder("tracker.commands").description("Commands by what became of them; a sheet counts each of its milestones")
                        .tag("command", word(kind)).tag("outcome", word(outcome)).register(registry));
            }
            commands.put(kind, counters);
        }
    }

    void commands(List<? extends LedgerCommand<?>> of, Outcome outcome) {
        Kind kind = switch (of.getFirst()) {
            case RecordMilestone<?> _ -> Kind.RECORD;
            case CorrectMilestone<?> _ -> Kind.CORRECT;
            case RetractMilestone<?> _ -> Kind.RETRACT;
        };
        commands.get(kind).get(outcome).increment(of.size());
    }

    /** What a refusal or a failure counts as. */
    static Outcome outcome(RuntimeException e) {
        return e instanceof Rejection || e instanceof NotPermitted ? Outcome.REJECTED : e instanceof StaleVersion ? Outcome.STALE
                : e instanceof KeyReused ? Outcome.KEY_REUSED : Outcome.FAILED;
    }

    void appended(long nanos) {
        append.record(nanos, TimeUnit.NANOSECONDS);
    }

    void published(List<StoredEvent> events) {
        Instant now = Instant.now();
        events.forEach(event -> publish.record(Duration.between(event.recordedAt, now)));
    }

    /** Shows what the relay does and how much waits for it. */
    void watch(Relay relay, Backlog backlog) {
        for (RelayStatus state : List.of(RelayStatus.STARTING, RelayStatus.PUBLISHING, RelayStatus.STANDING_BY, RelayStatus.AHEAD, RelayStatus.STOPPED)) {
            Gauge.builder("tracker.relay.state", () -> relay.status().state().equals(state.state()) ? 1 : 0)
                    .description("1 for what the relay of this instance is doing, 0 for the rest").tag("state", state.state().replace(' ', '_')).register(registry);
        }
        gauge("tracker.relay.backlog.events", "Events that are stored and not yet acknowledged by Kafka, up to 100000", () -> backlog.now().events());
        gauge("tracker.relay.backlog.seconds", "How long the oldest event that Kafka has not acknowledged has been waiting", () -> backlog.now().seconds());
        gauge("tracker.relay.checkpoint.position", "Position of the last event that Kafka has acknowledged", () -> backlog.now().position());
        gauge("tracker.relay.watermark.timestamp.seconds", "Instant up to which this service has announced that its milestones are complete",
                () -> backlog.now().watermark());
    }

    private void gauge(String name, String help, Supplier<Number> value) {
        Gauge.builder(name, value).description(help).register(registry);
    }

    private Timer timer(String name, String help) {
        return Timer.builder(name).description(help).serviceLevelObjectives(BUCKETS).register(registry);
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
