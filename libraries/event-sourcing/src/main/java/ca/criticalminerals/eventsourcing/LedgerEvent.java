package ca.criticalminerals.eventsourcing;

/** What can have happened to the record of an initiative. A mistake is another event; only on a legal ground is a text taken out. */
public sealed interface LedgerEvent<M extends Milestone> {
    /** When it was true in the world; of a correction or retraction, the day it was made. */
    PartialDate occurredOn();

    /** A milestone was recorded. */
    record MilestoneRecorded<M extends Milestone>(M milestone) implements LedgerEvent<M> {
        @Override
        public PartialDate occurredOn() {
            return milestone.occurredOn();
        }
    }

    /** An earlier milestone says something else from now on. */
    record MilestoneCorrected<M extends Milestone>(int version, Text reason, M replacement, PartialDate occurredOn)
            implements LedgerEvent<M> {}

    /** An earlier milestone no longer stands. */
    record MilestoneRetracted<M extends Milestone>(int version, Text reason, PartialDate occurredOn)
            implements LedgerEvent<M> {}

    /** Texts of earlier milestones were taken out of the record on a legal ground; nothing that is counted changes. */
    record TextRedacted<M extends Milestone>(Redaction redaction, PartialDate occurredOn) implements LedgerEvent<M> {}
}
