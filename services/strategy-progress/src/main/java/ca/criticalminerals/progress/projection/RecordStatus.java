package ca.criticalminerals.progress.projection;

import java.util.Locale;

/** The state of a record that is on file instead of in the view. */
public enum RecordStatus {
    /** Genuine, and waits for an earlier version or for its initiative to go on. */
    PENDING,
    /** Cannot be read; its initiative goes no further. */
    UNREADABLE,
    /** From a service that may not speak of it. */
    FOREIGN,
    /** Another milestone with a version that is applied. */
    CONFLICTING,
    /** A watermark that says nothing. */
    UNBELIEVED,
    /** Set aside by an operator. */
    SKIPPED,
    /** Another record was applied as its version. */
    SUPERSEDED;

    /** The word in tables and answers. */
    public final String word = name().toLowerCase(Locale.ROOT);

    static RecordStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Returns whether the figures may lack something as long as it is on file. */
    public boolean withholds() {
        return switch (this) {
            case PENDING, UNREADABLE -> true;
            case FOREIGN, CONFLICTING, UNBELIEVED, SKIPPED, SUPERSEDED -> false;
        };
    }
}
