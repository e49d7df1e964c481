package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.PartialDate;

/** The time that a stated number speaks of, both ends included; one year is from that year to that year. */
public record Period(PartialDate from, PartialDate to) {}
