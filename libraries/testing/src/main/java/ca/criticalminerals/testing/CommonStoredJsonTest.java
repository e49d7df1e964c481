package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.eventsourcing.store.Announcements;
import ca.criticalminerals.eventsourcing.store.StoredEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was stored once is read and said the same for ever: the examples of the contracts are our oldest events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CommonStoredJsonTest {
    private final Announcements announcements;

    protected CommonStoredJsonTest(Announcements announcements) {
        this.announcements = announcements;
    }

    Stream<String> examples() {
        return Json.contract(announcements.context() + "/examples.txt").lines();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_old_event_is_read_and_announced_as_it_was(String name) {
        var document = (ObjectNode) Json.read(Json.contract(announcements.context() + "/examples/" + name + ".json"));
        assertThat(Contract.announced(announcements.context(), Json.kind(document)).violations(document)).isEmpty();
        var announcedThen = (ObjectNode) document.get("data");
        var stored = new StoredEvent();
        stored.type = Json.kind(document);
        stored.data = announcedThen.deepCopy().without("summary").toString();
        stored.occurredOn = announcedThen.get("occurredOn").asText();
        ObjectNode announcedNow = announcements.data(announcements.json().read(stored));
        assertThat(Json.read(announcedNow.toString())).isEqualTo(announcedThen);
    }
}
