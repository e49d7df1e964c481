package ca.criticalminerals.eventsourcing;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Amounts, numbers and dates as people in Canada read them, in English and in French. */
public final class InWords {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);

    private InWords() {}

    /** An amount in CAD; millions and billions in words where two decimals say it exactly. */
    public static Text amount(BigDecimal cad) {
        if (cad.signum() < 0) {
            return minus(amount(cad.negate()));
        }
        if (cad.compareTo(BILLION) >= 0 && cad.remainder(BILLION.movePointLeft(2)).signum() == 0) {
            return scaled(cad.divide(BILLION), "billion", "milliard");
        }
        if (cad.compareTo(MILLION) >= 0 && cad.remainder(MILLION.movePointLeft(2)).signum() == 0) {
            return scaled(cad.divide(MILLION), "million", "million");
        }
        return Text.of("$" + grouped(cad, ',', 2), grouped(cad, '\u00a0', 2) + "\u00a0$");
    }

    /** The same for places where it stands large or in a column: {@code $72.4B}, {@code 72,4 G$}. */
    public static Text brief(BigDecimal cad) {
        if (cad.signum() >= 0 && cad.compareTo(BILLION) >= 0 && cad.remainder(BILLION.movePointLeft(2)).signum() == 0) {
            return symbol(cad.divide(BILLION), "B", "G$");
        }
        if (cad.signum() >= 0 && cad.compareTo(MILLION) >= 0 && cad.remainder(MILLION.movePointLeft(2)).signum() == 0) {
            return symbol(cad.divide(MILLION), "M", "M$");
        }
        return amount(cad);
    }

    /** A number with its digits grouped as each language does. */
    public static Text number(BigDecimal value) {
        if (value.signum() < 0) {
            return minus(number(value.negate()));
        }
        return Text.of(grouped(value, ',', 1), grouped(value, '\u00a0', 1));
    }

    /** A percentage: {@code 38%}, {@code 38 %}. */
    public static Text percent(BigDecimal value) {
        Text number = number(value);
        return Text.of(number.en() + "%", number.fr() + "\u00a0%");
    }

    /** The number with the word for how it is meant: {@code exact}, {@code nearly}, {@code about}, {@code over}, {@code upTo}. */
    public static Text qualified(String qualifier, Text number) {
        Text word = switch (qualifier) {
            case "nearly" -> Text.of("nearly ", "près de ");
            case "about" -> Text.of("about ", "environ ");
            case "over" -> Text.of("over ", "plus de ");
            case "upTo" -> Text.of("up to ", "jusqu’à ");
            default -> Text.of("", "");
        };
        return Text.of(word.en() + number.en(), word.fr() + number.fr());
    }

    /** A date as precise as it is known. */
    public static Text date(PartialDate date) {
        return switch (date.value().length()) {
            case 4 -> Text.of(date.value(), date.value());
            case 7 -> dated(date, "MMMM uuuu", "MMMM uuuu");
            default -> dated(date, "MMMM d, uuuu", date.firstDay().getDayOfMonth() == 1 ? "'1er' MMMM uuuu" : "d MMMM uuuu");
        };
    }

    /** The day, month or year at whose end a number held: {@code as of March 2025}, {@code en mars 2025}. */
    public static Text asOf(PartialDate date) {
        return Text.of("as of " + date(date).en(), (date.isDay() ? "au " : "en ") + date(date).fr());
    }

    /** The latest time for something: {@code by 2030}, {@code d’ici le 31 mars 2030}. */
    public static Text by(PartialDate date) {
        return Text.of("by " + date(date).en(), (date.isDay() ? "d’ici le " : "d’ici ") + date(date).fr());
    }

    /** The end of a time: {@code until 2027}, {@code jusqu’en 2027}. */
    public static Text until(PartialDate date) {
        return Text.of("until " + date(date).en(), (date.isDay() ? "jusqu’au " : "jusqu’en ") + date(date).fr());
    }

    private static Text minus(Text positive) {
        return Text.of("−" + positive.en(), "−" + positive.fr());
    }

    private static Text dated(PartialDate date, String en, String fr) {
        return Text.of(DateTimeFormatter.ofPattern(en, Locale.ENGLISH).format(date.firstDay()),
                DateTimeFormatter.ofPattern(fr, Locale.FRENCH).format(date.firstDay()));
    }

    private static Text scaled(BigDecimal value, String en, String fr) {
        // French counts in the plural from two on.
        String plural = value.compareTo(BigDecimal.TWO) >= 0 ? "s" : "";
        return Text.of("$" + grouped(value, ',', 1) + " " + en, grouped(value, '\u00a0', 1) + "\u00a0" + fr + plural + " de dollars");
    }

    private static Text symbol(BigDecimal value, String en, String fr) {
        return Text.of("$" + grouped(value, ',', 1) + en, grouped(value, '\u00a0', 1) + "\u00a0" + fr);
    }

    private static String grouped(BigDecimal value, char group, int decimals) {
        var symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setGroupingSeparator(group);
        symbols.setDecimalSeparator(group == ',' ? '.' : ',');
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        return new DecimalFormat(whole ? "#,##0" : decimals == 2 ? "#,##0.00" : "#,##0.0#", symbols).format(value);
    }
}
