package ca.criticalminerals.progress.download;

import static ca.criticalminerals.eventsourcing.Text.of;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.api.Filters;
import ca.criticalminerals.progress.api.Listed;
import ca.criticalminerals.progress.api.Named;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Total;
import ca.criticalminerals.progress.page.Theme;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables that can be downloaded: header rows and the dictionary are both made of these. */
final class Tables {
    private static final Text INITIATIVE = of("Initiative", "Initiative");
    private static final Text NAME = of("Name of the initiative", "Nom de l’initiative");
    private static final String THEMES = Stream.of(Theme.values()).map(theme -> theme.id).collect(Collectors.joining(", "));
    private static final Text THEME = of("Theme", "Thème");
    private static final Text RECIPIENTS = of("Recipients", "Bénéficiaires");
    private static final Text JURISDICTIONS = of("Jurisdictions", "Provinces et territoires");
    private static final Text AMOUNT = of("Amount (CAD)", "Montant (CAD)");
    private static final Text KIND_OF_MONEY = of("Kind of money", "Type d’argent");
    private static final Text CEILING = of("Up to", "Jusqu’à");

    static final Table<Listed> MILESTONES = new Table<>("milestones", of("milestones", "jalons"), List.of(Filters.names()),
            asked -> asked.filters().milestones(asked.view(), asked.question()), List.of(
            Column.of("initiative", INITIATIVE, of("The id of the initiative, as in addresses.",
                    "L’identifiant de l’initiative, comme dans les adresses."),
                    row -> new Cell.Words(row.initiative().id())),
            new Column<>("name", NAME, of("Its name then, in the language of the file.", "Son nom à ce moment, dans la langue du fichier."),
                    (row, l) -> new Cell.Words(l.of(row.initiative().names().name()))),
            Column.of("theme", THEME, of("The theme of the Strategy, as a code that is the same in both languages: " + THEMES + ".",
                    "Le thème de la Stratégie, sous forme de code, le même dans les deux langues : " + THEMES + "."),
                    row -> new Cell.Words(row.initiative().theme())),
            Column.of("milestone", of("Milestone", "Jalon"), of("Its number in the record of the initiative, from 1.",
                    "Son numéro dans le registre de l’initiative, à partir de 1."),
                    row -> Cell.number(row.entry().recorded().version())),
            Column.of("kind", of("Kind", "Type"), of("The kind of milestone, as a code.", "Le type de jalon, sous forme de code."),
                    row -> new Cell.Words(row.entry().now().kind())),
            Column.of("occurredOn", of("Date", "Date"), of("When it happened, as precisely as the source says: a year, a month or a day.",
                    "Quand cela s’est produit, avec la précision de la source : une année, un mois ou un jour."),
                    row -> Cell.date(row.entry().now().occurredOn())),
            Column.of("countsFrom", of("Counts from", "Compte à partir du"),
                    of("The day from which it counts: the last one of its date, or of its recording if that is earlier.",
                    "Le jour à partir duquel il compte : le dernier de sa date, ou celui de sa consignation s’il est antérieur."),
                    row -> new Cell.Day(row.entry().now().effectiveOn())),
            Column.of("key", of("Project or item", "Projet ou élément"),
                    of("The key of the project, agreement, law, output or other item that it is about.",
                    "La clé du projet, de l’entente, de la loi, du produit ou d’un autre élément dont il s’agit."),
                    row -> Cell.words(named(row).key())),
            Column.of("recipients", RECIPIENTS, of("Who receives support, or with whom an item is, separated by semicolons. A name with a semicolon in it stands in quotation marks.",
                    "Qui reçoit un appui, ou avec qui un élément existe, séparés par des points-virgules. Un nom qui contient un point-virgule est entre guillemets droits."),
                    row -> Cell.joined(named(row).recipients())),
            Column.of("jurisdictions", JURISDICTIONS, of("The codes of the provinces and territories that it names.",
                    "Les codes des provinces et territoires qu’il nomme."),
                    row -> Cell.joined(named(row).jurisdictions())),
            Column.of("minerals", of("Minerals", "Minéraux"), of("The codes of the minerals that it names.", "Les codes des minéraux qu’il nomme."),
                    row -> Cell.joined(named(row).minerals())),
            Column.of("amount", AMOUNT, of("The amount that it names. Not to be added: an agreement names the amount of its approval again. Totals are in the table of totals.",
                    "Le montant qu’il nomme. À ne pas additionner : une entente nomme de nouveau le montant de son approbation. Les totaux sont dans le tableau des totaux."),
                    row -> named(row).money().<Cell>map(money -> Cell.number("cad", money.amount())).orElse(Cell.NOTHING)),
            Column.of("kindOfMoney", KIND_OF_MONEY, of("What kind of money the amount is, as a code; kinds are never added.",
                    "De quel type d’argent il s’agit, sous forme de code; les types ne sont jamais additionnés."),
                    row -> Cell.words(named(row).money().map(Fact.Money::kind))),
            new Column<>("upTo", CEILING, of("Whether the amount is only a ceiling.", "Si le montant n’est qu’un plafond."),
                    (row, l) -> Cell.words(named(row).money().map(money -> l.of(yes(money.upTo()))))),
            Column.of("recordedAt", of("Recorded at (UTC)", "Consigné le (UTC)"), of("The instant from which it was known.",
                    "L’instant à partir duquel il était connu."),
                    row -> new Cell.Moment(row.entry().recorded().recordedAt())),
            new Column<>("recordedBy", of("Recorded by", "Consigné par"), of("The role and the organization of who recorded it.",
                    "Le rôle et l’organisation de qui l’a consigné."),
                    (row, l) -> new Cell.Words(l.recorder(row.entry().recorded().recorder()))),
            Column.of("standing", of("Standing", "Situation"), of("stands, corrected (it is shown as corrected) or retracted (it no longer counts).",
                    "stands (tel quel), corrected (montré tel que corrigé) ou retracted (retiré, ne compte plus)."),
                    row -> new Cell.Words(row.entry().standing())),
            new Column<>("summary", of("Summary", "Résumé"), of("The milestone in a sentence.", "Le jalon en une phrase."),
                    (row, l) -> new Cell.Words(l.of(row.entry().now().summary()))),
            new Column<>("source", of("Source", "Source"), of("On what it rests; of an internal record that was not released, only whose it is.",
                    "Sur quoi il repose; d’un document interne non divulgué, seulement à qui il est."),
                    (row, l) -> Cell.words(row.entry().now().evidence().map(Fact.Evidence::shown).map(l::of))),
            Column.of("confidence", of("Confidence", "Fiabilité"), of("How well the source is known, as a code.",
                    "À quel point la source est connue, sous forme de code."),
                    row -> Cell.words(row.entry().now().evidence().map(Fact.Evidence::confidence)))));

