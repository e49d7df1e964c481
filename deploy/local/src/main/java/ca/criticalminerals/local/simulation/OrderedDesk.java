package ca.criticalminerals.local.simulation;

import ca.criticalminerals.eventsourcing.Decider;
import ca.criticalminerals.eventsourcing.EffectiveOrder;
import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerCommand.CorrectMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RetractMilestone;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.Recorded;
import ca.criticalminerals.eventsourcing.store.StoredEvent;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.projection.Announced;
import ca.criticalminerals.progress.projection.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** An initiative that is recorded step by step, by the code of its service, and read, by the code of the readers. */
final class OrderedDesk<S> {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-30");
    private static final Instant RECORDED_AT = Instant.parse("2026-06-30T12:00:00Z");
    private static final Text REASON = Text.of("Misread", "Mal lu");

    private final InitiativeKind<S> kind;
    private final OrderMistake mistake;
    private final Consumer<String> trace;
    private final Decider<LedgerCommand<Milestone>, Ledger<Initiative<S>, Milestone>, LedgerEvent<Milestone>> decider;
    private final Map<Integer, Integer> versions = new HashMap<>();
    private Ledger<Initiative<S>, Milestone> ledger;
    private History history = History.of(List.of());
    private String shown = "";

    OrderedDesk(InitiativeKind<S> kind, OrderMistake mistake, Consumer<String> trace) {
        this.kind = kind;
        this.mistake = mistake;
        this.trace = trace;
        this.decider = kind.rules().decider();
        this.ledger = decider.initialState();
    }

    Initiative<S> state() {
        return ledger.state();
    }

    /** What readers see, in words. */
    String shown() {
        return shown;
    }

    /** Records what follows from the request, or says which rule forbids it. */
    Optional<Rejection> ask(OrderRequest request) {
        var command = switch (request) {
            case OrderRequest.Record(_, var milestone) -> new RecordMilestone<>(milestone, TODAY);
            case OrderRequest.Correct(int id, var replacement) -> new CorrectMilestone<>(versions.getOrDefault(id, 0), REASON, replacement, TODAY);
            case OrderRequest.Retract(int id) -> new RetractMilestone<Milestone>(versions.getOrDefault(id, 0), REASON, TODAY);
        };
        LedgerEvent<Milestone> event;
        try {
            event = decide(command);
        } catch (Rejection e) {
            trace.accept("refused by " + e.rule() + (e.milestone().isPresent() ? " (" + e.milestone().getAsInt() + ")" : "") + ": " + words(command));
            refusedRightly(command, e);
            return Optional.of(e);
        }
        trace.accept((ledger.version() + 1) + ": " + words(command));
        acceptedRightly(command);
        ledger = decider.evolve().apply(ledger, event);
        if (request instanceof OrderRequest.Record) {
            versions.put(request.id(), ledger.version());
        }
        history = history.with(List.of(read(event)));
        shown = new BothSides<>(kind, ledger.state().own(), history.asOf(TODAY)).check();
        return Optional.empty();
    }

    /** Which rule would forbid the milestone, if it were recorded next. */
    Optional<Rejection> verdict(Milestone milestone) {
        try {
            decide(new RecordMilestone<>(milestone, TODAY));
            return Optional.empty();
        } catch (Rejection e) {
            return Optional.of(e);
        }
    }

    private LedgerEvent<Milestone> decide(LedgerCommand<Milestone> command) {
        if (command instanceof RecordMilestone<Milestone>(var milestone, _)) {
            if (mistake == OrderMistake.RULES_IN_ORDER_OF_RECORDING) {
                return new MilestoneRecorded<>(kind.rules().decide().apply(milestone, kind.rules().inOrderOfRecording(ledger)));
            }
            if (mistake == OrderMistake.RULES_FOR_THE_NEW_FACT_ALONE) {
                var told = told(after(command));
                if (told.containsKey(ledger.version() + 1)) {
                    throw told.get(ledger.version() + 1);
                }
                return new MilestoneRecorded<>(milestone);
            }
        }
        return decider.decide().apply(command, ledger);
    }

    private void acceptedRightly(LedgerCommand<Milestone> command) {
        impossible(command).stream().findFirst().ifPresent(version -> {
            throw new Violation("O8: recorded, although milestone " + version + " is impossible in its place then");
        });
    }

    private void refusedRightly(LedgerCommand<Milestone> command, Rejection e) {
        if (e.rule().equals("unknown-milestone") || e.rule().equals("nothing-corrected")) {
            return;
        }
        Set<Integer> impossible = impossible(command);
        if (impossible.isEmpty()) {
            throw new Violation("O8: refused by " + e.rule() + ", although everything is possible in its place");
        }
        boolean isItself = impossible.contains(asked(command));
        if (!isItself && (e.milestone().isEmpty() || !impossible.contains(e.milestone().getAsInt()))) {
            throw new Violation("O9: refused by " + e.rule() + " without the milestone in its way, one of " + impossible);
        }
    }

