package ca.criticalminerals.progress.operations;

import ca.criticalminerals.progress.domain.Edition;
import ca.criticalminerals.progress.projection.Parked;
import ca.criticalminerals.progress.projection.Positions;
import ca.criticalminerals.progress.projection.Rebuild;
import ca.criticalminerals.progress.projection.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that an operator wants to see at a glance.
 *
 * @param instance  the one that answers
 * @param stored    what the database says; empty if it does not answer
 * @param readsHere whether the instance that answers is the one that reads the topics
 * @param newest    the edition that was published last among those that hold
 */
public record State(Instant at, String instance, Instant startedAt, String version, boolean readsHere, View view, Optional<Stored> stored,
        Optional<Edition> newest) {

    /**
     * What the database says.
     *
     * @param reader   the instance that reads the topics
     * @param counts   how much is on file
     * @param foreign  the first records of services that may not speak of them
     * @param refused  the first records of the right service that are not believed
     * @param aside    the last of those that were set aside
     * @param repaired the last that were repaired
     */
    public record Stored(Optional<String> reader, List<Positions.Position> topics, Parked.Counts counts, List<Parked.Kept> foreign,
            List<Parked.Kept> refused, List<Parked.SetAside> aside,
            List<Parked.Repaired> repaired, Rebuild.Status rebuild) {
        /** Whether the broker says where its topics end. */
        public boolean brokerAnswers() {
            return topics.stream().allMatch(topic -> topic.end().isPresent());
        }
    }
}