    static final Table<Figure> FIGURES = new Table<>("figures", of("figures", "chiffres"), List.of(),
            asked -> Reading.figures(asked.view(), asked.question()).stream(), List.of(
            Column.of("id", of("Figure", "Chiffre"), of("The id of the figure, as in addresses.",
                    "L’identifiant du chiffre, comme dans les adresses."), row -> new Cell.Words(row.id())),
            Column.of("initiative", INITIATIVE, of("The id of its initiative; empty for a figure of the Strategy.",
                    "L’identifiant de son initiative; vide pour un chiffre de la Stratégie."),
                    row -> Cell.words(row.initiative())),
            new Column<>("label", of("Label", "Libellé"), of("What is counted.", "Ce qui est compté."),
                    (row, l) -> new Cell.Words(l.of(row.label()))),
            Column.of("unit", of("Unit", "Unité"), of("count, cad (Canadian dollars), percent or date.",
                    "count (un nombre), cad (dollars canadiens), percent (un pourcentage) ou date."), row -> new Cell.Words(row.unit())),
            Column.of("value", of("Value", "Valeur"), of("The value; empty while there is none, and always for money that is never added.",
                    "La valeur; vide tant qu’il n’y en a pas, et toujours pour l’argent qui n’est jamais additionné."),
                    row -> row.number().map(number -> Cell.number(row.unit(), number)).or(() -> row.date().map(Cell::date)).orElse(Cell.NOTHING)),
            Column.of("count", of("Number", "Nombre"), of("The value, if it is a number of something; otherwise empty, so that the column has one type.",
                    "La valeur, si c’est un nombre de quelque chose; sinon vide, pour que la colonne n’ait qu’un type."), row -> valueIn(row, "count")),
            Column.of("cad", of("Canadian dollars", "Dollars canadiens"), of("The value, if it is money; otherwise empty.",
                    "La valeur, si c’est de l’argent; sinon vide."), row -> valueIn(row, "cad")),
            Column.of("percent", of("Percent", "Pourcentage"), of("The value, if it is a percentage; otherwise empty.",
                    "La valeur, si c’est un pourcentage; sinon vide."), row -> valueIn(row, "percent")),
            Column.of("date", of("Date", "Date"), of("The value, if it is a date: a year, a month or a day; otherwise empty.",
                    "La valeur, si c’est une date : une année, un mois ou un jour; sinon vide."), row -> row.date().map(Cell::date).orElse(Cell.NOTHING)),
            Column.of("qualifier", of("Qualifier", "Précision"), of("exact, nearly, about, over or upTo.",
                    "exact, nearly (près de), about (environ), over (plus de) ou upTo (jusqu’à)."),
                    row -> new Cell.Words(row.qualifier())),
            Column.of("stated", of("Stated", "Déclaré"), of("The last number that was stated.", "Le dernier nombre déclaré."),
                    row -> row.stated().<Cell>map(stated -> Cell.number(row.unit(), stated.value())).orElse(Cell.NOTHING)),
            Column.of("statedAsOf", of("Stated as of", "Déclaré en date du"), of("As of when it was stated.", "En date de quand il a été déclaré."),
                    row -> row.stated().map(stated -> Cell.date(stated.asOf())).orElse(Cell.NOTHING)),
            Column.of("period", of("Period", "Période"), of("What the stated number was observed over, or is foreseen for: from/to.",
                    "Ce sur quoi porte le nombre déclaré : du/au."), row -> Cell.words(row.stated().flatMap(stated -> stated.observed().period()).map(Fact.Period::toString))),
            Column.of("basePeriod", of("Base period", "Période de référence"), of("With what it is compared: from/to.", "À quoi il est comparé : du/au."),
                    row -> Cell.words(row.stated().flatMap(stated -> stated.observed().basePeriod()).map(Fact.Period::toString))),
            Column.of("itemised", of("Itemised", "Détaillé"), of("What single milestones alone add up to.", "La somme des seuls jalons."),
                    row -> row.unit().equals("date") || row.rule().what() == Fact.What.MONEY_NEVER_ADDED ? Cell.NOTHING : Cell.number(row.unit(), row.itemised())),
            Column.of("target", of("Target", "Cible"), of("What it is meant to reach; empty where no target is set.",
                    "Ce qu’il doit atteindre; vide si aucune cible n’est fixée."),
                    row -> row.target().<Cell>map(target -> Cell.number(row.unit(), target.latest().value())).orElse(Cell.NOTHING)),
            Column.of("due", of("Due", "Échéance"), of("By when.", "Pour quand."),
                    row -> row.target().map(target -> Cell.date(target.latest().due())).orElse(Cell.NOTHING))));

