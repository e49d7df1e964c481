package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.Milestone;

/** What can be recorded about any initiative, of whatever kind: what is published about it. Kept for ever: add, never rename. */
public sealed interface PublicMilestone extends Milestone permits FigureDefined, CountReported, TargetSet, SentenceWritten {}
