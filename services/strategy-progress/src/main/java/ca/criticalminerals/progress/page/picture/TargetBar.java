package ca.criticalminerals.progress.page.picture;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.page.Language;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How far a figure has come from its baseline (or from nothing) to its target.
 *
 * @param value    the figure as it is printed
 * @param target   the target and by when
 * @param baseline from what it is measured; empty for nothing
 * @param verdict  whether it is reached, in words
 */
public record TargetBar(String label, String link, String value, String target, String baseline, String verdict, Bar bar) {
    /** The bars of all figures that have a target. */
    static List<TargetBar> of(List<Initiative> initiatives, Language l, Function<String, String> link) {
        return initiatives.stream().flatMap(initiative -> initiative.figures().values().stream())
                .flatMap(figure -> of(figure, l, link).stream()).toList();
    }

    /** The bar of a figure, if it has a target. */
    public static Optional<TargetBar> of(Figure figure, Language l, Function<String, String> link) {
        return figure.target().map(Figure.Target::latest).map(target -> {
            BigDecimal from = target.baseline().map(Fact.Baseline::value).orElse(BigDecimal.ZERO);
            BigDecimal way = target.value().subtract(from);
            BigDecimal done = figure.number().orElse(from).subtract(from);
            boolean reached = figure.number().isPresent() && done.multiply(BigDecimal.valueOf(way.signum())).compareTo(way.abs()) >= 0;
            return new TargetBar(l.of(figure.label()), link.apply(figure.id()), l.value(figure),
                    l.number(figure, target.value()) + " " + l.of(InWords.by(target.due())),
                    target.baseline().map(baseline -> l.number(figure, baseline.value()) + " " + l.of(InWords.asOf(baseline.asOf()))).orElse(""),
                    reached ? l.of("reached", "atteinte") : l.of("not reached yet", "pas encore atteinte"),
                    Bar.of(done.multiply(BigDecimal.valueOf(way.signum())), way.abs()));
        });
    }
}
