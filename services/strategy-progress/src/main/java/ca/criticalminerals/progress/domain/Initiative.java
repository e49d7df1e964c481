package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An initiative as of a day, as known at an instant.
 *
 * @param status    {@code announced}, {@code active}, {@code closed}, {@code absorbed} ...
 * @param figures   by id, in alphabetical order
 * @param sentences in the order of their keys
 * @param entries   every milestone known, also those that count later or no longer
 * @param money     its money by kind
 * @param outline   what pictures show of it
 */
public record Initiative(String id, String source, Fact.Names names, List<Fact.Names> formerNames, String theme, Text lead,
        String status, Optional<String> successor, Map<String, Figure> figures, List<Fact.Written> sentences, List<Entry> entries,
        Map<String, Figure> money, Outline outline) {
    /** The last thing that was recorded about it. */
    public Milestone lastChange() {
        return entries.getLast().recorded();
    }
}
