package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.EffectiveOrder.DatedFact;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact.Evidence;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A public milestone with both clocks.
 *
 * @param version     its place in the initiative's record, from 1
 * @param effectiveOn the day from which it counts: the last day of the period it names, or the day of recording if that is
 *                    earlier, because what is recorded has happened
 * @param recordedAt  from when it was known
 * @param withdrawn   whether its texts were taken out, because it was retracted or corrected
 * @param said        what it says besides date, evidence and summary, as JSON in the words of its contract; a correction, what it puts in the
 *                    place of another; empty where texts were taken out, and of what only speaks of other milestones
 */
public record Milestone(String initiative, int version, String source, String kind, PartialDate occurredOn,
        LocalDate effectiveOn, Instant recordedAt, Recorder recorder, Optional<Evidence> evidence, Text summary, Fact fact,
        boolean withdrawn, Optional<String> said) implements DatedFact {
    /** A milestone that says no more than its fact. */
    public Milestone(String initiative, int version, String source, String kind, PartialDate occurredOn, LocalDate effectiveOn, Instant recordedAt,
            Recorder recorder, Optional<Evidence> evidence, Text summary, Fact fact, boolean withdrawn) {
        this(initiative, version, source, kind, occurredOn, effectiveOn, recordedAt, recorder, evidence, summary, fact, withdrawn, Optional.empty());
    }

    @Override
    public List<String> about() {
        return fact.about();
    }

    @Override
    public boolean isTimeless() {
        return fact.isTimeless();
    }

    /** The day from which something counts that is dated so and was recorded then. */
    public static LocalDate effective(PartialDate occurredOn, Instant recordedAt) {
        LocalDate recordedOn = recordedAt.atZone(History.CANADA).toLocalDate();
        LocalDate last = occurredOn.lastDay();
        return last.isBefore(recordedOn) ? last : recordedOn;
    }

    /** The same place in the record, with what the correction says. */
    Milestone corrected(Fact.Corrected correction, Milestone by) {
        PartialDate on = correction.occurredOn();
        // A correction can move it behind the day of its first recording: then it counts from when the correction says.
        Instant told = on.isAfter(recordedAt.atZone(History.CANADA).toLocalDate()) ? by.recordedAt : recordedAt;
        return new Milestone(initiative, version, source, correction.kind(), on, effective(on, told), recordedAt, recorder,
                correction.evidence(), by.summary, correction.replacement(), by.withdrawn, by.said);
    }
}
