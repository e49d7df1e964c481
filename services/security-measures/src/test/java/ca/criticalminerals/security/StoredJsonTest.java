package ca.criticalminerals.security;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.store.StoredEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was stored once is read and said the same for ever: the examples of the contracts are our oldest events. */
class StoredJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> examples() throws IOException {
        return text("examples.txt").lines();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_old_event_is_read_and_announced_as_it_was(String name) throws IOException {
        var document = (ObjectNode) JSON.readTree(text("examples/" + name + ".json"));
        var announcedThen = (ObjectNode) document.get("data");
        var stored = new StoredEvent();
        stored.type = document.get("type").asText().split("\\.")[3];
        stored.data = announcedThen.deepCopy().without("summary").toString();
        stored.occurredOn = announcedThen.get("occurredOn").asText();
        ObjectNode announcedNow = SecurityBeans.ANNOUNCEMENTS.data(SecurityBeans.JSON.read(stored));
        assertThat(JSON.readTree(announcedNow.toString())).isEqualTo(announcedThen);
    }

    private static String text(String file) throws IOException {
        try (var stream = StoredJsonTest.class.getResourceAsStream("/contracts/security/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
