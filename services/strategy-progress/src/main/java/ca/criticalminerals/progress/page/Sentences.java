package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Printed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints the sentences of the Progress update in one language: every number in them is a figure. */
final class Sentences {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9.-]+)(?::(year|names|words|from|to|baseFrom|baseTo)|\\|([^|{}]+)\\|([^|{}]+))?}");

    private final Language language;
    private final Map<String, Text> names;

    /** {@code names} are those of provinces, countries and organizations, by code. */
    Sentences(Language language, Map<String, Text> names) {
        this.language = language;
        this.names = names;
    }

    /** The sentence in pieces; empty if one of its figures has no value, or no period where it is asked for. */
    Optional<List<Piece>> pieces(Initiative initiative, Fact.Written sentence) {
        String text = language.of(sentence.text());
        var pieces = new ArrayList<Piece>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int end = 0;
        while (placeholder.find()) {
            Figure figure = initiative.figures().get(placeholder.group(1));
            Optional<Piece> printed = figure == null || !figure.hasValue() ? Optional.empty() : printed(figure, placeholder.group(2));
            if (printed.isEmpty()) {
                return Optional.empty();
            }
            words(text.substring(end, placeholder.start()), pieces);
            pieces.add(printed.get());
            if (placeholder.group(3) != null) {
                words("\u00a0" + (one(figure.number().orElse(BigDecimal.ZERO)) ? placeholder.group(3) : placeholder.group(4)), pieces);
            }
            end = placeholder.end();
        }
        words(text.substring(end), pieces);
        return Optional.of(pieces);
    }

    private static void words(String text, List<Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Piece.Words(text));
        }
    }

    private Optional<Piece> printed(Figure figure, String part) {
        return switch (part == null ? "" : part) {
            case "names" -> Optional.of(number(figure, listed(language.inOrder(figure.names().stream()
                    .map(code -> names.containsKey(code) ? language.of(names.get(code)) : code)))));
            case "year" -> Optional.of(number(figure, figure.date().map(Piece::year).orElse(language.value(figure))));
            case "words" -> Optional.of(number(figure, language.of(Printed.words(figure))));
            case "from" -> year(figure, Fact.Observed::period, Fact.Period::from);
            case "to" -> year(figure, Fact.Observed::period, Fact.Period::to);
            case "baseFrom" -> year(figure, Fact.Observed::basePeriod, Fact.Period::from);
            case "baseTo" -> year(figure, Fact.Observed::basePeriod, Fact.Period::to);
            default -> Optional.of(number(figure, language.value(figure)));
        };
    }

    private static Piece number(Figure figure, String shown) {
        return new Piece.Number(figure.id(), shown);
    }

    private static Optional<Piece> year(Figure figure, Function<Fact.Observed, Optional<Fact.Period>> which, Function<Fact.Period, PartialDate> end) {
        return figure.stated().map(Figure.Statement::observed).flatMap(which).map(end).map(Piece.Year::new);
    }

    /** English has the singular for one only, French for everything below two. */
    private boolean one(BigDecimal number) {
        return language == Language.EN ? number.compareTo(BigDecimal.ONE) == 0 : number.compareTo(BigDecimal.TWO) < 0;
    }

    private String listed(List<String> items) {
        if (items.size() < 2) {
            return String.join("", items);
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + language.of(" and ", " et ") + items.getLast();
    }
}
