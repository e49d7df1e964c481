package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.eventsourcing.Text;

/** The rules of figures in words. */
public final class Rules {
    private Rules() {}

    /** How the figure is computed. */
    public static Text words(Fact.Rule rule) {
        Text stream = rule.stream().map(key -> Text.of(" of the stream “" + key + "”", " du volet « " + key + " »"))
                .orElse(Text.of("", ""));
        return switch (rule.what()) {
            case PROJECTS -> Text.of("Projects" + stream.en() + ", each once by the number it stands for, that were not withdrawn; where a number was stated, that number and what changed after it.",
                    "Projets" + stream.fr() + ", chacun une fois selon le nombre qu’il représente, qui n’ont pas été retirés; lorsqu’un nombre a été déclaré, ce nombre et ce qui a changé depuis.");
            case OUTPUTS -> Text.of("Maps, datasets and other outputs released; where a number was stated, that number and what was released after it.",
                    "Cartes, jeux de données et autres produits publiés; lorsqu’un nombre a été déclaré, ce nombre et ce qui a été publié depuis.");
            case JURISDICTIONS -> Text.of("The different provinces and territories that projects and statements name, each once.",
                    "Les différents provinces et territoires que nomment les projets et les déclarations, chacun une fois.");
            case STATEMENTS -> Text.of("The last number that was stated; nothing is itemised.",
                    "Le dernier nombre déclaré; rien n’est détaillé.");
            case CONTRIBUTIONS -> Text.of("The latest amounts of the projects" + stream.en() + " that were not withdrawn; an agreement replaces the amount of its approval.",
                    "Les derniers montants des projets" + stream.fr() + " qui n’ont pas été retirés; une entente remplace le montant de son approbation.");
            case ITEMS -> items(rule.items().orElseThrow());
            case ENVELOPE -> Text.of("The envelope in force; a change replaces it.", "L’enveloppe en vigueur; un changement la remplace.");
            case OCCURRENCE -> Text.of("The date of the latest milestone of its kind.", "La date du dernier jalon de son type.");
            case LISTED -> Text.of("The minerals on the list in force; another list replaces it.", "Les minéraux de la liste en vigueur; une autre liste la remplace.");
            case MONEY -> Text.of("The latest amounts of this kind of money over all initiatives; kinds are never added together.",
                    "Les derniers montants de ce type d’argent pour toutes les initiatives; les types ne sont jamais additionnés.");
            case PROJECTS_BY_PLACE -> Text.of("Projects that are known one by one and were not withdrawn, over all initiatives, each in every province and territory in which it lies.",
                    "Projets connus un à un et qui n’ont pas été retirés, pour toutes les initiatives, chacun dans chaque province ou territoire où il se situe.");
            case MONEY_NEVER_ADDED -> Text.of("Listed one by one and never added, because they lie inside each other or are estimates.",
                    "Présentés un à un et jamais additionnés, car ils s’imbriquent ou sont des estimations.");
        };
    }

    private static Text items(Fact.Selection selection) {
        Text statuses = selection.statuses().isEmpty() ? Text.of("that are not over", "qui n’ont pas pris fin")
                : Text.of("in the status " + String.join(", ", selection.statuses()), "à l’état " + String.join(", ", selection.statuses()));
        Text since = selection.since().map(InWords::date).map(day -> Text.of(", begun on " + day.en() + " or later", ", commencés le " + day.fr() + " ou plus tard"))
                .orElse(Text.of("", ""));
        Text before = selection.before().map(InWords::date).map(day -> Text.of(", begun before " + day.en(), ", commencés avant le " + day.fr()))
                .orElse(Text.of("", ""));
        return Text.of("Items of the kind “" + selection.item() + "” " + statuses.en() + since.en() + before.en() + ", each once; where a number was stated, that number and what changed after it.",
                "Éléments du type « " + selection.item() + " » " + statuses.fr() + since.fr() + before.fr() + ", chacun une fois; lorsqu’un nombre a été déclaré, ce nombre et ce qui a changé depuis.");
    }
}
