package ca.criticalminerals.progress.domain;

import ca.criticalminerals.progress.domain.Change.Part;
import ca.criticalminerals.progress.domain.Figure.Contribution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of every figure between two points.
 *
 * @param all the figures of initiatives by id, then the Strategy's money by kind, also those that stayed what they were
 */
public record Changes(List<Change> all) {

    /** What became of the figures of these histories and of their money; the first point must not lie behind the second on either clock. */
    public static Changes between(Collection<History> histories, Point from, Point to) {
        if (!from.isWithin(to)) {
            throw new IllegalArgumentException(from + " is behind " + to);
        }
        var changes = new ArrayList<Change>();
        var money = new TreeMap<String, List<Change>>();
        for (History history : histories) {
            Walk.changes(history, from, to).forEach((id, change) -> {
                if (id.startsWith("money.")) {
                    money.computeIfAbsent(id, _ -> new ArrayList<>()).add(change);
                } else {
                    changes.add(change);
                }
            });
        }
        money.forEach((id, ofInitiatives) -> changes.add(together(id.substring("money.".length()), ofInitiatives)));
        return new Changes(List.copyOf(changes));
    }

    /** Those of which there is anything to tell. */
    public List<Change> changed() {
        return all.stream().filter(Change::isChanged).toList();
    }

    /** How much there is to look at, in milestones: it grows with the square of what changed in one initiative. */
    public static long length(Collection<History> histories, Point from, Point to) {
        return histories.stream().mapToLong(history -> Walk.length(history, from, to)).sum();
    }

    /** What became of one of the figures. */
    public Optional<Change> of(String id) {
        return all.stream().filter(change -> change.id().equals(id)).findFirst();
    }

    /** A kind of money over all initiatives: each of them brings its own parts. */
    private static Change together(String kind, List<Change> ofInitiatives) {
        List<Part> parts = ofInitiatives.stream().flatMap(change -> change.parts().stream()).toList();
        return new Change(total(kind, ofInitiatives.stream().map(Change::before).toList()),
                total(kind, ofInitiatives.stream().map(Change::after).toList()), parts);
    }

    private static Optional<Figure> total(String kind, List<Optional<Figure>> figures) {
        List<Contribution> contributions = figures.stream().flatMap(Optional::stream).flatMap(figure -> figure.contributions().stream()).toList();
        return contributions.isEmpty() ? Optional.empty() : Optional.of(Strategy.figure(kind, contributions));
    }
}
