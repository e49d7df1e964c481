package ca.criticalminerals.progress.projection;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far a generation of the projection has come: what a batch begins with, and changes. */
public final class Applied {
    /** By the id of the initiative. */
    public final Map<String, Initiative> initiatives = new HashMap<>();
    /** By the name of the write service. */
    public final Map<String, Source> sources = new HashMap<>();
    /** The next offset to be read, by topic and partition. */
    public final Map<String, Map<Integer, Long>> offsets = new HashMap<>();
    /** The topics of which unsigned records are on file. */
    public final Set<String> unsigned = new HashSet<>();
    /** The initiatives of which something is withheld. */
    public final Set<String> withheld = new HashSet<>();

    /** An initiative: up to which version it is applied, and why it cannot go on. */
    public static final class Initiative {
        public int version;
        public @Nullable String parked;
        boolean changed;
    }

    /** A write service: what has been received of it, and up to when it is complete. */
    public static final class Source {
        private static final int MOST = 64;

        public String received = "";
        public @Nullable Instant completeThrough;
        /** The watermarks that wait, each as an instant by the sequence that must be received first. */
        public final TreeMap<String, Instant> waiting = new TreeMap<>();
        /** Up to when nothing new is recorded any more, as the service has said in signed statements. */
        public Instant floor = Instant.MIN;
        /** Whether it has said something new about up to when it is complete. */
        boolean heard;

        /** Takes in what a signed statement says. */
        void raise(Instant said) {
            floor = said.isAfter(floor) ? said : floor;
        }

        /** Takes in the sequence of a record that is genuine. */
        void receive(String sequence) {
            received = sequence.compareTo(received) > 0 ? sequence : received;
            believe();
        }

        /** Takes in a watermark: it is true once everything it speaks of has been received. */
        void promise(String sequence, Instant through) {
            heard |= (completeThrough == null || through.isAfter(completeThrough)) && waiting.values().stream().noneMatch(other -> !through.isAfter(other));
            waiting.merge(sequence, through, (one, other) -> one.isAfter(other) ? one : other);
            believe();
            if (waiting.size() > MOST) {
                thin();
            }
        }

        /** It never moves backwards, and ends the same whichever came first, the watermarks or what they speak of. */
        private void believe() {
            var fulfilled = waiting.headMap(received, true);
            fulfilled.values().forEach(through -> completeThrough = completeThrough == null || through.isAfter(completeThrough) ? through : completeThrough);
            fulfilled.clear();
        }

        /** The first one comes true next, and the last one says most: of those between them every other one is enough. */
        private void thin() {
            String last = waiting.lastKey();
            boolean keep = false;
            for (var sequences = waiting.keySet().iterator(); sequences.hasNext();) {
                keep = !keep;
                if (!sequences.next().equals(last) && !keep) {
                    sequences.remove();
                }
            }
        }
    }

    Initiative initiative(String id) {
        return initiatives.computeIfAbsent(id, _ -> new Initiative());
    }

    Source source(String name) {
        return sources.computeIfAbsent(name, _ -> new Source());
    }
}
