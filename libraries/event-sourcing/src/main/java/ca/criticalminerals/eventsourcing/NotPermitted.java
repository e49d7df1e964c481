package ca.criticalminerals.eventsourcing;

/** The refusal of a command that somebody with another role may give. Nothing has been recorded. */
public final class NotPermitted extends RuntimeException {
    private final transient Text text;

    public NotPermitted(String en, String fr) {
        super(en, null, false, false);
        text = Text.of(en, fr);
    }

    /** What is not permitted, to whom it is, and what can be done instead. */
    public Text text() {
        return text;
    }
}
