package ca.criticalminerals.progress.projection;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a generation of the projection has come: what a batch begins with, and changes. */
public final class Applied {
    /** By the id of the initiative. */
    public final Map<String, Initiative> initiatives = new HashMap<>();
    /** By the name of the write service. */
    public final Map<String, Source> sources = new HashMap<>();
    /** The next offset to be read, by topic and partition. */
    public final Map<String, Map<Integer, Long>> offsets = new HashMap<>();
    /** The initiatives of which something is held. */
    public final Set<String> withHeld = new HashSet<>();

    /** An initiative: up to which version it is applied, and why it cannot go on. */
    public static final class Initiative {
        public String source = "";
        public int version;
        public @Nullable String parked;
        boolean changed;
    }

    /** A write service: what has been received of it, up to when it is complete, and the watermark that waits. */
    public static final class Source {
        public String received = "";
        public @Nullable Instant completeThrough;
        public @Nullable String waitingSequence;
        public @Nullable Instant waitingThrough;
    }

    Initiative initiative(String id) {
        return initiatives.computeIfAbsent(id, _ -> new Initiative());
    }

    Source source(String name) {
        return sources.computeIfAbsent(name, _ -> new Source());
    }
}
