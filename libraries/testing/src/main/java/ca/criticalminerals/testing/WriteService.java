package ca.criticalminerals.testing;

import java.util.List;
import java.util.function.Supplier;

/**
 * A service that records, as the tests that all such services have in common see it.
 *
 * @param name    its name in topics, {@code funding-programs}; its database is called the same, with an underscore
 * @param context the name of its language in types and schemas, {@code funding}
 * @param desks   opens a desk for an initiative that is not registered yet
 * @param story   bodies of milestones that can be recorded one after the other; the first registers the initiative
 */
public record WriteService(String name, String context, Supplier<Desk> desks, List<String> story) {
    Desk desk() {
        return desks.get();
    }

    String registered() {
        return story.getFirst();
    }

    /** What happens after the registration. */
    String next() {
        return story.get(1);
    }

    String database() {
        return name.replace('-', '_');
    }
}
