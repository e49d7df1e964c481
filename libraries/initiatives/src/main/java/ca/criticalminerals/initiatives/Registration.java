package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.Milestone;

/** A milestone by which an initiative becomes known. */
public interface Registration extends Milestone {
    /** The part of the Strategy that the initiative belongs to. */
    Theme theme();
}
