package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

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

    /** The topic on which milestones are announced. */
    public String milestonesTopic() {
        return source.substring(1) + ".milestones";
    }

    /** The topic on which the service says how far its milestones are complete. */
    public String watermarksTopic() {
        return source.substring(1) + ".watermarks";
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
        if (stored.trace != null) {
            document.put("traceparent", stored.trace);
        }
        return document.set("data", data(recorded.event()));
    }

    /** The content of the document for an event that may not be stored yet. */
    public ObjectNode data(LedgerEvent<? extends Milestone> event) {
        ObjectNode data = json.json(event);
        Text text = summary.apply(event);
        data.putObject("summary").put("en", text.en()).put("fr", text.fr());
        return data;
    }
}
