package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;

/**
 * A sentence of the Progress update. Its numbers are placeholders: {@code {cmif.projects}} prints the figure,
 * {@code {cmif.projects|project|projects}} the figure and its noun, {@code {x.jurisdictions:names}} the names it counts,
 * {@code {x.renewed:year}} the year of a date.
 *
 * @param sentence the sentence's key within the initiative; writing it again replaces it
 * @param order    its place among the sentences of its theme, 0 to 9,999
 */
public record SentenceWritten(String sentence, int order, Text text, PartialDate occurredOn, Evidence evidence)
        implements PublicMilestone {}
