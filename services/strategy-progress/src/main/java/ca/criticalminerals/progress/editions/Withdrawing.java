package ca.criticalminerals.progress.editions;

import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.EventStore;
import ca.criticalminerals.eventsourcing.store.Recorded;
import ca.criticalminerals.eventsourcing.store.WriteRequest;
import ca.criticalminerals.progress.strategy.StrategyBeans;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.EditionWithdrawn;
import ca.criticalminerals.progress.strategy.domain.Editions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Withdraws an edition that should not have been published: its pages stay, and it no longer holds. */
@ApplicationScoped
class Withdrawing {
    private final EventStore store;
    private final Clock clock;

    Withdrawing(EventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Refuses what a rule forbids; what the same request recorded before, if it did. Records nothing. */
    Optional<Recorded> preview(int number, Text reason, WriteRequest request) {
        var before = recordedBefore(request);
        if (before.isEmpty()) {
            store.preview(StrategyBeans.EDITIONS, Editions.STREAM, commands(number, reason), request);
        }
        return before;
    }

    /** The withdrawal as it was recorded now, or by the same request before. */
    Recorded withdraw(int number, Text reason, WriteRequest request) {
        return recordedBefore(request).orElseGet(() -> store.record(StrategyBeans.EDITIONS, Editions.STREAM, commands(number, reason), request).getFirst());
    }

    private Optional<Recorded> recordedBefore(WriteRequest request) {
        return store.recordedBefore(request, 1).map(List::getFirst);
    }

    private List<LedgerCommand<EditionMilestone>> commands(int number, Text reason) {
        LocalDate today = LocalDate.now(clock);
        return List.of(new RecordMilestone<>(new EditionWithdrawn(number, reason, PartialDate.of(today)), today));
    }
}
