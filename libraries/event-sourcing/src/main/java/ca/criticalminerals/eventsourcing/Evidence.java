package ca.criticalminerals.eventsourcing;

import java.util.Objects;
import java.util.Optional;

/**
 * On what a milestone rests.
 *
 * @param source     a citation or web address, 1 to 2,000 characters
 * @param confidence how the fact is known
 * @param note       what a reader must know to use it rightly
 * @param released   true if source and note of an internal record are public; empty otherwise
 */
public record Evidence(String source, Confidence confidence, Optional<Text> note, Optional<Boolean> released) {
    public Evidence {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(confidence, "confidence");
        note = note == null ? Optional.empty() : note;
        released = released == null ? Optional.empty() : released;
    }

    /** Evidence of which nothing is released. */
    public Evidence(String source, Confidence confidence, Optional<Text> note) {
        this(source, confidence, note, Optional.empty());
    }

    /** How a fact is known. */
    public enum Confidence { STATED_IN_PROGRESS_UPDATE, FOUND_IN_PUBLIC_SOURCE, INTERNAL_RECORD, UNVERIFIED }
}
