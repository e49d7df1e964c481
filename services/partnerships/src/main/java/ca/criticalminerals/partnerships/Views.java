package ca.criticalminerals.partnerships;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.partnerships.domain.Item;
import ca.criticalminerals.partnerships.domain.ItemKind;
import ca.criticalminerals.partnerships.domain.Partnership;
import ca.criticalminerals.partnerships.domain.Partnership.Unregistered;
import ca.criticalminerals.partnerships.domain.RegisteredPartnership;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;

/** What GET shows of the state of a partnership. */
public final class Views {
    private Views() {}

    /** Shows a partnership. */
    public static void show(Partnership state, ObjectNode view) {
        switch (state) {
            case Unregistered _ -> view.put("status", "retracted");
            case RegisteredPartnership partnership -> {
                show(partnership.names(), view.putObject("names"));
                var former = view.putArray("formerNames");
                partnership.formerNames().forEach(names -> show(names, former.addObject()));
                view.put("partnership", partnership.kind().word()).put("status", status(partnership));
                partnership.endedOn().ifPresent(on -> view.put("endedOn", on.value()));
                var items = view.putArray("items");
                new TreeMap<>(partnership.items()).forEach((kind, ofKind) ->
                        new TreeMap<>(ofKind).forEach((key, item) -> show(kind, key, item, items.addObject())));
            }
        }
    }

    private static void show(ItemKind kind, String key, Item item, ObjectNode view) {
        view.put("item", kind.word()).put(kind.word(), key);
        show(item.title(), view.putObject("title"));
        view.put("status", item.status().word()).put("since", item.since().value()).put("beganOn", item.beganOn().value());
        item.until().ifPresent(until -> view.put("until", until.value()));
        item.amount().ifPresent(money -> view.put("amount", money.amount().toPlainString()).put("currency", money.currency().name())
                .put("upTo", money.upTo()));
    }

    private static String status(RegisteredPartnership partnership) {
        if (partnership.endedOn().isPresent()) {
            return "ended";
        }
        return partnership.standing() == Standing.ACTIVE || !partnership.items().isEmpty() ? "active" : "announced";
    }

    private static void show(Names names, ObjectNode view) {
        show(names.name(), view.putObject("name"));
        names.abbreviation().ifPresent(abbreviation -> show(abbreviation, view.putObject("abbreviation")));
    }

    private static void show(Text text, ObjectNode view) {
        view.put("en", text.en()).put("fr", text.fr());
    }
}
