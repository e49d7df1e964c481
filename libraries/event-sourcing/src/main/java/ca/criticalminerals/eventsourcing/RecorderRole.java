package ca.criticalminerals.eventsourcing;

import java.util.Arrays;
import java.util.Optional;

/** The role in which somebody records something; with the organization it is all that the public learns of who it was. */
public enum RecorderRole {
    OFFICER("officer", "Officer", "Agent"),
    WRITER("writer", "Report writer", "Rédaction du rapport"),
    PUBLISHER("publisher", "Publisher", "Responsable de la publication"),
    LOADER("loader", "Data loader", "Chargement des données"),
    PRIVACY("privacy", "Privacy officer", "Protection des renseignements personnels");

    /** The word for it in tokens and announcements. */
    public final String code;
    private final Text title;

    RecorderRole(String code, String en, String fr) {
        this.code = code;
        this.title = Text.of(en, fr);
    }

    /** The role of the code; an officer where nothing else is known, as before roles were kept. */
    public static RecorderRole of(Optional<String> code) {
        return Arrays.stream(values()).filter(role -> code.filter(role.code::equals).isPresent()).findFirst().orElse(OFFICER);
    }

    /** The role and the organization: {@code Officer, Natural Resources Canada}. */
    public Text at(Optional<Text> organization) {
        return organization.map(of -> Text.of(title.en() + ", " + of.en(), title.fr() + ", " + of.fr())).orElse(title);
    }
}
