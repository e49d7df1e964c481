package ca.criticalminerals.eventsourcing;

/** What can have happened to the record of an initiative. Nothing is ever rewritten: a mistake is another event. */
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
}
