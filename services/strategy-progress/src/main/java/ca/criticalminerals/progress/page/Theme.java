package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.Text;

/** The sections of the Progress update, in their order. */
public enum Theme {
    PRODUCE("produce", Text.of("Producing and processing critical minerals in Canada",
            "Produire et transformer les minéraux critiques au Canada"),
            Text.of("Public support goes to infrastructure, knowledge, technology and large projects along the value chains, with weight on minerals that serve both industry and defence.",
                    "Le soutien public vise l’infrastructure, les connaissances, la technologie et les grands projets le long des chaînes de valeur, en particulier pour les minéraux utiles à l’industrie comme à la défense.")),
    PROTECT("protect", Text.of("Protecting sovereignty and value chains", "Protéger la souveraineté et les chaînes de valeur"),
            Text.of("These measures guard supply against pressure from abroad and against markets that do not play by common rules.",
                    "Ces mesures protègent l’approvisionnement contre les pressions de l’étranger et les marchés qui ne suivent pas de règles communes.")),
    PARTNER_DOMESTIC("partnerDomestic", Text.of("Partners at home", "Partenaires au pays"),
            Text.of("Indigenous peoples, provinces and territories take part in deciding, building and benefiting.",
                    "Les peuples autochtones, les provinces et les territoires participent aux décisions, aux travaux et aux retombées.")),
    PARTNER_INTERNATIONAL("partnerInternational", Text.of("Partners abroad", "Partenaires à l’étranger"),
            Text.of("Canada works with allies on supply, standards and investment.",
                    "Le Canada collabore avec ses alliés sur l’approvisionnement, les normes et l’investissement.")),
    WAY_FORWARD("wayForward", Text.of("The way forward", "La voie à suivre"),
            Text.of("Measures that were announced and are being put in place.", "Mesures annoncées et en voie de réalisation."));

    public final String id;
    public final Text title;
    final Text introduction;

    Theme(String id, Text title, Text introduction) {
        this.id = id;
        this.title = title;
        this.introduction = introduction;
    }
}
