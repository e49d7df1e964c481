package ca.criticalminerals.initiatives.recording;

import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneCorrected;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRetracted;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.Aggregate;
import ca.criticalminerals.eventsourcing.store.Announcements;
import ca.criticalminerals.eventsourcing.store.EventStore;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.Publication;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.function.BiConsumer;

/** What GET shows of an initiative: its state, and its history as people read it. */
@ApplicationScoped
class Histories {
    private final EventStore store;
    private final Announcements announcements;

    Histories(EventStore store, Announcements announcements) {
        this.store = store;
        this.announcements = announcements;
    }

    Response ids(Aggregate<?, ?> aggregate) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var ids = answer.putArray("initiatives");
        store.streamIds(aggregate).forEach(ids::add);
        return Response.ok(answer.toString()).build();
    }

    /** The state of the initiative; {@code show} fills in what its kind has to show. */
    <S> Response state(Aggregate<Initiative<S>, ?> aggregate, String id, BiConsumer<S, ObjectNode> show) {
        var stream = store.read(aggregate, id).orElseThrow(NotFoundException::new);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("initiative", id).put("version", stream.ledger().version());
        show(stream.ledger().state(), show, answer);
        return Response.ok(answer.toString()).header("ETag", "\"" + stream.ledger().version() + "\"").build();
    }

    /** Adds the initiatives whose milestones add up to something else in the order of recording, or break a rule in their place. */
    <S, M extends Milestone> void compareOrder(Aggregate<Initiative<S>, M> aggregate, BiConsumer<S, ObjectNode> show, ObjectNode answer) {
        for (String id : store.streamIds(aggregate)) {
            var ledger = store.read(aggregate, id).orElseThrow().ledger();
            ObjectNode recorded = JsonNodeFactory.instance.objectNode();
            show(aggregate.rules().inOrderOfRecording(ledger), show, recorded);
            ObjectNode effective = JsonNodeFactory.instance.objectNode();
            show(ledger.state(), show, effective);
            var impossible = aggregate.rules().impossible(ledger);
            answer.put("initiatives", answer.get("initiatives").asInt() + 1).put("impossible", answer.get("impossible").asInt() + impossible.size());
            if (!recorded.equals(effective) || !impossible.isEmpty()) {
                ObjectNode different = answer.withArray("different").addObject().put("initiative", id).put("version", ledger.version());
                different.set("inOrderOfRecording", recorded);
                different.set("inEffectiveOrder", effective);
                var breaking = different.putArray("impossible");
                impossible.forEach((version, why) -> show(why.text(), breaking.addObject().put("milestone", version).put("rule", why.rule()).putObject("detail")));
            }
        }
    }

    /** Every milestone as it was announced, and what became of it. */
    Response history(Aggregate<?, ?> aggregate, String id) {
        var stream = store.read(aggregate, id).orElseThrow(NotFoundException::new);
        var became = new HashMap<Integer, ObjectNode>();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("initiative", id).put("version", stream.ledger().version());
        var milestones = answer.putArray("milestones");
        for (var event : stream.events()) {
            ObjectNode document = announcements.document(event);
            ObjectNode shown = milestones.addObject().put("milestone", event.version).put("type", event.type)
                    .put("standing", "stands").put("occurredOn", event.occurredOn)
                    .put("recordedAt", document.get("time").asText()).put("recordedBy", event.recordedBy);
            shown.set("summary", document.at("/data/summary"));
            became.put(event.version, shown);
            switch (announcements.json().read(event)) {
                case MilestoneRecorded<?> _ -> { }
                case MilestoneCorrected<?> correction ->
                        became.get(correction.version()).put("standing", "corrected").withArray("correctedBy").add(event.version);
                case MilestoneRetracted<?> retraction ->
                        became.get(retraction.version()).put("standing", "retracted").put("retractedBy", event.version);
            }
        }
        return Response.ok(answer.toString()).header("ETag", "\"" + stream.ledger().version() + "\"").build();
    }

    /** One milestone as it was announced. */
    Response milestone(Aggregate<?, ?> aggregate, String id, int version) {
        var events = store.read(aggregate, id).orElseThrow(NotFoundException::new).events();
        if (version < 1 || version > events.size()) {
            throw new NotFoundException();
        }
        return Response.ok(announcements.document(events.get(version - 1)).toString()).build();
    }

    private static <S> void show(Initiative<S> state, BiConsumer<S, ObjectNode> show, ObjectNode view) {
        show.accept(state.own(), view);
        show(state.publication(), view);
    }

    private static void show(Publication publication, ObjectNode view) {
        var figures = view.putArray("figures");
        publication.figures().values().forEach(figure -> show(figure.label(), figures.addObject().put("figure", figure.figure()).putObject("label")));
        var sentences = view.putArray("sentences");
        publication.sentences().values().forEach(sentence -> show(sentence.text(), sentences.addObject().put("sentence", sentence.sentence()).putObject("text")));
    }

    private static void show(Text text, ObjectNode view) {
        view.put("en", text.en()).put("fr", text.fr());
    }
}