    /** The milestones that would be impossible in their place and are not so already; told from the beginning, without a ledger. */
    private Set<Integer> impossible(LedgerCommand<Milestone> command) {
        var impossible = new HashSet<>(told(after(command)).keySet());
        if (!impossible.isEmpty()) {
            int asked = asked(command);
            told(standing()).keySet().stream().filter(version -> version != asked).forEach(impossible::remove);
        }
        return impossible;
    }

    private int asked(LedgerCommand<Milestone> command) {
        return switch (command) {
            case RecordMilestone<Milestone> _ -> ledger.version() + 1;
            case CorrectMilestone<Milestone> correction -> correction.version();
            case RetractMilestone<Milestone> _ -> 0;
        };
    }

    private TreeMap<Integer, Milestone> standing() {
        var standing = new TreeMap<Integer, Milestone>();
        ledger.standing().forEach(one -> standing.put(one.version(), one.milestone()));
        return standing;
    }

    private TreeMap<Integer, Milestone> after(LedgerCommand<Milestone> command) {
        var standing = standing();
        switch (command) {
            case RecordMilestone<Milestone>(var milestone, _) -> standing.put(ledger.version() + 1, milestone);
            case CorrectMilestone<Milestone> correction -> standing.replace(correction.version(), correction.replacement());
            case RetractMilestone<Milestone> retraction -> standing.remove(retraction.version());
        }
        return standing;
    }

    private Map<Integer, Rejection> told(TreeMap<Integer, Milestone> standing) {
        var days = new HashMap<Integer, LocalDate>();
        var order = new EffectiveOrder();
        standing.descendingMap().forEach((version, milestone) -> days.put(version, order.day(milestone)));
        var impossible = new TreeMap<Integer, Rejection>();
        Initiative<S> state = kind.rules().initialState();
        for (int version : standing.keySet().stream().sorted(Comparator.comparing((Integer one) -> days.get(one)).thenComparing(one -> one)).toList()) {
            try {
                kind.rules().decide().apply(standing.get(version), state);
            } catch (Rejection e) {
                impossible.put(version, e);
            }
            state = kind.rules().evolve().apply(state, standing.get(version));
        }
        return impossible;
    }

    /** As it is announced, and read from that. */
    private ca.criticalminerals.progress.domain.Milestone read(LedgerEvent<Milestone> event) {
        var stored = new StoredEvent();
        stored.streamId = Chance.INITIATIVE;
        stored.version = ledger.version();
        stored.eventId = new UUID(0, ledger.version());
        stored.type = kind.announcements().json().kind(event);
        stored.occurredOn = event.occurredOn().value();
        stored.recordedAt = RECORDED_AT.plusMillis(ledger.version());
        stored.recordedBy = "officer";
        stored.transactionId = Integer.toString(ledger.version());
        try {
            var read = Announced.milestone(Announced.json(kind.announcements().document(new Recorded(stored, event)).toString().getBytes(StandardCharsets.UTF_8)));
            return switch (mistake) {
                case READERS_IN_ORDER_OF_RECORDING -> dated(read, PartialDate.of(TODAY), PartialDate.of(TODAY));
                case READERS_BY_LAST_DAY -> dated(read, PartialDate.of(read.occurredOn().lastDay()),
                        read.fact() instanceof Fact.Corrected correction ? PartialDate.of(correction.occurredOn().lastDay()) : read.occurredOn());
                case NONE, RULES_IN_ORDER_OF_RECORDING, RULES_FOR_THE_NEW_FACT_ALONE -> read;
            };
        } catch (Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    private static ca.criticalminerals.progress.domain.Milestone dated(ca.criticalminerals.progress.domain.Milestone read, PartialDate on, PartialDate replacementOn) {
        Fact fact = read.fact() instanceof Fact.Corrected(var version, var reason, var kind, _, var evidence, var replacement)
                ? new Fact.Corrected(version, reason, kind, replacementOn, evidence, replacement) : read.fact();
        return new ca.criticalminerals.progress.domain.Milestone(read.initiative(), read.version(), read.source(), read.kind(), on, on.lastDay(), read.recordedAt(),
                read.recorder(), read.evidence(), read.summary(), fact, read.withdrawn());
    }

    private static String words(LedgerCommand<Milestone> command) {
        return switch (command) {
            case RecordMilestone<Milestone>(var milestone, _) -> words(milestone);
            case CorrectMilestone<Milestone>(int version, _, var replacement, _) -> "correction of " + version + ": " + words(replacement);
            case RetractMilestone<Milestone>(int version, _, _) -> "retraction of " + version;
        };
    }

    private static String words(Milestone milestone) {
        return milestone.getClass().getSimpleName() + " " + milestone.occurredOn() + " " + String.join(", ", milestone.about());
    }
}
