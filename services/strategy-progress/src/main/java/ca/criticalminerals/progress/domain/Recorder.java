package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.RecorderRole;
import ca.criticalminerals.eventsourcing.Text;
import java.util.Optional;

/**
 * Who recorded a milestone.
 *
 * @param role         in which they recorded it
 * @param organization for which they recorded it
 * @param person       who it was; never in what the public reads
 */
public record Recorder(RecorderRole role, Optional<Text> organization, Optional<Person> person) {

    /**
     * A person as the identity provider names them.
     *
     * @param name a name, which can change
     * @param sub  the subject, which cannot; empty of what was recorded before it was kept
     */
    public record Person(String name, Optional<String> sub) {}

    /** An officer of whom only the name is known. */
    public static Recorder named(String name) {
        return new Recorder(RecorderRole.OFFICER, Optional.empty(), Optional.of(new Person(name, Optional.empty())));
    }

    /** The role and the organization, for everybody. */
    public Text words() {
        return role.at(organization);
    }

    /** The same without the person, of the organization if no other is known. */
    Recorder forPublic(Optional<Text> otherwise) {
        return new Recorder(role, organization.or(() -> otherwise), Optional.empty());
    }
}
