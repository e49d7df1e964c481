package ca.criticalminerals.eventsourcing;

import java.time.LocalDate;

/** What can be asked of any initiative: to record a milestone, to correct one, to retract one. */
public sealed interface LedgerCommand<M extends Milestone> {
    /** The day on which it is asked, in the time zone of the tracker. */
    LocalDate today();

    /** Record that something has happened. */
    record RecordMilestone<M extends Milestone>(M milestone, LocalDate today) implements LedgerCommand<M> {}

    /** Replace what an earlier milestone says; {@code version} is its version in the stream. */
    record CorrectMilestone<M extends Milestone>(int version, Text reason, M replacement, LocalDate today)
            implements LedgerCommand<M> {}

    /** Take an earlier milestone back; {@code version} is its version in the stream. */
    record RetractMilestone<M extends Milestone>(int version, Text reason, LocalDate today) implements LedgerCommand<M> {}
}
