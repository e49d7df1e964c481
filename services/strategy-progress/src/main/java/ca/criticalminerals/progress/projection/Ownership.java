package ca.criticalminerals.progress.projection;

import ca.criticalminerals.contracts.InitiativeRegistry;
import ca.criticalminerals.contracts.ReservedIds;
import java.util.Optional;

/**
 * The rule that says which service may speak of what: a source is bound to its topics, and the registry binds an initiative to its
 * source. It looks at a record alone, so that it does not matter which topic is read first.
 */
record Ownership(InitiativeRegistry registry) {
    /** The service to which a topic belongs: {@code funding-programs.milestones} is of {@code funding-programs}. */
    static String service(String topic) {
        int dot = topic.indexOf('.');
        return dot < 0 ? topic : topic.substring(0, dot);
    }

    /** Why a record is foreign to its topic; empty if it is not. A watermark is of no initiative. */
    Optional<String> foreign(Arrived arrived) {
        return foreign(arrived.record().topic(), arrived.claimed(), arrived.isWatermark() ? Optional.empty() : arrived.initiative().or(arrived::subject));
    }

    /** Why a record would be foreign to a topic that claims this source and this initiative; empty if it would not. */
    Optional<String> foreign(String topic, Optional<String> claimed, Optional<String> initiative) {
        String service = service(topic);
        return claimed.filter(source -> !source.equals("/" + service)).map(source -> "it claims to be of " + source + " on a topic of " + service)
                .or(() -> initiative.filter(id -> !owner(id).equals(Optional.of(service))).map(id -> owner(id).map(owner -> id + " belongs to " + owner + ", not to " + service)
                        .orElse(id + " is not assigned to a service")));
    }

    private Optional<String> owner(String initiative) {
        return initiative.equals(ReservedIds.EDITIONS) ? Optional.of(ReservedIds.EDITIONS_SERVICE) : registry.serviceOf(initiative);
    }
}
