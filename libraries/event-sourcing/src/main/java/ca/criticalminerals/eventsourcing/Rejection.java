package ca.criticalminerals.eventsourcing;

import java.util.OptionalInt;

/** What was asked breaks a rule of the domain; nothing has been recorded. */
public final class Rejection extends RuntimeException {
    private final String rule;
    private final Text text;
    private final OptionalInt place;

    /**
     * @param rule the rule's name, kebab-case
     * @param en   what is wrong, in English
     * @param fr   what is wrong, in French
     */
    public Rejection(String rule, String en, String fr) {
        this(rule, Text.of(en, fr), OptionalInt.empty());
    }

    private Rejection(String rule, Text text, OptionalInt place) {
        super(rule + ": " + text.en(), null, false, false);
        this.rule = rule;
        this.text = text;
        this.place = place;
    }

    /** The same about one of several commands that were asked together, counted from 0. */
    public Rejection at(int place) {
        return new Rejection(rule, text, OptionalInt.of(place));
    }

    /** The rule's name, kebab-case. */
    public String rule() {
        return rule;
    }

    /** What is wrong, in both languages. */
    public Text text() {
        return text;
    }

    /** Which of several commands that were asked together it is about, counted from 0. */
    public OptionalInt place() {
        return place;
    }
}
