package ca.criticalminerals.progress.strategy.domain;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/** What can have happened to the Progress update as a publication. Kept for ever: add, never rename. */
public sealed interface EditionMilestone extends Milestone permits EditionMilestone.EditionPublished, EditionMilestone.EditionWithdrawn {

    /**
     * An edition is published, with all that its pages say: nobody else has to keep them.
     *
     * @param number   1, 2, 3 without a gap
     * @param asOf     the last day that counts in it
     * @param knownAt  the last instant of recording that counts in it
     * @param approver who answers for it, as people read it
     */
    record EditionPublished(int number, LocalDate asOf, Instant knownAt, Text approver, Documents documents, PartialDate occurredOn)
            implements EditionMilestone {
        @Override
        public Evidence evidence() {
            return new Evidence(approver.en(), Evidence.Confidence.INTERNAL_RECORD, Optional.empty());
        }

        /** Editions follow each other by their numbers, which are given when they are recorded. */
        @Override
        public boolean isTimeless() {
            return true;
        }
    }

    /**
     * An edition is withdrawn: it was published and can be read for ever, and it no longer holds.
     *
     * @param number of the edition, which no other edition gets
     * @param reason why, as people read it
     */
    record EditionWithdrawn(int number, Text reason, PartialDate occurredOn) implements EditionMilestone {
        @Override
        public Evidence evidence() {
            return new Evidence(reason.en(), Evidence.Confidence.INTERNAL_RECORD, Optional.empty());
        }

        /** Follows the edition and precedes the next one, whatever the day: like them, in the order of recording. */
        @Override
        public boolean isTimeless() {
            return true;
        }
    }

    /** The page in both languages: never one without the other. */
    record Documents(Document en, Document fr) {
        public Documents {
            Objects.requireNonNull(en, "en");
            Objects.requireNonNull(fr, "fr");
        }
    }

    /**
     * A page, byte by byte.
     *
     * @param sha256   of the bytes as they were published, in small hexadecimal digits
     * @param gzip     the bytes as they are served, compressed, in Base64
     * @param redacted SHA-256 of these, where a text was taken out since on a legal ground
     */
    record Document(String sha256, String gzip, Optional<String> redacted) {}
}
