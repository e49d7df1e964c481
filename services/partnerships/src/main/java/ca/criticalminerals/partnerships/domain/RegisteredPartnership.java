package ca.criticalminerals.partnerships.domain;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.partnerships.domain.Item.Status;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.PartnershipRegistered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A partnership that is known to the tracker. Its items share what did not change with the state before, so that one more
 * milestone costs the same in a long history as in a short one.
 *
 * @param standing what it was when it was registered
 * @param endedOn  when it ended
 * @param items    by kind and key
 */
public record RegisteredPartnership(Names names, List<Names> formerNames, PartnershipKind kind, Standing standing,
        Optional<PartialDate> endedOn, PMap<ItemKind, PMap<String, Item>> items) implements Partnership {

    static RegisteredPartnership of(PartnershipRegistered registered) {
        return new RegisteredPartnership(registered.names(), registered.formerNames(), registered.partnership(), registered.standing(),
                Optional.empty(), HashTreePMap.empty());
    }

    Optional<Item> item(ItemKind kind, String key) {
        return Optional.ofNullable(ofKind(kind).get(key));
    }

    RegisteredPartnership begun(ItemKind kind, String key, Text title, Optional<Money> amount, PartialDate on) {
        return with(kind, key, item(kind, key).map(item -> item.now(kind.first(), on))
                .orElseGet(() -> new Item(title, kind.first(), on, on, Optional.empty(), amount)));
    }

    RegisteredPartnership now(ItemKind kind, String key, Status status, PartialDate on) {
        return changed(kind, key, item -> item.now(status, on));
    }

    RegisteredPartnership renewed(ItemKind kind, String key, PartialDate on, Optional<PartialDate> until) {
        return changed(kind, key, item -> item.renewed(on, until));
    }

    /** The same after something happened to an item; what happened to one that there is not changes nothing. */
    private RegisteredPartnership changed(ItemKind kind, String key, UnaryOperator<Item> change) {
        return item(kind, key).map(item -> with(kind, key, change.apply(item))).orElse(this);
    }

    RegisteredPartnership renamed(Names next) {
        var former = new ArrayList<>(formerNames);
        former.add(names);
        return new RegisteredPartnership(next, List.copyOf(former), kind, standing, endedOn, items);
    }

    RegisteredPartnership ended(PartialDate on) {
        return new RegisteredPartnership(names, formerNames, kind, standing, Optional.of(on), items);
    }

    private RegisteredPartnership with(ItemKind kind, String key, Item item) {
        return new RegisteredPartnership(names, formerNames, this.kind, standing, endedOn, items.plus(kind, ofKind(kind).plus(key, item)));
    }

    private PMap<String, Item> ofKind(ItemKind kind) {
        return items.getOrDefault(kind, HashTreePMap.empty());
    }
}
