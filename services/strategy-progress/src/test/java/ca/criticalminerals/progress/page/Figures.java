package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Fact.What;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Outline;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures and sentences to print, without a history behind them. */
final class Figures {
    private static final Text LABEL = Text.of("Label", "Étiquette");

    private Figures() {}

    static Figure count(String id, String number) {
        return number(id, "count", number, "exact");
    }

    static Figure number(String id, String unit, String number, String qualifier) {
        return figure(id, unit, Optional.of(new BigDecimal(number)), qualifier, Optional.empty(), List.of());
    }

    static Figure date(String id, String date) {
        return figure(id, "date", Optional.empty(), "exact", Optional.of(PartialDate.of(date)), List.of());
    }

    static Figure places(String id, String... codes) {
        return figure(id, "count", Optional.of(BigDecimal.valueOf(codes.length)), "exact", Optional.empty(), List.of(codes));
    }

    static Figure unknown(String id) {
        return figure(id, "count", Optional.empty(), "exact", Optional.empty(), List.of());
    }

    /** A percentage that was observed from one year to another, compared with a base period. */
    static Figure observed(String id, String percent, String qualifier, String from, String to, String baseFrom, String baseTo) {
        Figure plain = number(id, "percent", percent, qualifier);
        var observed = new Fact.Observed(Optional.of(period(from, to)), Optional.of(period(baseFrom, baseTo)), Optional.empty());
        var stated = new Figure.Statement(new BigDecimal(percent), qualifier, PartialDate.of(to), observed, null);
        return new Figure(id, plain.initiative(), LABEL, "percent", plain.rule(), plain.number(), qualifier, Optional.empty(), Optional.of(stated),
                BigDecimal.ZERO, List.of(), List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    private static Fact.Period period(String from, String to) {
        return new Fact.Period(PartialDate.of(from), PartialDate.of(to));
    }

    static Initiative initiative(Figure... figures) {
        return initiative("produce", figures);
    }

    static Initiative initiative(String theme, Figure... figures) {
        Map<String, Figure> byId = Stream.of(figures).collect(Collectors.toMap(Figure::id, Function.identity()));
        return new Initiative("fund", "/funding-programs", new Fact.Names(LABEL, Optional.empty()), List.of(), theme, LABEL, "active",
                Optional.empty(), byId, List.of(), List.of(), Map.of(), Outline.EMPTY);
    }

    private static Figure figure(String id, String unit, Optional<BigDecimal> number, String qualifier, Optional<PartialDate> date,
            List<String> names) {
        return new Figure(id, Optional.of("fund"), LABEL, unit, new Fact.Rule(What.STATEMENTS, Optional.empty(), Optional.empty()), number,
                qualifier, date, Optional.empty(), BigDecimal.ZERO, List.of(), List.of(), Optional.empty(), Optional.empty(), names);
    }
}
