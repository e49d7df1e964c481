package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.History;
import java.time.Instant;
import java.util.Optional;

/**
 * A decision of operators about a record, which every reader of the numbers that it touches is told of.
 *
 * @param initiative which the record is about; empty if it does not say
 * @param milestone  which the record is; empty if it does not say
 */
public record OperatorDecision(Kind kind, String initiative, Optional<Integer> milestone, String topic, long offset, Instant at, Why why) {

    /** What was decided. */
    public enum Kind {
        SET_ASIDE("setAside"), REPAIRED("repaired");

        /** The word in answers. */
        public final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** The decision and what it means for the number, in one sentence for readers. */
    public Text sentence() {
        Text day = InWords.date(PartialDate.of(at.atZone(History.CANADA).toLocalDate()));
        return switch (kind) {
            case SET_ASIDE -> Text.of("A record of this initiative was set aside by the operators on " + day.en() + "; the number may be incomplete.",
                    "Un enregistrement de cette initiative a été mis de côté par l’exploitation le " + day.fr() + "; le nombre peut être incomplet.");
            case REPAIRED -> Text.of("A record of this initiative was repaired by the operators on " + day.en() + ".",
                    "Un enregistrement de cette initiative a été réparé par l’exploitation le " + day.fr() + ".");
        };
    }
}
