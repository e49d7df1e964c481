package ca.criticalminerals.security.domain;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import java.util.Optional;

/**
 * Something that a measure consists of, as it stands.
 *
 * @param since      when it came to its status
 * @param replacedBy the key of the agreement that took its place
 */
public record Item(Id id, Text title, Status status, PartialDate since, Optional<String> replacedBy) {

    /** By what it is known in its measure. */
    public record Id(ItemKind kind, String key) {
        /** As what milestones are about it: {@code law:eipa}. */
        String subject() {
            return kind.word() + ":" + key;
        }
    }

    static Item begun(Id id, Text title, Status status, PartialDate on) {
        return new Item(id, title, status, on, Optional.empty());
    }

    Item now(Status next, PartialDate on) {
        return new Item(id, title, next, on, replacedBy);
    }

    Item replaced(String by, PartialDate on) {
        return new Item(id, title, Status.REPLACED, on, Optional.of(by));
    }
}
