package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.PartialDate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** From which event on a store is published again. */
public sealed interface From {
    /** From the first one, in the order of publication, that was recorded then or later; some behind it can have been recorded earlier. */
    record Recorded(Instant at) implements From {}

    /** From the one at this place in the order of publication, or the first one behind it. */
    record Place(String transactionId, long position) implements From {}

    /** An instant in UTC, or a place as the checkpoint and the {@code sequence} of a milestone name it; empty if it is neither. */
    static Optional<From> parse(String text) {
        try {
            if (Sequence.isOne(text)) {
                String transactionId = Sequence.transactionId(text);
                Long.parseUnsignedLong(transactionId);
                return Optional.of(new Place(transactionId, Sequence.position(text)));
            }
            Instant at = Instant.parse(text);
            PartialDate.of(at.atZone(ZoneOffset.UTC).toLocalDate()); // of the years that milestones can have
            return Optional.of(new Recorded(at));
        } catch (DateTimeException | IllegalArgumentException neither) {
            return Optional.empty();
        }
    }
}
