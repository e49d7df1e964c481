package ca.criticalminerals.funding.domain;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Amounts, numbers and dates as people in Canada read them, in English and in French. */
final class InWords {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);

    private InWords() {}

    static Text money(Money money) {
        Text amount = amount(money.amount());
        return money.upTo() ? Text.of("up to " + amount.en(), "jusqu’à " + amount.fr()) : amount;
    }

    static Text number(BigDecimal value, Qualifier qualifier) {
        Text number = Text.of(grouped(value, ','), grouped(value, '\u00a0'));
        Text word = switch (qualifier) {
            case EXACT -> Text.of("", "");
            case NEARLY -> Text.of("nearly ", "près de ");
            case ABOUT -> Text.of("about ", "environ ");
            case OVER -> Text.of("over ", "plus de ");
            case UP_TO -> Text.of("up to ", "jusqu’à ");
        };
        return Text.of(word.en() + number.en(), word.fr() + number.fr());
    }

    static Text date(PartialDate date) {
        return switch (date.value().length()) {
            case 4 -> Text.of(date.value(), date.value());
            case 7 -> dated(date, "MMMM uuuu", "MMMM uuuu");
            default -> date.firstDay().getDayOfMonth() == 1 ? dated(date, "MMMM d, uuuu", "'1er' MMMM uuuu")
                    : dated(date, "MMMM d, uuuu", "d MMMM uuuu");
        };
    }

    private static Text dated(PartialDate date, String en, String fr) {
        return Text.of(DateTimeFormatter.ofPattern(en, Locale.ENGLISH).format(date.firstDay()),
                DateTimeFormatter.ofPattern(fr, Locale.FRENCH).format(date.firstDay()));
    }

    /** Millions and billions in words where that loses nothing beyond a tenth of a thousand. */
    private static Text amount(BigDecimal cad) {
        if (cad.compareTo(BILLION) >= 0 && cad.remainder(BILLION.movePointLeft(2)).signum() == 0) {
            return scaled(cad.divide(BILLION), "billion", "milliard");
        }
        if (cad.compareTo(MILLION) >= 0 && cad.remainder(MILLION.movePointLeft(2)).signum() == 0) {
            return scaled(cad.divide(MILLION), "million", "million");
        }
        return Text.of("$" + grouped(cad, ','), grouped(cad, '\u00a0') + "\u00a0$");
    }

    private static Text scaled(BigDecimal value, String en, String fr) {
        String plural = value.compareTo(BigDecimal.TWO) >= 0 ? "s" : "";
        return Text.of("$" + grouped(value, ',') + " " + en, grouped(value, '\u00a0') + "\u00a0" + fr + plural + " de dollars");
    }

    private static String grouped(BigDecimal value, char group) {
        var symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setGroupingSeparator(group);
        symbols.setDecimalSeparator(group == ',' ? '.' : ',');
        return new DecimalFormat(value.stripTrailingZeros().scale() > 0 ? "#,##0.0#" : "#,##0", symbols).format(value);
    }
}
