package ca.criticalminerals.initiatives;

/** A milestone that names initiatives, and so can be right for one and wrong for another. */
public interface OfInitiative {
    /** Rejects a milestone that cannot be one of this initiative. */
    void belongsTo(String initiative);
}
