package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Figure.Contribution;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is true of all initiatives together: the Strategy's money, by kind and never mixed, and where its projects are. */
public final class Strategy {
    /** Envelopes and calls lie inside each other, tax expenditures are estimates: adding them would count money twice. */
    private static final Set<String> NEVER_ADDED = Set.of("envelope", "call", "taxExpenditure", "unlockedValue");
    private static final Map<String, Text> LABELS = Map.of(
            "contribution", Text.of("Contributions to projects", "Contributions aux projets"),
            "loan", Text.of("Loans", "Prêts"),
            "equity", Text.of("Equity", "Participations"),
            "partner", Text.of("Money of partners", "Argent des partenaires"),
            "envelope", Text.of("Program envelopes", "Enveloppes de programme"),
            "call", Text.of("Calls for proposals", "Appels de propositions"),
            "taxExpenditure", Text.of("Estimated tax expenditures", "Dépenses fiscales estimées"),
            "unlockedValue", Text.of("Value of projects unlocked", "Valeur des projets débloqués"));

    private Strategy() {}

    /** The figure of each kind of money, {@code money.contribution}; without a value where the kind is never added. */
    public static Map<String, Figure> money(List<Initiative> initiatives) {
        var contributions = new TreeMap<String, List<Contribution>>();
        for (Initiative initiative : initiatives) {
            initiative.money().forEach((kind, figure) ->
                    contributions.computeIfAbsent(kind, _ -> new ArrayList<>()).addAll(figure.contributions()));
        }
        var figures = new TreeMap<String, Figure>();
        contributions.forEach((kind, parts) -> figures.put("money." + kind, figure(kind, List.copyOf(parts))));
        return figures;
    }

    /** The figure of the projects in each province and territory, {@code place.QC}, and of those of which nothing says where they are. */
    public static Map<String, Figure> places(List<Initiative> initiatives) {
        var contributions = new TreeMap<String, List<Contribution>>();
        for (Initiative initiative : initiatives) {
            initiative.outline().places().forEach((place, parts) -> contributions.computeIfAbsent("place." + place, _ -> new ArrayList<>()).addAll(parts));
        }
        var figures = new TreeMap<String, Figure>();
        contributions.forEach((id, parts) -> figures.put(id, place(id, List.copyOf(parts))));
        return figures;
    }

    private static Figure place(String id, List<Contribution> contributions) {
        String place = id.substring("place.".length());
        Text label = place.equals(Outline.NOT_SAID) ? Text.of("Projects of which no source says where they are",
                "Projets dont aucune source ne dit où ils se situent")
                : Jurisdiction.projects(place);
        BigDecimal number = Fold.sum(contributions);
        return new Figure(id, Optional.empty(), label, "count", Fact.Rule.of(Fact.What.PROJECTS_BY_PLACE), Optional.of(number), "exact",
                Optional.empty(), Optional.empty(), number, contributions, List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    /** Whether amounts of this kind may be added to each other at all. */
    static boolean isAdded(String kind) {
        return !NEVER_ADDED.contains(kind);
    }

    static Figure figure(String kind, List<Contribution> contributions) {
        boolean added = isAdded(kind);
        BigDecimal total = added ? Fold.sum(contributions) : BigDecimal.ZERO;
        return new Figure("money." + kind, Optional.empty(), LABELS.getOrDefault(kind, Text.of(kind, kind)), "cad",
                Fact.Rule.of(added ? Fact.What.MONEY : Fact.What.MONEY_NEVER_ADDED),
                added ? Optional.of(total) : Optional.empty(), "exact", Optional.empty(), Optional.empty(), total, contributions, List.of(),
                Optional.empty(), Optional.empty(), List.of());
    }
}
