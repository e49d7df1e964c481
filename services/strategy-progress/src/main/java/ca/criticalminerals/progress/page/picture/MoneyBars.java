package ca.criticalminerals.progress.page.picture;

import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Strategy;
import ca.criticalminerals.progress.page.Language;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * One kind of money, with a bar for each initiative (or for each amount, where amounts are never added) on a scale of its own.
 *
 * @param total empty where amounts of the kind are never added
 * @param more  whether there are amounts beyond the largest ones that are shown
 */
public record MoneyBars(String id, String label, String total, String link, List<Row> rows, boolean more) {
    private static final int MOST = 20;

    /** An amount of an initiative. */
    public record Row(String name, String value, Bar bar) {}

    private record Amount(Initiative initiative, BigDecimal amount) {}

    static List<MoneyBars> of(List<Initiative> initiatives, Language l, Function<String, String> link) {
        return Strategy.money(initiatives).values().stream().map(figure -> of(figure, initiatives, l, link)).toList();
    }

    private static MoneyBars of(Figure figure, List<Initiative> initiatives, Language l, Function<String, String> link) {
        String kind = figure.id().substring("money.".length());
        var amounts = new ArrayList<Amount>();
        for (Initiative initiative : initiatives) {
            Figure own = initiative.money().get(kind);
            // Changes of one envelope make one amount; calls and tax expenditures stand for themselves.
            if (own != null && (figure.number().isPresent() || kind.equals("envelope"))) {
                own.number().ifPresent(sum -> amounts.add(new Amount(initiative, sum)));
            } else if (own != null) {
                own.contributions().forEach(one -> amounts.add(new Amount(initiative, one.amount())));
            }
        }
        amounts.sort(Comparator.comparing(Amount::amount).reversed().thenComparing(one -> one.initiative.id()));
        BigDecimal largest = amounts.isEmpty() ? BigDecimal.ZERO : amounts.getFirst().amount;
        var rows = amounts.stream().limit(MOST).map(one -> new Row(l.of(one.initiative.names().name()), l.number(figure, one.amount),
                Bar.of(one.amount, largest))).toList();
        return new MoneyBars(figure.id(), l.of(figure.label()), figure.number().isPresent() ? l.value(figure) : "", link.apply(figure.id()),
                rows, amounts.size() > MOST);
    }
}
