package ca.criticalminerals.eventsourcing;

/** A dated, evidenced fact about an initiative, as an officer records it. */
public interface Milestone {
    /** When it was true in the world. */
    PartialDate occurredOn();

    /** On what it rests. */
    Evidence evidence();
}
