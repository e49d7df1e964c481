package ca.criticalminerals.security.domain;

import ca.criticalminerals.eventsourcing.Text;

/** How something that a measure consists of stands. */
public enum Status {
    PROPOSED("proposed", "proposé"),
    INTRODUCED("introduced", "déposé"),
    ASSENTED("assented", "sanctionné"),
    IN_FORCE("in force", "en vigueur"),
    WITHDRAWN("withdrawn", "retiré"),
    REPEALED("repealed", "abrogé"),
    REVOKED("revoked", "révoqué"),
    NEGOTIATING("negotiating", "en négociation"),
    ANNOUNCED("announced", "annoncé"),
    SIGNED("signed", "signé"),
    REPLACED("replaced", "remplacé"),
    ENDED("ended", "terminé"),
    ESTABLISHED("established", "constitué"),
    RELEASED("released", "publié"),
    SUPERSEDED("superseded", "périmé"),
    ACTIVE("active", "en cours"),
    OPEN("open", "ouvert"),
    CONCLUDED("concluded", "conclu");

    private final Text name;

    Status(String en, String fr) {
        name = Text.of(en, fr);
    }

    /** What it is called; in French as a state, « l’état signé ». */
    Text text() {
        return name;
    }
}
