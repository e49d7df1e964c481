package ca.criticalminerals.progress.api;

import ca.criticalminerals.progress.domain.Entry;
import ca.criticalminerals.progress.domain.Initiative;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A milestone in a list, with the initiative that it is about. */
public record Listed(Initiative initiative, Entry entry) {
    private static final Comparator<Entry> NEWEST_FIRST = Comparator
            .comparing((Entry entry) -> entry.recorded().recordedAt()).thenComparing(entry -> entry.recorded().initiative())
            .thenComparing(entry -> entry.recorded().version()).reversed();

    /**
     * All milestones of the initiatives, the last recorded first. Each initiative has its own in the order of recording, so they are
     * merged while they are read: however many there are, one of each initiative is held.
     */
    public static Stream<Listed> newestFirst(List<Initiative> initiatives) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Merged(initiatives), 0), false);
    }

    private static final class Merged implements Iterator<Listed> {
        private final PriorityQueue<Last> queue = new PriorityQueue<>();

        /** The last milestone of an initiative that was not read yet. */
        private record Last(Initiative initiative, int place) implements Comparable<Last> {
            Entry entry() {
                return initiative.entries().get(place);
            }

            @Override
            public int compareTo(Last other) {
                return NEWEST_FIRST.compare(entry(), other.entry());
            }
        }

        Merged(List<Initiative> initiatives) {
            initiatives.forEach(initiative -> queue.add(new Last(initiative, initiative.entries().size() - 1)));
        }

        @Override
        public boolean hasNext() {
            return !queue.isEmpty();
        }

        @Override
        public Listed next() {
            Last last = queue.poll();
            if (last == null) {
                throw new NoSuchElementException();
            }
            if (last.place > 0) {
                queue.add(new Last(last.initiative, last.place - 1));
            }
            return new Listed(last.initiative, last.entry());
        }
    }
}