    static final Table<Total> TOTALS = new Table<>("totals", of("totals", "totaux"), List.of(),
            asked -> Total.of(asked.initiatives(), asked.question().asOf()).stream(), List.of(
            Column.of("fiscalYear", of("Fiscal year", "Exercice"),
                    of("April 1 to March 31: the year in which the day lies from which the project counts, whatever was signed later.",
                    "Du 1er avril au 31 mars : l’exercice du jour à partir duquel le projet compte, peu importe ce qui a été signé ensuite."),
                    row -> new Cell.Words(row.year().toString())),
            Column.of("initiative", INITIATIVE, of("The id of the initiative.", "L’identifiant de l’initiative."),
                    row -> new Cell.Words(row.initiative().id())),
            new Column<>("name", NAME, of("Its name then, in the language of the file.", "Son nom à ce moment, dans la langue du fichier."),
                    (row, l) -> new Cell.Words(l.of(row.initiative().names().name()))),
            Column.of("theme", THEME, of("The theme of the Strategy, as a code that is the same in both languages: " + THEMES + ".",
                    "Le thème de la Stratégie, sous forme de code, le même dans les deux langues : " + THEMES + "."),
                    row -> new Cell.Words(row.initiative().theme())),
            Column.of("jurisdictions", JURISDICTIONS, of("All in which each of the projects lies, so that nothing counts twice: BC; YT is not BC. Empty where no source says it.",
                    "Tous ceux où se trouve chacun des projets, pour que rien ne compte deux fois : BC; YT n’est pas BC. Vide si aucune source ne le dit."), row -> Cell.joined(row.jurisdictions())),
            Column.of("recipients", RECIPIENTS, of("All of each of the projects, in the same way.",
                    "Tous ceux de chacun des projets, de la même façon."), row -> Cell.joined(row.recipients())),
            Column.of("kindOfMoney", KIND_OF_MONEY, of("As a code; only kinds that may be added. Empty for projects without a known amount.",
                    "Sous forme de code; seuls les types qui peuvent être additionnés. Vide pour les projets sans montant connu."),
                    row -> Cell.words(row.kind())),
            Column.of("projects", of("Projects", "Projets"), of("How many, each once; an item that brings money and is no project, like an agreement, adds none.",
                    "Combien, chacun une fois; un élément qui apporte de l’argent sans être un projet, comme une entente, n’en ajoute aucun."),
                    row -> Cell.number(row.projects())),
            Column.of("amount", AMOUNT, of("The latest amounts; the rows of one kind add up to the figure of that kind of money, and kinds are never added.",
                    "Les derniers montants; les lignes d’un type totalisent le chiffre de ce type d’argent, et les types ne sont jamais additionnés."),
                    row -> row.amount().map(amount -> Cell.number("cad", amount)).orElse(Cell.NOTHING)),
            new Column<>("upTo", CEILING, of("Whether any of the amounts is only a ceiling.", "Si l’un des montants n’est qu’un plafond."),
                    (row, l) -> new Cell.Words(l.of(yes(row.upTo()))))));

    static final List<Table<?>> ALL = List.of(MILESTONES, FIGURES, TOTALS);

    private Tables() {}

    /** The value of a figure, where it is in this unit. */
    private static Cell valueIn(Figure figure, String unit) {
        return figure.unit().equals(unit) ? figure.number().map(number -> Cell.number(unit, number)).orElse(Cell.NOTHING) : Cell.NOTHING;
    }

    private static Text yes(boolean so) {
        return so ? of("yes", "oui") : of("no", "non");
    }

    private static Named named(Listed row) {
        return Named.in(row.entry().now().fact());
    }
}
