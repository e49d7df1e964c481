package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.Text;
import java.util.stream.Stream;

/** A province or territory, by its code, and how one says that something is there. */
public enum Jurisdiction {
    AB("in Alberta", "en Alberta"),
    BC("in British Columbia", "en Colombie-Britannique"),
    MB("in Manitoba", "au Manitoba"),
    NB("in New Brunswick", "au Nouveau-Brunswick"),
    NL("in Newfoundland and Labrador", "à Terre-Neuve-et-Labrador"),
    NS("in Nova Scotia", "en Nouvelle-Écosse"),
    NT("in the Northwest Territories", "dans les Territoires du Nord-Ouest"),
    NU("in Nunavut", "au Nunavut"),
    ON("in Ontario", "en Ontario"),
    PE("in Prince Edward Island", "à l’Île-du-Prince-Édouard"),
    QC("in Quebec", "au Québec"),
    SK("in Saskatchewan", "en Saskatchewan"),
    YT("in the Yukon", "au Yukon");

    private final Text in;

    Jurisdiction(String en, String fr) {
        in = Text.of(en, fr);
    }

    /** What the figure of the projects in a place is called; of a code that a later release announces, the code is all that is known. */
    static Text projects(String code) {
        return Stream.of(values()).filter(one -> one.name().equals(code)).findFirst()
                .map(one -> Text.of("Projects " + one.in.en(), "Projets " + one.in.fr()))
                .orElse(Text.of("Projects in the place with the code " + code, "Projets à l’endroit dont le code est " + code));
    }
}
