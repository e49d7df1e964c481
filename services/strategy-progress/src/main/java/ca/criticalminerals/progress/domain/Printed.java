package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.eventsourcing.Text;
import java.math.BigDecimal;

/** The numbers of figures as people read them, in the unit of the figure. */
public final class Printed {
    private static final BigDecimal HALF_IN_PERCENT = BigDecimal.valueOf(50);

    private Printed() {}

    /** The value of a figure; a dash where there is none. */
    public static Text value(Figure figure) {
        return figure.number().map(number -> InWords.qualified(figure.qualifier(), number(figure, number)))
                .or(() -> figure.date().map(InWords::date)).orElse(Text.of("–", "–"));
    }

    /** The value of a figure in a sentence that has no need of digits: a half is called so. */
    public static Text words(Figure figure) {
        return figure.unit().equals("percent") && figure.number().filter(HALF_IN_PERCENT::equals).isPresent()
                ? InWords.qualified(figure.qualifier(), Text.of("half", "la moitié")) : value(figure);
    }

    /** The value of a figure where it stands large: {@code $72.4B}, {@code 72,4 G$}. */
    public static Text brief(Figure figure) {
        return figure.unit().equals("cad") && figure.number().isPresent()
                ? InWords.qualified(figure.qualifier(), InWords.brief(figure.number().get())) : value(figure);
    }

    /** A number in the unit of the figure. */
    public static Text number(Figure figure, BigDecimal number) {
        return figure.unit().equals("cad") ? InWords.amount(number) : figure.unit().equals("percent") ? InWords.percent(number) : InWords.number(number);
    }

    /** A number with its sign, for columns that add up. */
    public static Text signed(Figure figure, BigDecimal number) {
        Text plain = number(figure, number);
        return number.signum() > 0 ? Text.of("+" + plain.en(), "+" + plain.fr()) : plain;
    }
}
