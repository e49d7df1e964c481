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
    /** A watermark that says nothing, or that is later than when the broker got it. */
    UNBELIEVED,
    /** Not signed by the service of its topic. */
    UNSIGNED,
    /** Signed, and recorded when its service had already announced that nothing before was missing. */
    BACKDATED,
    /** Signed, and recorded later than when the broker got it; it counts when its time has come. */
    POSTDATED,
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
            case FOREIGN, CONFLICTING, UNBELIEVED, UNSIGNED, BACKDATED, POSTDATED, SKIPPED, SUPERSEDED -> false;
        };
    }
}
