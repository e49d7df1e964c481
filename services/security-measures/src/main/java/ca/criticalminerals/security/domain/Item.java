package ca.criticalminerals.security.domain;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import java.util.Optional;

/**
 * Something that a measure consists of, as it stands.
 *
 * @param since      when it came to its status
 * @param notBefore  of its dates the one that begins last: no later step can lie before it, even if {@code since} is less precise
 * @param replacedBy the key of the agreement that took its place
 */
public record Item(Id id, Text title, Status status, PartialDate since, PartialDate notBefore, Optional<String> replacedBy) {

    /** By what it is known in its measure. */
    public record Id(ItemKind kind, String key) {}

    static Item begun(Id id, Text title, Status status, PartialDate on) {
        return new Item(id, title, status, on, on, Optional.empty());
    }

    Item now(Status next, PartialDate on) {
        return new Item(id, title, next, on, on.firstDay().isAfter(notBefore.firstDay()) ? on : notBefore, replacedBy);
    }

    Item replaced(String by, PartialDate on) {
        Item next = now(Status.REPLACED, on);
        return new Item(id, title, next.status, on, next.notBefore, Optional.of(by));
    }
}
