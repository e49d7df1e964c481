package ca.criticalminerals.progress.page.picture;

import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.page.Language;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** A figure as a tile: its value, large, and what it is. */
public record LargeNumber(String value, String label, String link) {
    private static final String FACTS = "facts";

    /** The figures of the initiatives that say what the sector is. */
    static List<LargeNumber> facts(List<Initiative> initiatives, Language l, Function<String, String> link) {
        return initiatives.stream().filter(initiative -> initiative.theme().equals(FACTS))
                .flatMap(initiative -> of(initiative.figures().values(), l, link).stream()).toList();
    }

    /** Those of the figures that have a value. */
    public static List<LargeNumber> of(Collection<Figure> figures, Language l, Function<String, String> link) {
        return figures.stream().filter(Figure::hasValue)
                .map(figure -> new LargeNumber(l.brief(figure), l.of(figure.label()), link.apply(figure.id()))).toList();
    }
}
