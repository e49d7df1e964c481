package ca.criticalminerals.eventsourcing;

import java.util.Objects;
import java.util.Optional;

/**
 * On what a milestone rests.
 *
 * @param source     a citation or web address, 1 to 2,000 characters
 * @param confidence how the fact is known
 * @param note       what a reader must know to use it rightly
 */
public record Evidence(String source, Confidence confidence, Optional<Text> note) {
    public Evidence {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(confidence, "confidence");
        note = note == null ? Optional.empty() : note;
    }

    /** How a fact is known. */
    public enum Confidence { STATED_IN_PROGRESS_UPDATE, FOUND_IN_PUBLIC_SOURCE, INTERNAL_RECORD, UNVERIFIED }
}
