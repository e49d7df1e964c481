package ca.criticalminerals.progress.projection;

import java.util.Arrays;

/** What an operator can decide about a rebuild that is under way. */
public enum RebuildDecision {
    COMPARE("compare"),
    SWITCH("switch"),
    SWITCH_EVEN_IF_DIFFERENT("switchEvenIfDifferent"),
    DISCARD("discard");

    /** What programs call it. */
    public final String word;

    RebuildDecision(String word) {
        this.word = word;
    }

    static RebuildDecision of(String word) {
        return Arrays.stream(values()).filter(decision -> decision.word.equals(word)).findAny().orElseThrow();
    }

    /** Whether the rebuilt view is to be read after this comparison. */
    boolean switches(boolean equal) {
        return switch (this) {
            case SWITCH -> equal;
            case SWITCH_EVEN_IF_DIFFERENT -> true;
            case COMPARE, DISCARD -> false;
        };
    }
}
