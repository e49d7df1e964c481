package ca.criticalminerals.progress.domain;

import java.time.Instant;
import java.time.LocalDate;

/**
 * From where the record is looked at.
 *
 * @param asOf    the last day that counts
 * @param knownAt the last instant of recording that counts; {@link Instant#MAX} for all that is known
 */
public record Point(LocalDate asOf, Instant knownAt) {
    /** Whether nothing that counts from here is missing from there. */
    boolean isWithin(Point later) {
        return !asOf.isAfter(later.asOf) && !knownAt.isAfter(later.knownAt);
    }
}
