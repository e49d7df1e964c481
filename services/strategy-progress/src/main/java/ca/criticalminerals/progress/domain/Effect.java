package ca.criticalminerals.progress.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which the milestones of a history take effect. Sorted once for every past that is asked about: what is known and
 * in effect at a time is most of it left out; only what was corrected has another place then.
 */
final class Effect {
    private static final Comparator<Entry> ORDER =
            Comparator.comparing((Entry entry) -> entry.now().effectiveOn()).thenComparing(entry -> entry.recorded().version());

    /** Places in the history, from 0. */
    private final int[] order;

    private Effect(int[] order) {
        this.order = order;
    }

    static Effect of(List<Milestone> milestones) {
        // The sort is stable: of one day, the earlier version comes first.
        return new Effect(IntStream.range(0, milestones.size()).boxed()
                .sorted(Comparator.comparing((Integer place) -> milestones.get(place).effectiveOn())).mapToInt(Integer::intValue).toArray());
    }

    /** Of the entries that are known, those that stand and have taken effect by the end of the day, in the order in which they did. */
    List<Entry> of(List<Entry> known, LocalDate asOf) {
        var effective = new ArrayList<Entry>(known.size());
        var corrected = new ArrayList<Entry>();
        for (int place : order) {
            if (place < known.size()) {
                Entry entry = known.get(place);
                if (entry.stands() && !entry.now().effectiveOn().isAfter(asOf)) {
                    (entry.corrections().isEmpty() ? effective : corrected).add(entry);
                }
            }
        }
        return corrected.isEmpty() ? effective : merged(effective, corrected);
    }

    /** The same for entries of which the history is not at hand. */
    static List<Entry> sorted(List<Entry> known, LocalDate asOf) {
        return known.stream().filter(entry -> entry.stands() && !entry.now().effectiveOn().isAfter(asOf)).sorted(ORDER).toList();
    }

    private static List<Entry> merged(List<Entry> sorted, List<Entry> others) {
        others.sort(ORDER);
        var merged = new ArrayList<Entry>(sorted.size() + others.size());
        int from = 0;
        for (Entry other : others) {
            int to = -1 - Collections.binarySearch(sorted.subList(from, sorted.size()), other, ORDER) + from;
            merged.addAll(sorted.subList(from, to));
            merged.add(other);
            from = to;
        }
        merged.addAll(sorted.subList(from, sorted.size()));
        return merged;
    }
}
