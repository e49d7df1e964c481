package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import java.util.Optional;

/**
 * A sentence of the Progress update. Its numbers are placeholders: {@code {cmif.projects}} prints the figure,
 * {@code {cmif.projects|project|projects}} the figure and its noun, {@code {x.jurisdictions:names}} the names it counts,
 * {@code {x.renewed:year}} the year of a date, {@code {x.share:words}} a half as a word, {@code {x.share:from}}, {@code :to},
 * {@code :baseFrom} and {@code :baseTo} the years of the period that a number speaks of.
 *
 * @param sentence the sentence's key within the initiative; writing it again replaces it
 * @param order    its place among the sentences of its section, 0 to 9,999
 * @param section  the section that it stands in; that of the initiative's theme if it is empty
 * @param form     how it stands there; as a point of the list if it is empty
 */
public record SentenceWritten(String sentence, int order, Text text, Optional<Theme> section, Optional<Form> form, PartialDate occurredOn, Evidence evidence)
        implements PublicMilestone {
    @Override
    public boolean isTimeless() {
        return true;
    }

    /** A point of the list of its initiative’s section. */
    public SentenceWritten(String sentence, int order, Text text, PartialDate occurredOn, Evidence evidence) {
        this(sentence, order, text, Optional.empty(), Optional.empty(), occurredOn, evidence);
    }

    /** A paragraph before the list of a section, or a point of the list. */
    public enum Form { PARAGRAPH, POINT }
}
