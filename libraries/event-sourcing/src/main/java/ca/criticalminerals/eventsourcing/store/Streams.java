package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.Milestone;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What this instance remembers of the streams that were written last, so that it need not read them for each command. */
final class Streams {
    /** What is remembered of a stream grows with it, by a kilobyte or so for each event: two fifths of the heap at most. */
    private static final long BYTES_OF_HEAP_PER_EVENT = 2_500;
    private static final long MOST_EVENTS = Runtime.getRuntime().maxMemory() / BYTES_OF_HEAP_PER_EVENT;

    private final Cache<String, Stream> streams = Caffeine.newBuilder().maximumWeight(MOST_EVENTS)
            .weigher((String id, Stream stream) -> 1 + stream.events).build();

    /**
     * A stream at a version.
     *
     * @param registration the kind of its first event; empty if it has none
     * @param ledger       what its events add up to, if they are of the kind of initiative that is asked for
     */
    record Known<S, M extends Milestone>(String registration, int version, Ledger<S, M> ledger) {}

    /** One stream, as long as nobody else of this instance works on it. */
    static final class Stream {
        private final String id;
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable Known<?, ?> known;
        private volatile int events;

        private Stream(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        @SuppressWarnings("unchecked") // the registration says of which kind the ledger is
        <S, M extends Milestone> Optional<Known<S, M>> known(Aggregate<S, M> aggregate) {
            Known<?, ?> now = known;
            return now != null && now.registration.equals(aggregate.registration()) ? Optional.of((Known<S, M>) now) : Optional.empty();
        }

        <S, M extends Milestone> void remember(Aggregate<S, M> aggregate, Known<S, M> next) {
            known = next.registration.equals(aggregate.registration()) ? next : null;
        }

        void forget() {
            known = null;
        }
    }

    /** What is remembered of a stream, for somebody who only reads and does not wait for those who write. */
    <S, M extends Milestone> Optional<Known<S, M>> known(String id, Aggregate<S, M> aggregate) {
        return Optional.ofNullable(streams.getIfPresent(id)).flatMap(stream -> stream.known(aggregate));
    }

    /** Remembers what somebody has read, unless somebody works on the stream or it is remembered already. */
    <S, M extends Milestone> void offer(String id, Aggregate<S, M> aggregate, Known<S, M> read) {
        Stream stream = streams.get(id, Stream::new);
        if (stream.lock.tryLock()) {
            try {
                if (stream.known == null) {
                    stream.remember(aggregate, read);
                }
            } finally {
                given(id, stream);
            }
        }
    }

    private void given(String id, Stream stream) {
        Known<?, ?> now = stream.known;
        stream.events = now == null ? 0 : now.version;
        streams.put(id, stream); // it may be heavier now
        stream.lock.unlock();
    }

    /** Does the work while no one else of this instance works on the stream. */
    <T> T alone(String id, Function<Stream, T> work) {
        Stream stream = streams.get(id, Stream::new);
        stream.lock.lock();
        try {
            return work.apply(stream);
        } finally {
            given(id, stream);
        }
    }
}
