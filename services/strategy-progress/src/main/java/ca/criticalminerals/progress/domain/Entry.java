package ca.criticalminerals.progress.domain;

import java.util.List;
import java.util.Optional;

/**
 * A milestone as it was recorded, and what was known to have become of it.
 *
 * @param now         what it says after its corrections
 * @param corrections the milestones that corrected it, in order
 * @param retraction  the milestone that took it back
 * @param redactions  the milestones that took texts out of it on a legal ground, out of every past; in order
 */
public record Entry(Milestone recorded, Milestone now, List<Milestone> corrections, Optional<Milestone> retraction, List<Milestone> redactions) {
    /** A milestone as nobody has changed it. */
    public static Entry of(Milestone recorded) {
        return new Entry(recorded, recorded, List.of(), Optional.empty(), List.of());
    }

    /** Whether it counts at all. */
    public boolean stands() {
        return retraction.isEmpty() && !isChange();
    }

    /** Whether it tells of something that happened, and not of a number, of how to publish or of what was recorded wrongly. */
    public boolean happened() {
        return stands() && switch (now.fact()) {
            case Fact.Registered _, Fact.Defined _, Fact.Written _, Fact.Stated _, Fact.Corrected _, Fact.Retracted _, Fact.Redacted _ -> false;
            case Fact _ -> true;
        };
    }

    /** Whether it only speaks of other milestones: it corrects, retracts or redacts them. */
    public boolean isChange() {
        return recorded.fact() instanceof Fact.Corrected || recorded.fact() instanceof Fact.Retracted || recorded.fact() instanceof Fact.Redacted;
    }

    /** {@code stands}, {@code corrected} or {@code retracted}. */
    public String standing() {
        return retraction.isPresent() ? "retracted" : corrections.isEmpty() ? "stands" : "corrected";
    }
}
