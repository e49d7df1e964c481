package ca.criticalminerals.progress.projection;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Where a rebuild is: on its way to a decision, or at its end. */
public enum RebuildState {
    /** There has been none. */
    NEVER("never"),
    READING("reading"),
    COMPARING("comparing"),
    /** It is compared, follows, and waits for a decision. */
    READY("ready"),
    SWITCHED("switched"),
    DISCARDED("discarded"),
    FAILED("failed");

    /** Those that wait for a decision or for what leads to one, as SQL lists them. */
    static final String UNDER_WAY = Arrays.stream(values()).filter(RebuildState::isUnderWay).map(state -> "'" + state.word + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    /** What programs call it. */
    public final String word;

    RebuildState(String word) {
        this.word = word;
    }

    static RebuildState of(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findAny().orElseThrow();
    }

    /** Whether it waits for a decision, or for what leads to one. */
    public boolean isUnderWay() {
        return switch (this) {
            case READING, COMPARING, READY -> true;
            case NEVER, SWITCHED, DISCARDED, FAILED -> false;
        };
    }
}
