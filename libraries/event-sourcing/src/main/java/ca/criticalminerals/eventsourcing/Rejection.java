package ca.criticalminerals.eventsourcing;

import java.util.OptionalInt;

/** What was asked breaks a rule of the domain; nothing has been recorded. */
public final class Rejection extends RuntimeException {
    private final String rule;
    private final Text text;
    private final OptionalInt milestone;
    private final OptionalInt place;

    /**
     * @param rule the rule's name, kebab-case
     * @param en   what is wrong, in English
     * @param fr   what is wrong, in French
     */
    public Rejection(String rule, String en, String fr) {
        this(rule, Text.of(en, fr), OptionalInt.empty(), OptionalInt.empty());
    }

    private Rejection(String rule, Text text, OptionalInt milestone, OptionalInt place) {
        super(rule + ": " + text.en(), null, false, false);
        this.rule = rule;
        this.text = text;
        this.milestone = milestone;
        this.place = place;
    }

    /** The same about a recorded milestone, which would no longer be possible in its place. */
    Rejection inTheWay(int version, PartialDate on) {
        return new Rejection(rule, Text.of(
                "Milestone " + version + " of " + on + " stands in the way: " + text.en() + " Correct or retract it first.",
                "Le jalon " + version + " du " + on + " fait obstacle : " + text.fr() + " Corrigez-le ou retirez-le d’abord."),
                OptionalInt.of(version), place);
    }

    /** The same with a recorded milestone that is about the same subject and comes later. */
    Rejection before(int version, PartialDate on) {
        return new Rejection(rule, Text.of(text.en() + " Milestone " + version + " of " + on + " is about the same and comes later.",
                text.fr() + " Le jalon " + version + " du " + on + " porte sur la même chose et vient plus tard."), OptionalInt.of(version), place);
    }

    /** The same about one of several commands that were asked together, counted from 0. */
    public Rejection at(int place) {
        return new Rejection(rule, text, milestone, OptionalInt.of(place));
    }

    /** The rule's name, kebab-case. */
    public String rule() {
        return rule;
    }

    /** What is wrong, in both languages. */
    public Text text() {
        return text;
    }

    /** The version of the recorded milestone that would break the rule, or that comes after what was asked; empty if there is none. */
    public OptionalInt milestone() {
        return milestone;
    }

    /** Which of several commands that were asked together it is about, counted from 0. */
    public OptionalInt place() {
        return place;
    }
}
