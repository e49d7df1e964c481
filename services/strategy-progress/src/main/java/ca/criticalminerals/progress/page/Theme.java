package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.Text;

/** The sections of the Progress update, in their order; what stands in them is data. */
public enum Theme {
    FACTS("facts", 2, Text.of("Latest facts and figures", "Faits et chiffres récents")),
    STRATEGY("strategy", 2, Text.of("Key progress under the Strategy", "Progrès réalisés dans le cadre de la Stratégie")),
    OUTLOOK("outlook", 2, Text.of("Looking ahead", "Perspectives")),
    PRODUCE("produce", 3, Text.of("Producing and processing critical minerals in Canada", "Produire et transformer les minéraux critiques au Canada")),
    PROTECT("protect", 3, Text.of("Protecting sovereignty and value chains", "Protéger la souveraineté et les chaînes de valeur")),
    PARTNER_DOMESTIC("partnerDomestic", 3, Text.of("Partners at home", "Partenaires au pays")),
    PARTNER_INTERNATIONAL("partnerInternational", 3, Text.of("Partners abroad", "Partenaires à l’étranger")),
    WAY_FORWARD("wayForward", 2, Text.of("The way forward", "La voie à suivre"));

    public final String id;
    /** Of the heading, 2 or 3. */
    final int level;
    public final Text title;

    Theme(String id, int level, Text title) {
        this.id = id;
        this.level = level;
        this.title = title;
    }
}
