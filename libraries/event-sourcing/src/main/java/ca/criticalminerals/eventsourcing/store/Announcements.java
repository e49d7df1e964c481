package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What others learn of a stored event: a CloudEvents 1.0 document, the same bytes every time.
 *
 * @param source  the CloudEvents source of the service, {@code /funding-programs}
 * @param context the name of its language in types and schemas, {@code funding}
 * @param json    how its milestones are written
 * @param summary the milestone in one sentence for people
 */
public record Announcements(String source, String context, MilestoneJson json,
        Function<LedgerEvent<? extends Milestone>, Text> summary) {
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    /** The topic on which milestones are announced. */
    public String milestonesTopic() {
        return source.substring(1) + ".milestones";
    }

    /** The topic on which the service says how far its milestones are complete. */
    public String watermarksTopic() {
        return source.substring(1) + ".watermarks";
    }

    /** The kind of milestone that a document announces, {@code project-approved}. */
    public static String kind(JsonNode document) {
        return document.path("type").asText().replaceFirst("^ca\\.criticalminerals\\.[a-z]+\\.(.+)\\.v1$", "$1");
    }

    /** The public document of a stored event, or {@link UnreadableEvent}. */
    public ObjectNode document(StoredEvent stored) {
        return document(new Recorded(stored, json.read(stored)));
    }

    /** The same for who knows already what the stored event says. */
    public ObjectNode document(Recorded recorded) {
        StoredEvent stored = recorded.stored();
        ObjectNode document = JsonNodeFactory.instance.objectNode()
                .put("specversion", "1.0")
                .put("id", stored.eventId.toString())
                .put("source", source)
                .put("type", "ca.criticalminerals." + context + "." + stored.type + ".v1")
                .put("subject", stored.streamId)
                .put("time", Instants.text(stored.recordedAt))
                .put("datacontenttype", "application/json")
                .put("dataschema", "urn:ca.criticalminerals:" + context + ":" + stored.type + ":1")
                .put("streamversion", stored.version)
                .put("sequence", stored.sequence())
                .put("recordedby", stored.recordedBy);
        putIfPresent(document, "recordedbysub", stored.recordedBySub);
        putIfPresent(document, "recordedbyrole", stored.recordedByRole);
        putIfPresent(document, "recordedbyorgen", stored.recordedByOrganizationEn);
        putIfPresent(document, "recordedbyorgfr", stored.recordedByOrganizationFr);
        putIfPresent(document, "traceparent", stored.trace);
        return document.set("data", data(recorded.event()));
    }

    /**
     * The event that a document announces, if announcing it again gives the same bytes; its summary may be in the words of another release.
     * Empty for what this service did not announce.
     */
    Optional<StoredEvent> event(byte[] document) {
        try {
            JsonNode announced = JSON.readTree(document);
            JsonNode summary = announced.at("/data/summary");
            ObjectNode data = announced.path("data").deepCopy();
            data.remove("summary"); // made from the rest
            var event = new StoredEvent();
            event.streamId = announced.path("subject").asText();
            event.version = announced.path("streamversion").asInt();
            event.eventId = UUID.fromString(announced.path("id").asText());
            event.type = kind(announced);
            event.data = data.toString();
            event.occurredOn = data.path("occurredOn").asText();
            event.recordedAt = Instant.parse(announced.path("time").asText());
            event.recordedBy = announced.path("recordedby").asText();
            event.recordedBySub = announced.path("recordedbysub").textValue();
            event.recordedByRole = announced.path("recordedbyrole").textValue();
            event.recordedByOrganizationEn = announced.path("recordedbyorgen").textValue();
            event.recordedByOrganizationFr = announced.path("recordedbyorgfr").textValue();
            event.trace = announced.path("traceparent").textValue();
            event.transactionId = Sequence.transactionId(announced.path("sequence").asText());
            event.position = Sequence.position(announced.path("sequence").asText());
            ObjectNode again = document(event);
            ((ObjectNode) again.get("data")).set("summary", summary);
            return Arrays.equals(again.toString().getBytes(StandardCharsets.UTF_8), document) ? Optional.of(event) : Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static void putIfPresent(ObjectNode document, String attribute, @Nullable String value) {
        if (value != null) {
            document.put(attribute, value);
        }
    }

    /** The content of the document for an event that may not be stored yet. */
    public ObjectNode data(LedgerEvent<? extends Milestone> event) {
        ObjectNode data = json.json(event);
        Text text = summary.apply(event);
        data.putObject("summary").put("en", text.en()).put("fr", text.fr());
        return data;
    }
}
