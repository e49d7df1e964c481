package ca.criticalminerals.local.simulation;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.FigureDefined;
import ca.criticalminerals.initiatives.FigureDefined.Counts;
import ca.criticalminerals.initiatives.FigureDefined.Unit;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** What milestones are made of, by chance; from few values, so that they meet. */
record Chance(Random random) {
    static final String INITIATIVE = "x";
    static final Evidence EVIDENCE = new Evidence("File 7", Evidence.Confidence.INTERNAL_RECORD, Optional.empty());
    static final Text WORDS = Text.of("words", "mots");
    static final PartialDate REGISTERED_ON = PartialDate.of("2026-06-30");

    /** A day, a month or a year, in two years. */
    PartialDate date() {
        String day = String.format(Locale.ROOT, "202%d-%02d-%02d", 4 + below(2), 1 + below(4), 1 + below(6));
        return PartialDate.of(day.substring(0, one(4, 7, 7, 10, 10)));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean perhaps() {
        return random.nextBoolean();
    }

    @SafeVarargs
    final <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }

    <T> Optional<T> some(Supplier<T> value) {
        return random.nextInt(3) > 0 ? Optional.of(value.get()) : Optional.empty();
    }

    String key() {
        return one("a", "b", "c");
    }

    Names names() {
        String name = one("One", "Two", "Three", "Four");
        return new Names(Text.of(name, name + " (fr)"), Optional.empty());
    }

    Standing standing() {
        return one(Standing.ACTIVE, Standing.ANNOUNCED);
    }

    Money money(Money.Kind kind) {
        return new Money(new BigDecimal((1 + below(9)) * 10), Money.Currency.CAD, kind, perhaps());
    }

    static FigureDefined figure(String name, Unit unit, Counts counts) {
        return new FigureDefined(INITIATIVE + "." + name, WORDS, unit, counts, REGISTERED_ON, EVIDENCE);
    }

    static FigureDefined figure(String name, Unit unit, What what) {
        return figure(name, unit, Counts.of(what, Optional.empty(), Optional.empty()));
    }

    /** The figures that count the items of a kind, one for each status. */
    static List<Milestone> items(String item, Collection<String> statuses) {
        return statuses.stream().sorted().<Milestone>map(status -> figure("items." + item + "." + status, Unit.COUNT,
                new Counts(What.ITEMS, Optional.empty(), Optional.empty(), Optional.of(item), List.of(status), Optional.empty(), Optional.empty()))).toList();
    }
}
