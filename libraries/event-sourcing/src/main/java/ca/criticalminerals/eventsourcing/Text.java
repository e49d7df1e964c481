package ca.criticalminerals.eventsourcing;

import java.util.Objects;

/** The same words in English and in French; neither language exists without the other. */
public record Text(String en, String fr) {
    public Text {
        Objects.requireNonNull(en, "en");
        Objects.requireNonNull(fr, "fr");
    }

    /** A text from its two languages, English first. */
    public static Text of(String en, String fr) {
        return new Text(en, fr);
    }

    /** The words in the language of a BCP 47 tag: French for {@code fr…}, otherwise English. */
    public String in(String language) {
        return language.startsWith("fr") ? fr : en;
    }
}
