package ca.criticalminerals.local.simulation;

import ca.criticalminerals.eventsourcing.Milestone;

/** A request about an initiative; {@code id} is that of the milestone it is about, whatever version that has. */
sealed interface OrderRequest {
    int id();

    /** Records a milestone. */
    record Record(int id, Milestone milestone) implements OrderRequest {}

    /** Corrects one. */
    record Correct(int id, Milestone replacement) implements OrderRequest {}

    /** Retracts one. */
    record Retract(int id) implements OrderRequest {}
}
