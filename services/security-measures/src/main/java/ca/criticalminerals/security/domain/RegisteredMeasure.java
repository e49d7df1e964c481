package ca.criticalminerals.security.domain;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone.MeasureRegistered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A measure that is known to the tracker.
 *
 * @param standing what it was when it was registered
 * @param items    what it consists of
 */
public record RegisteredMeasure(Names names, List<Names> formerNames, MeasureKind kind, Standing standing, Optional<PartialDate> endedOn,
        PMap<Item.Id, Item> items) implements SecurityMeasure {

    static RegisteredMeasure of(MeasureRegistered registered) {
        return new RegisteredMeasure(registered.names(), registered.formerNames(), registered.measure(), registered.standing(),
                Optional.empty(), HashTreePMap.empty());
    }

    RegisteredMeasure renamed(Names next) {
        var former = new ArrayList<>(formerNames);
        former.add(names);
        return new RegisteredMeasure(next, List.copyOf(former), kind, standing, endedOn, items);
    }

    RegisteredMeasure ended(PartialDate on) {
        return new RegisteredMeasure(names, formerNames, kind, standing, Optional.of(on), items);
    }

    RegisteredMeasure with(Item item) {
        return new RegisteredMeasure(names, formerNames, kind, standing, endedOn, items.plus(item.id(), item));
    }

    Optional<Item> item(Item.Id id) {
        return Optional.ofNullable(items.get(id));
    }
}
