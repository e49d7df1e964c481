package ca.criticalminerals.eventsourcing;

import java.util.List;

/** A dated, evidenced fact about an initiative, as an officer records it. */
public interface Milestone extends EffectiveOrder.DatedFact {
    /** On what it rests. */
    Evidence evidence();

    @Override
    default List<String> about() {
        return List.of();
    }

    @Override
    default boolean isTimeless() {
        return false;
    }
}
