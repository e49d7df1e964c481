package ca.criticalminerals.contracts;

import ca.criticalminerals.eventsourcing.Text;

/** A registry of initiatives that cannot be used as it is written; the message is in both languages, one line each. */
public final class InvalidRegistryException extends RuntimeException {
    private final Text text;

    InvalidRegistryException(Text text) {
        super(text.en() + "\n" + text.fr());
        this.text = text;
    }

    /** What is wrong and what to do. */
    public Text text() {
        return text;
    }
}
