package ca.criticalminerals.progress.api;

import ca.criticalminerals.progress.domain.Change;
import ca.criticalminerals.progress.domain.Change.Part;
import ca.criticalminerals.progress.domain.ChangesInWords;
import ca.criticalminerals.progress.domain.Entry;
import ca.criticalminerals.progress.domain.Figure;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** What changed, as JSON. A milestone that moved several figures stands beside each of them, and is written once. */
public final class ChangesAsJson {
    private final Map<Entry, ObjectNode> entries = new IdentityHashMap<>();

    /** Fills in what became of a figure, and what made the difference. */
    public void change(ObjectNode json, Change change) {
        Figure figure = change.latest();
        json.put("id", figure.id());
        figure.initiative().ifPresent(initiative -> json.put("initiative", initiative));
        Json.put(json, "label", figure.label());
        json.put("unit", figure.unit());
        value(json, "before", change.before());
        value(json, "after", change.after());
        change.difference().ifPresentOrElse(difference -> Json.amount(json, "difference", figure, difference), () -> json.putNull("difference"));
        Json.put(json, "sentence", ChangesInWords.sentence(change));
        ArrayNode parts = json.putArray("parts");
        change.parts().forEach(part -> part(parts.addObject(), change, part));
    }

    private static void value(ObjectNode json, String name, Optional<Figure> figure) {
        figure.filter(Figure::hasValue).ifPresentOrElse(one -> {
            ObjectNode value = json.putObject(name);
            one.number().ifPresent(number -> Json.amount(value, "value", one, number));
            one.date().ifPresent(date -> value.put("value", date.value()));
            value.put("qualifier", one.qualifier());
        }, () -> json.putNull(name));
    }

    private void part(ObjectNode json, Change change, Part part) {
        json.put("cause", part.cause().code);
        if (change.isComparable()) {
            Json.amount(json, "amount", change.latest(), part.amount());
        }
        if (part.by().version() != part.entry().recorded().version()) {
            json.put("changedBy", part.by().version());
        }
        Json.put(json, "sentence", ChangesInWords.sentence(change, part));
        ChangesInWords.reason(part.by()).ifPresent(reason -> Json.put(json, "reason", reason));
        json.setAll(entries.computeIfAbsent(part.entry(), Json::entry));
    }
}
