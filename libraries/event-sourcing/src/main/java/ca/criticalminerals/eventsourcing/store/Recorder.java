package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Text;
import java.util.Objects;
import java.util.Optional;

/**
 * The person who records something, as the identity provider names them.
 *
 * @param name         a name, which can change
 * @param sub          the subject of the token, which cannot
 * @param role         the role in which they record
 * @param organization the organization that they record for
 */
public record Recorder(String name, Optional<String> sub, Optional<String> role, Optional<Text> organization) {
    public Recorder {
        Objects.requireNonNull(name, "name");
    }

    /** A person of whom only the name is known. */
    public static Recorder named(String name) {
        return new Recorder(name, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
