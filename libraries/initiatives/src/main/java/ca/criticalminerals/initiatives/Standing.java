package ca.criticalminerals.initiatives;

/** What is known of an initiative's state when it is registered. */
public enum Standing {
    /** Made public, not yet open. */
    ANNOUNCED,
    /** At work already; when it started may be unknown. */
    ACTIVE
}
