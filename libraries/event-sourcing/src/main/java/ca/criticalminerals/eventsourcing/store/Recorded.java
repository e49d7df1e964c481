package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Milestone;

/** An event as it is stored, and what it says. */
public record Recorded(StoredEvent stored, LedgerEvent<? extends Milestone> event) {}
