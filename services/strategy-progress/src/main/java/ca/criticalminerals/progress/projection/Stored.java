package ca.criticalminerals.progress.projection;

import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Milestone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Histories from stored rows. A row that this release cannot read, or that is missing, stops its initiative and no other: what
 * comes before it counts, what comes after it waits.
 */
final class Stored {
    /** Where a record stands that is no longer one of a topic, with its ordinal as the offset. */
    static final String PLACE = "stored";

    private final Map<String, History> histories;
    private final Map<String, View.Held> stopped;
    private final Map<String, List<Milestone>> more = new TreeMap<>();

    /** Adds to these histories, and to what has stopped. */
    Stored(Map<String, History> histories, Map<String, View.Held> stopped) {
        this.histories = new TreeMap<>(histories);
        this.stopped = stopped;
    }

    /** The next row; one that is known already changes nothing. */
    void add(String initiative, int version, long ordinal, byte[] document) {
        int last = version(initiative);
        // A database that died may have lost the row, and then been told of the milestone again.
        if (version <= last || stopped.containsKey(initiative)) {
            return;
        }
        if (version > last + 1) {
            stop(initiative, last + 1, ordinal, "the stored milestone is missing");
            return;
        }
        try {
            Milestone milestone = Announced.milestone(Announced.json(document));
            if (!milestone.initiative().equals(initiative) || milestone.version() != version) {
                throw new Unreadable("it is milestone " + milestone.version() + " of " + milestone.initiative());
            }
            more.computeIfAbsent(initiative, _ -> new ArrayList<>()).add(milestone);
        } catch (Unreadable e) {
            stop(initiative, version, ordinal, "the stored milestone cannot be read: " + e.getMessage());
        }
    }

    /** All histories, with what was added. */
    Map<String, History> histories() {
        more.forEach((initiative, milestones) -> histories.compute(initiative,
                (_, known) -> known == null ? History.of(milestones) : known.with(milestones)));
        more.clear();
        return histories;
    }

    private int version(String initiative) {
        var history = histories.get(initiative);
        return (history == null ? 0 : history.version()) + more.getOrDefault(initiative, List.of()).size();
    }

    private void stop(String initiative, int version, long ordinal, String why) {
        stopped.put(initiative, new View.Held(Optional.of(initiative), Optional.of(version), PLACE, ordinal, RecordStatus.UNREADABLE, why, Optional.empty()));
    }
}
