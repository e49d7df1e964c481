package ca.criticalminerals.partnerships.domain;

import ca.criticalminerals.eventsourcing.Text;

/** What sort of partnership it is; it decides which kinds of items the partnership can have. */
public enum PartnershipKind {
    INDUSTRIAL_ZONES("industrialZones", "industrial zones", "zones industrielles"),
    REQUEST_FOR_INFORMATION("requestForInformation", "request for information", "demande d’information"),
    WORKING_TABLE("workingTable", "working table", "table de travail"),
    MULTILATERAL("multilateral", "multilateral cooperation", "coopération multilatérale"),
    ALLIANCE("alliance", "alliance", "alliance"),
    BILATERAL("bilateral", "bilateral cooperation", "coopération bilatérale");

    private final String word;
    private final Text text;

    PartnershipKind(String word, String en, String fr) {
        this.word = word;
        this.text = Text.of(en, fr);
    }

    /** How it is written in JSON, lower camel case. */
    public String word() {
        return word;
    }

    /** What people call it. */
    Text text() {
        return text;
    }
}
