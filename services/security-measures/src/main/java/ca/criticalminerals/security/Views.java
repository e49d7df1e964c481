package ca.criticalminerals.security;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.security.domain.Item;
import ca.criticalminerals.security.domain.RegisteredMeasure;
import ca.criticalminerals.security.domain.SecurityMeasure;
import ca.criticalminerals.security.domain.SecurityMeasure.Unregistered;
import ca.criticalminerals.security.domain.Word;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/** What GET shows of the state of a measure. */
public final class Views {
    private static final Comparator<Item> BY_KIND_AND_KEY =
            Comparator.comparing((Item item) -> item.id().kind()).thenComparing(item -> item.id().key());

    private Views() {}

    /** Shows a measure. */
    public static void show(SecurityMeasure state, ObjectNode view) {
        switch (state) {
            case Unregistered _ -> view.put("status", "retracted");
            case RegisteredMeasure measure -> {
                show(measure.names(), view.putObject("names"));
                var former = view.putArray("formerNames");
                measure.formerNames().forEach(names -> show(names, former.addObject()));
                view.put("measure", Word.of(measure.kind()));
                view.put("status", status(measure));
                measure.endedOn().ifPresent(on -> view.put("endedOn", on.value()));
                var items = view.putArray("items");
                measure.items().values().stream().sorted(BY_KIND_AND_KEY).forEach(item -> show(item, items.addObject()));
            }
        }
    }

    private static String status(RegisteredMeasure measure) {
        if (measure.endedOn().isPresent()) {
            return "ended";
        }
        return measure.standing() == Standing.ACTIVE || !measure.items().isEmpty() ? "active" : "announced";
    }

    private static void show(Item item, ObjectNode view) {
        view.put("item", Word.of(item.id().kind())).put("key", item.id().key());
        show(item.title(), view.putObject("title"));
        view.put("status", Word.of(item.status())).put("since", item.since().value());
        item.replacedBy().ifPresent(by -> view.put("replacedBy", by));
    }

    private static void show(Names names, ObjectNode view) {
        show(names.name(), view.putObject("name"));
        names.abbreviation().ifPresent(abbreviation -> show(abbreviation, view.putObject("abbreviation")));
    }

    private static void show(Text text, ObjectNode view) {
        view.put("en", text.en()).put("fr", text.fr());
    }
}
