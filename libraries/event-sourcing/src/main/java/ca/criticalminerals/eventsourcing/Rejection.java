package ca.criticalminerals.eventsourcing;

/** What was asked breaks a rule of the domain; nothing has been recorded. */
public final class Rejection extends RuntimeException {
    private final String rule;
    private final Text text;

    /**
     * @param rule the rule's name, kebab-case
     * @param en   what is wrong, in English
     * @param fr   what is wrong, in French
     */
    public Rejection(String rule, String en, String fr) {
        super(rule + ": " + en, null, false, false);
        this.rule = rule;
        this.text = Text.of(en, fr);
    }

    /** The rule's name, kebab-case. */
    public String rule() {
        return rule;
    }

    /** What is wrong, in both languages. */
    public Text text() {
        return text;
    }
}
