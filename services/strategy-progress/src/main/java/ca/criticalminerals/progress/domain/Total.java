package ca.criticalminerals.progress.domain;

import ca.criticalminerals.progress.domain.Fact.Money;
import ca.criticalminerals.progress.domain.Items.Support;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an initiative supports in a fiscal year, for one set of recipients in one set of jurisdictions, with one kind of money. A
 * project is in one total only, so totals of one kind can be added.
 *
 * @param year          of the day from which the project counts: of its approval, whatever was signed later
 * @param jurisdictions all in which each of the projects lies, in alphabetical order; none where no source says it
 * @param recipients    all of each of the projects, in alphabetical order
 * @param kind          the kind of money; empty for projects without a known amount
 * @param projects      how many; an item that brings money, like an agreement, is no project
 * @param amount        in CAD; empty where the kind is
 * @param upTo          whether any of the amounts is only a ceiling
 */
public record Total(FiscalYear year, Initiative initiative, List<String> jurisdictions, List<String> recipients, Optional<String> kind,
        int projects, Optional<BigDecimal> amount, boolean upTo) {

    private record Key(FiscalYear year, String initiative, String jurisdictions, String recipients, String kind) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::year).thenComparing(Key::initiative)
                .thenComparing(Key::jurisdictions).thenComparing(Key::recipients).thenComparing(Key::kind);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** All totals as of the end of a day, by year, initiative, jurisdictions, recipients and kind; the initiatives are as of that day. */
    public static List<Total> of(List<Initiative> initiatives, LocalDate asOf) {
        var totals = new TreeMap<Key, Total>();
        for (Initiative initiative : initiatives) {
            for (Support support : Items.of(HistoryOrder.sorted(initiative.entries(), asOf)).supports()) {
                of(initiative, support).ifPresent(one -> totals.merge(one.key(), one, Total::plus));
            }
        }
        return List.copyOf(totals.values());
    }

    private static Optional<Total> of(Initiative initiative, Support support) {
        // Money that is never added has no total; the project that it supports is counted all the same.
        Optional<Money> money = support.amount().filter(amount -> Strategy.isAdded(amount.kind()));
        return support.projects() == 0 && money.isEmpty() ? Optional.empty()
                : Optional.of(new Total(FiscalYear.of(support.since()), initiative, names(support.jurisdictions()), names(support.recipients()),
                        money.map(Money::kind), support.projects(), money.map(Money::amount), money.filter(Money::upTo).isPresent()));
    }

    private static List<String> names(List<String> names) {
        return names.stream().distinct().sorted().toList();
    }

    private Key key() {
        return new Key(year, initiative.id(), String.join("\n", jurisdictions), String.join("\n", recipients), kind.orElse(""));
    }

    private Total plus(Total other) {
        return new Total(year, initiative, jurisdictions, recipients, kind, projects + other.projects,
                Stream.concat(amount.stream(), other.amount.stream()).reduce(BigDecimal::add), upTo || other.upTo);
    }
}
