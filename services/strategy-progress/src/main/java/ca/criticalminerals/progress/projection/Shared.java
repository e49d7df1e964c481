package ca.criticalminerals.progress.projection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One object for equal values that occur again and again: with many milestones, most of the memory would be copies of them. */
final class Shared {
    private static final int MOST = 20_000;
    private static final Map<Object, Object> KNOWN = new ConcurrentHashMap<>();

    private Shared() {}

    /** A value that is equal; immutable ones only. */
    @SuppressWarnings("unchecked") // equal values are of one class
    static <T> T of(T value) {
        Object known = KNOWN.putIfAbsent(value, value);
        if (KNOWN.size() > MOST) {
            KNOWN.clear(); // what occurs again is soon known again
        }
        return known == null ? value : (T) known;
    }
}
