package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Text;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The events that a recovery would bring back from the topic.
 *
 * @param events      in order: how many, and the first hundred by name
 * @param initiatives how many of each initiative
 * @param first       when the first of them was recorded; empty if there is none
 * @param last        when the last of them was recorded
 * @param leftOut     the records on the topic that this service did not write
 * @param confirm     SHA-256 of the records of all of them, in order: whoever names it has seen this plan
 * @param obstacle    why they cannot be brought back; empty if they can
 */
public record RecoveryPlan(Agreement.Found events, Map<String, Long> initiatives, Optional<Instant> first, Optional<Instant> last, Agreement.Strays leftOut,
        String confirm, Optional<Text> obstacle) {}
