package ca.criticalminerals.partnerships.domain;

import ca.criticalminerals.eventsourcing.Text;

/** In what form the parties of an arrangement wrote down what they mean to do. */
public enum Instrument {
    MEMORANDUM("memorandum", "protocole d’entente"),
    JOINT_DECLARATION("joint declaration", "déclaration conjointe"),
    DIALOGUE("dialogue", "dialogue"),
    FRAMEWORK("framework", "cadre"),
    ACTION_PLAN("action plan", "plan d’action"),
    JOINT_STATEMENT("joint statement", "déclaration commune"),
    CHARTER("charter", "charte");

    private final Text text;

    Instrument(String en, String fr) {
        this.text = Text.of(en, fr);
    }

    /** What people call it. */
    Text text() {
        return text;
    }
}
