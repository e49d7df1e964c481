package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact.Evidence;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A public milestone with both clocks.
 *
 * @param version     its place in the initiative's record, from 1
 * @param effectiveOn the day from which it counts: the last day of the period it names, or the day of recording if that is
 *                    earlier, because what is recorded has happened
 * @param recordedAt  from when it was known
 */
public record Milestone(String initiative, int version, String source, String kind, PartialDate occurredOn,
        LocalDate effectiveOn, Instant recordedAt, String recordedBy, Optional<Evidence> evidence, Text summary, Fact fact) {

    /** The same place in the record, with what the correction says. */
    Milestone corrected(Fact.Corrected correction, Milestone by) {
        LocalDate recordedOn = recordedAt.atZone(History.CANADA).toLocalDate();
        LocalDate last = correction.occurredOn().lastDay();
        return new Milestone(initiative, version, source, correction.kind(), correction.occurredOn(),
                last.isBefore(recordedOn) ? last : recordedOn, recordedAt, recordedBy, correction.evidence(), by.summary,
                correction.replacement());
    }
}
