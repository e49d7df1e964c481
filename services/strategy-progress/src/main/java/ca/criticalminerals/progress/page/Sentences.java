package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Printed;
import java.math.BigDecimal;
import java.text.Collator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints the sentences of the Progress update: every number in them is a figure and leads to the page that explains it. */
final class Sentences {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9.-]+)(?::(year|names|words|from|to|baseFrom|baseTo)|\\|([^|{}]+)\\|([^|{}]+))?}");

    private final Language language;
    private final Function<String, String> link;
    private final Map<String, String> names;

    /**
     * @param link  from the id of a figure to the address that explains it
     * @param names the names of provinces, countries and organizations in the language, by code
     */
    Sentences(Language language, Function<String, String> link, Map<String, String> names) {
        this.language = language;
        this.link = link;
        this.names = names;
    }

    /** The sentence as HTML; empty if one of its figures has no value, or no period where it is asked for. */
    Optional<String> html(Initiative initiative, Fact.Written sentence) {
        String text = language.of(sentence.text());
        var html = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int end = 0;
        while (placeholder.find()) {
            Figure figure = initiative.figures().get(placeholder.group(1));
            Optional<String> printed = figure == null || !figure.hasValue() ? Optional.empty() : printed(figure, placeholder);
            if (printed.isEmpty()) {
                return Optional.empty();
            }
            html.append(escaped(text.substring(end, placeholder.start()))).append(printed.get());
            end = placeholder.end();
        }
        return Optional.of(html.append(escaped(text.substring(end))).toString());
    }

    private Optional<String> printed(Figure figure, Matcher placeholder) {
        if (placeholder.group(3) != null) {
            String noun = one(figure.number().orElse(BigDecimal.ZERO)) ? placeholder.group(3) : placeholder.group(4);
            return Optional.of(linked(figure, language.value(figure)) + "\u00a0" + escaped(noun));
        }
        String part = placeholder.group(2);
        return switch (part == null ? "" : part) {
            case "names" -> Optional.of(linked(figure, listed(figure.names().stream().map(code -> names.getOrDefault(code, code))
                    .sorted(Collator.getInstance(Locale.forLanguageTag(language.tag))).toList())));
            case "year" -> Optional.of(linked(figure, figure.date().map(Sentences::year).orElse(language.value(figure))));
            case "words" -> Optional.of(linked(figure, language.of(Printed.words(figure))));
            case "from" -> period(figure, Fact.Observed::period).map(period -> time(period.from()));
            case "to" -> period(figure, Fact.Observed::period).map(period -> time(period.to()));
            case "baseFrom" -> period(figure, Fact.Observed::basePeriod).map(period -> time(period.from()));
            case "baseTo" -> period(figure, Fact.Observed::basePeriod).map(period -> time(period.to()));
            default -> Optional.of(linked(figure, language.value(figure)));
        };
    }

    private static Optional<Fact.Period> period(Figure figure, Function<Fact.Observed, Optional<Fact.Period>> which) {
        return figure.stated().map(Figure.Statement::observed).flatMap(which);
    }

    private static String time(PartialDate date) {
        return "<time datetime=\"" + date.value() + "\">" + year(date) + "</time>";
    }

    private static String year(PartialDate date) {
        return date.value().substring(0, 4);
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

    private String linked(Figure figure, String shown) {
        return "<a class=\"figure\" href=\"" + escaped(link.apply(figure.id())) + "\">" + escaped(shown) + "</a>";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
