package ca.criticalminerals.security.domain;

import ca.criticalminerals.eventsourcing.Text;

/** The sorts of security measures; the sort decides what a measure can consist of. */
public enum MeasureKind {
    /** Laws and their amendments. */
    LEGISLATION("legislation", "législation"),
    /** Designations under an act. */
    DESIGNATION("designation", "désignation"),
    /** Offtake agreements and stockpiles. */
    SUPPLY("supply", "approvisionnement"),
    /** Published texts alone. */
    INSTRUMENT("published instrument", "instrument publié"),
    /** Projects of allies in which Canada takes part. */
    ALLIED_PROJECT("allied project", "projet d’alliés"),
    /** Reviews, case by case. */
    REVIEW_REGIME("review regime", "régime d’examen"),
    /** Work with provinces and territories. */
    JOINT_WORK("joint work", "travaux conjoints");

    private final Text name;

    MeasureKind(String en, String fr) {
        name = Text.of(en, fr);
    }

    /** What it is called. */
    Text text() {
        return name;
    }
}
