package ca.criticalminerals.progress.download;

import ca.criticalminerals.eventsourcing.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands in a milestone in JSON, in the lists and in the lines of the files. */
final class Members {
    static final Map<String, Text> OF_A_MILESTONE = Collections.unmodifiableMap(ofAMilestone());

    private Members() {}

    private static Map<String, Text> ofAMilestone() {
        var members = new LinkedHashMap<String, Text>();
        members.put("initiative", Text.of("The id of the initiative, as in addresses.", "L’identifiant de l’initiative, comme dans les adresses."));
        members.put("milestone", Text.of("Its number in the record of the initiative, from 1.", "Son numéro dans le registre de l’initiative, à partir de 1."));
        members.put("kind", Text.of("The kind of milestone, as a code: each has a contract.", "Le type de jalon, sous forme de code : chacun a un contrat."));
        members.put("occurredOn", Text.of("When it happened: a year, a month or a day.", "Quand cela s’est produit : une année, un mois ou un jour."));
        members.put("countsFrom", Text.of("The day from which it counts.", "Le jour à partir duquel il compte."));
        members.put("recordedAt", Text.of("The instant from which it was known.", "L’instant à partir duquel il était connu."));
        members.put("recordedBy", Text.of("The role and the organization of who recorded it.", "Le rôle et l’organisation de qui l’a consigné."));
        members.put("standing", Text.of("stands, corrected or retracted.", "stands (tel quel), corrected (corrigé) ou retracted (retiré)."));
        members.put("summary", Text.of("The milestone in a sentence.", "Le jalon en une phrase."));
        members.put("title", Text.of("What it is called, where it has a title.", "Son titre, s’il en a un."));
        members.put("project", Text.of("The key of the project that it is about.", "La clé du projet dont il s’agit."));
        members.put("item", Text.of("The key of the agreement, law, output or other item that it is about.",
                "La clé de l’entente, de la loi, du produit ou d’un autre élément dont il s’agit."));
        members.put("recipients", Text.of("Who receives support, or with whom an item is.", "Qui reçoit un appui, ou avec qui un élément existe."));
        members.put("jurisdictions", Text.of("The codes of the provinces and territories that it names.", "Les codes des provinces et territoires qu’il nomme."));
        members.put("minerals", Text.of("The codes of the minerals that it names.", "Les codes des minéraux qu’il nomme."));
        members.put("amount", Text.of("The amount that it names, as a decimal text with its currency, the kind of money and whether it is only a ceiling. "
                + "Not to be added over kinds of milestones: an agreement names the amount of its approval again.",
                "Le montant qu’il nomme, sous forme de texte décimal, avec sa devise, le type d’argent et s’il n’est qu’un plafond. "
                + "À ne pas additionner entre types de jalons : une entente nomme de nouveau le montant de son approbation."));
        members.put("data", Text.of("All that it says, in the words of the contract of its kind; a correction says what it puts in the place of which milestone. "
                + "Empty where texts were withdrawn.",
                "Tout ce qu’il dit, dans les mots du contrat de son type; une correction dit ce qu’elle met à la place de quel jalon. Vide si des textes ont été retirés."));
        members.put("evidence", Text.of("On what it rests: each source with its title, its address or both, and how well it is known; "
                + "of an internal record that was not released, only whose it is.",
                "Sur quoi il repose : chaque source avec son titre, son adresse ou les deux, et à quel point elle est connue; "
                + "d’un document interne non divulgué, seulement à qui il est."));
        members.put("corrections", Text.of("What corrected it, in order, and why.", "Ce qui l’a corrigé, dans l’ordre, et pourquoi."));
        members.put("retraction", Text.of("What took it back, and why.", "Ce qui l’a retiré, et pourquoi."));
        members.put("redactions", Text.of("What took texts out of it on a legal ground, and why.", "Ce qui en a supprimé des textes pour un motif juridique, et pourquoi."));
        return members;
    }
}
