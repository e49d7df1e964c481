package ca.criticalminerals.funding.domain;

import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.funding.domain.FigureDefined.Counts;
import ca.criticalminerals.funding.domain.FigureDefined.Unit;
import ca.criticalminerals.funding.domain.FigureDefined.What;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What is published about an initiative: its figures and its sentences, and the targets that were set.
 *
 * @param figures   by id
 * @param sentences by key
 * @param targets   the ids of the figures that have a target
 */
public record Publication(Map<String, FigureDefined> figures, Map<String, SentenceWritten> sentences, Set<String> targets) {
    static final Publication NOTHING = new Publication(Map.of(), Map.of(), Set.of());
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{([a-z0-9.-]+)(?::(?:year|names)|\\|[^|{}\\d]+\\|[^|{}\\d]+)?}");
    private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");
    /** A figure of an initiative is named after it. */
    private static final Pattern OWNER = Pattern.compile("^([a-z0-9-]+)\\..+");

    FigureDefined decide(FigureDefined asked, Set<What> possible, Set<String> streams, Set<String> kinds) {
        if (figures.containsKey(asked.figure())) {
            throw new Rejection("duplicate-figure", "The figure " + asked.figure() + " is defined already.",
                    "Le chiffre " + asked.figure() + " est déjà défini.");
        }
        figures.keySet().stream().findFirst().filter(other -> !owner(other).equals(owner(asked.figure()))).ifPresent(other -> {
            throw anothersFigure(asked.figure(), owner(other));
        });
        Counts counts = asked.counts();
        boolean streamFits = counts.stream().isEmpty() || counts.stream().filter(streams::contains).isPresent()
                && EnumSet.of(What.PROJECTS, What.CONTRIBUTIONS).contains(counts.what());
        boolean milestoneFits = counts.what() == What.OCCURRENCE
                ? counts.milestone().filter(kinds::contains).isPresent() : counts.milestone().isEmpty();
        boolean unitFits = switch (counts.what()) {
            case PROJECTS, OUTPUTS, JURISDICTIONS -> asked.unit() == Unit.COUNT;
            case CONTRIBUTIONS, ENVELOPE -> asked.unit() == Unit.CAD;
            case OCCURRENCE -> asked.unit() == Unit.DATE;
            case STATEMENTS -> asked.unit() != Unit.DATE;
        };
        if (!possible.contains(counts.what()) || !streamFits || !milestoneFits || !unitFits) {
            throw new Rejection("rule-does-not-fit",
                    "The rule of " + asked.figure() + " does not fit: it names a stream, a kind of milestone or a unit that this initiative or this rule does not have.",
                    "La règle de " + asked.figure() + " ne convient pas : elle nomme un volet, un type de jalon ou une unité que cette initiative ou cette règle n’a pas.");
        }
        return asked;
    }

    SentenceWritten decide(SentenceWritten asked) {
        Set<String> english = placeholders(asked.text().en());
        Set<String> french = placeholders(asked.text().fr());
        for (String figure : english) {
            figure(figure);
        }
        if (!english.equals(french)) {
            throw new Rejection("languages-differ", "The English and the French sentence must use the same figures: "
                    + english + " and " + french + ".", "Les phrases anglaise et française doivent utiliser les mêmes chiffres : "
                    + english + " et " + french + ".");
        }
        return asked;
    }

    /** The figure, which must be defined. */
    FigureDefined figure(String id) {
        var figure = figures.get(id);
        if (figure == null) {
            throw new Rejection("unknown-figure", "This initiative has no figure " + id + ".",
                    "Cette initiative n’a pas de chiffre " + id + ".");
        }
        return figure;
    }

    /** A number about a figure: only of figures that are numbers, whole if it is a count. */
    void number(String id, BigDecimal value) {
        FigureDefined figure = figure(id);
        if (figure.unit() == Unit.DATE || EnumSet.of(What.ENVELOPE, What.JURISDICTIONS).contains(figure.counts().what())) {
            throw new Rejection("not-a-stated-number", "The figure " + id + " is derived from milestones and cannot be stated.",
                    "Le chiffre " + id + " découle de jalons et ne peut pas être déclaré.");
        }
        if (figure.unit() == Unit.COUNT && value.stripTrailingZeros().scale() > 0) {
            throw new Rejection("not-a-whole-number", "The figure " + id + " is a count; " + value.toPlainString() + " is not a whole number.",
                    "Le chiffre " + id + " est un dénombrement; " + value.toPlainString() + " n’est pas un nombre entier.");
        }
        if (value.stripTrailingZeros().scale() > 2) {
            throw new Rejection("over-precise-amount", "An amount has at most two decimals, not " + value.toPlainString() + ".",
                    "Un montant a au plus deux décimales, et non " + value.toPlainString() + ".");
        }
    }

    Publication with(FigureDefined figure) {
        var more = new TreeMap<>(figures);
        more.put(figure.figure(), figure);
        return new Publication(more, sentences, targets);
    }

    Publication with(SentenceWritten sentence) {
        var more = new TreeMap<>(sentences);
        more.put(sentence.sentence(), sentence);
        return new Publication(figures, more, targets);
    }

    Publication withTarget(String figure) {
        var more = new HashSet<>(targets);
        more.add(figure);
        return new Publication(figures, sentences, more);
    }

    static Rejection anothersFigure(String figure, String initiative) {
        return new Rejection("figure-of-another-initiative",
                "The figure " + figure + " does not belong to " + initiative + ": a figure is named after its initiative.",
                "Le chiffre " + figure + " n’appartient pas à " + initiative + " : un chiffre porte le nom de son initiative.");
    }

    private static String owner(String figure) {
        var matcher = OWNER.matcher(figure);
        return matcher.matches() ? matcher.group(1) : figure;
    }

    private static Set<String> placeholders(String sentence) {
        var ids = new TreeSet<String>();
        var matcher = PLACEHOLDER.matcher(sentence);
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        String rest = matcher.replaceAll("");
        if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
            throw new Rejection("malformed-placeholder",
                    "A placeholder is {figure}, {figure|one|many}, {figure:names} or {figure:year}; braces stand nowhere else.",
                    "Un espace réservé s’écrit {chiffre}, {chiffre|un|plusieurs}, {chiffre:names} ou {chiffre:year}; les accolades ne servent à rien d’autre.");
        }
        if (DIGIT.matcher(rest).find()) {
            throw new Rejection("number-typed-by-hand", "A number in a sentence must be the placeholder of a figure, never typed.",
                    "Un nombre dans une phrase doit être l’espace réservé d’un chiffre, jamais saisi.");
        }
        return ids;
    }
}
