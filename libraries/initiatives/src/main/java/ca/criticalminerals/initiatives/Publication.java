package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.initiatives.FigureDefined.Counts;
import ca.criticalminerals.initiatives.FigureDefined.Unit;
import ca.criticalminerals.initiatives.FigureDefined.What;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
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
            Pattern.compile("\\{([a-z0-9.-]+)(?::(?:year|names|words|from|to|baseFrom|baseTo)|\\|([^|{}]+)\\|([^|{}]+))?}");
    /** A figure of an initiative is named after it. */
    private static final Pattern OWNER = Pattern.compile("^([a-z0-9-]+)\\..+");

    /** What the figures of an initiative can be about: what is counted, in which streams, which kinds of milestones, which items. */
    record Possible(Set<What> countable, Set<String> streams, Set<String> kinds, Map<String, Set<String>> items) {}

    /** The milestone as it is accepted, or a {@link Rejection} that names the broken rule. */
    PublicMilestone decide(PublicMilestone asked, Possible possible) {
        switch (asked) {
            case FigureDefined figure -> decide(figure, possible);
            case CountReported reported -> {
                number(reported.figure(), reported.value());
                reported.period().ifPresent(Publication::runsForward);
                reported.basePeriod().ifPresent(Publication::runsForward);
                reported.breakdown().ifPresent(breakdown -> addsUp(reported.value(), breakdown));
            }
            case TargetSet target -> decide(target);
            case SentenceWritten sentence -> decide(sentence);
        }
        return asked;
    }

    /** What is published after the milestone. */
    Publication with(PublicMilestone milestone) {
        return switch (milestone) {
            case FigureDefined figure -> with(figure);
            case CountReported _ -> this;
            case TargetSet target -> withTarget(target.figure());
            case SentenceWritten sentence -> with(sentence);
        };
    }

    private void decide(TargetSet target) {
        number(target.figure(), target.value());
        target.baseline().ifPresent(baseline -> number(target.figure(), baseline.value()));
        if (targets.contains(target.figure()) && target.reason().isEmpty()) {
            throw new Rejection("target-changed-without-reason", "The figure " + target.figure() + " has a target; changing it needs a reason.",
                    "Le chiffre " + target.figure() + " a une cible; la changer exige un motif.").in("/figure");
        }
        if (target.due().isBefore(target.occurredOn())) {
            throw new Rejection("due-before-it-is-set", "The target is due on " + target.due() + ", before it is set on " + target.occurredOn() + ".",
                    "L’échéance de la cible, le " + target.due() + ", précède le jour où elle est fixée, le " + target.occurredOn() + ".").in("/due");
        }
    }

    private static void runsForward(Period period) {
        if (period.to().lastDay().isBefore(period.from().firstDay())) {
            throw new Rejection("period-ends-before-it-begins", "The period from " + period.from() + " to " + period.to() + " ends before it begins.",
                    "La période du " + period.from() + " au " + period.to() + " finit avant de commencer.").in("/period");
        }
    }

    private void addsUp(BigDecimal value, Breakdown breakdown) {
        var seen = new HashSet<String>();
        BigDecimal sum = BigDecimal.ZERO;
        for (var part : breakdown.parts()) {
            number(part.figure(), part.value());
            if (!seen.add(part.figure())) {
                throw new Rejection("duplicate-part", "The part " + part.figure() + " is stated twice.",
                        "La partie " + part.figure() + " est déclarée deux fois.").in("/breakdown");
            }
            sum = sum.add(part.value());
        }
        int difference = sum.compareTo(value);
        if (difference > 0 || breakdown.closed() && difference != 0) {
            throw new Rejection("breakdown-does-not-add-up", "The parts add up to " + sum.toPlainString() + ", not " + value.toPlainString() + ".",
                    "La somme des parties est de " + sum.toPlainString() + ", et non de " + value.toPlainString() + ".").in("/breakdown");
        }
    }

    private void decide(FigureDefined asked, Possible possible) {
        if (figures.containsKey(asked.figure())) {
            throw new Rejection("duplicate-figure", "The figure " + asked.figure() + " is defined already.",
                    "Le chiffre " + asked.figure() + " est déjà défini.").in("/figure");
        }
        figures.keySet().stream().findFirst().filter(other -> !owner(other).equals(owner(asked.figure()))).ifPresent(other -> {
            throw anothersFigure(asked.figure(), owner(other));
        });
        Counts counts = asked.counts();
        boolean streamFits = counts.stream().isEmpty() || counts.stream().filter(possible.streams::contains).isPresent()
                && EnumSet.of(What.PROJECTS, What.CONTRIBUTIONS).contains(counts.what());
        boolean milestoneFits = counts.what() == What.OCCURRENCE
                ? counts.milestone().filter(possible.kinds::contains).isPresent() : counts.milestone().isEmpty();
        boolean unitFits = switch (counts.what()) {
            case PROJECTS, OUTPUTS, JURISDICTIONS, ITEMS, LISTED -> asked.unit() == Unit.COUNT;
            case CONTRIBUTIONS, ENVELOPE -> asked.unit() == Unit.CAD;
            case OCCURRENCE -> asked.unit() == Unit.DATE;
            case STATEMENTS -> asked.unit() != Unit.DATE;
        };
        boolean itemFits = counts.what() == What.ITEMS
                ? counts.item().map(possible.items::get).filter(statuses -> statuses.containsAll(counts.statuses())).isPresent()
                : counts.item().isEmpty() && counts.statuses().isEmpty() && counts.since().isEmpty() && counts.before().isEmpty();
        if (!possible.countable.contains(counts.what()) || !streamFits || !milestoneFits || !itemFits || !unitFits) {
            throw new Rejection("rule-does-not-fit",
                    "The rule of " + asked.figure() + " does not fit: it names a stream, a kind of milestone, an item or a unit that this initiative or this rule does not have.",
                    "La règle de " + asked.figure() + " ne convient pas : elle nomme un volet, un type de jalon, un élément ou une unité que cette initiative ou cette règle n’a pas.").in("/rule");
        }
    }

    private void decide(SentenceWritten asked) {
        Set<String> english = placeholders(asked.text().en(), TypedNumber::inEnglish);
        Set<String> french = placeholders(asked.text().fr(), TypedNumber::inFrench);
        for (String figure : english) {
            figure(figure);
        }
        if (!english.equals(french)) {
            throw new Rejection("languages-differ", "The English and the French sentence must use the same figures: "
                    + english + " and " + french + ".", "Les phrases anglaise et française doivent utiliser les mêmes chiffres : "
                    + english + " et " + french + ".").in("/text");
        }
    }

    /** The figure, which must be defined. */
    private FigureDefined figure(String id) {
        var figure = figures.get(id);
        if (figure == null) {
            throw new Rejection("unknown-figure", "This initiative has no figure " + id + ": define it first, or correct the id.",
                    "Cette initiative n’a pas de chiffre " + id + " : définissez-le d’abord, ou corrigez l’identifiant.").in("/figure");
        }
        return figure;
    }

    /** A number about a figure: only of figures that are numbers, whole if it is a count. */
    private void number(String id, BigDecimal value) {
        FigureDefined figure = figure(id);
        if (figure.unit() == Unit.DATE || EnumSet.of(What.ENVELOPE, What.JURISDICTIONS, What.LISTED).contains(figure.counts().what())) {
            throw new Rejection("not-a-stated-number", "The figure " + id + " is derived from milestones and cannot be stated.",
                    "Le chiffre " + id + " découle de jalons et ne peut pas être déclaré.").in("/figure");
        }
        if (figure.unit() == Unit.COUNT && value.stripTrailingZeros().scale() > 0) {
            throw new Rejection("not-a-whole-number", "The figure " + id + " is a count; " + value.toPlainString() + " is not a whole number.",
                    "Le chiffre " + id + " est un dénombrement; " + value.toPlainString() + " n’est pas un nombre entier.").in("/value");
        }
        if (value.stripTrailingZeros().scale() > 2) {
            throw new Rejection("over-precise-amount", "An amount has at most two decimals, not " + value.toPlainString() + ".",
                    "Un montant a au plus deux décimales, et non " + value.toPlainString() + ".").in("/value");
        }
    }

    private Publication with(FigureDefined figure) {
        var more = new TreeMap<>(figures);
        more.put(figure.figure(), figure);
        return new Publication(more, sentences, targets);
    }

    private Publication with(SentenceWritten sentence) {
        var more = new TreeMap<>(sentences);
        more.put(sentence.sentence(), sentence);
        return new Publication(figures, more, targets);
    }

    private Publication withTarget(String figure) {
        var more = new HashSet<>(targets);
        more.add(figure);
        return new Publication(figures, sentences, more);
    }

    static Rejection anothersFigure(String figure, String initiative) {
        return new Rejection("figure-of-another-initiative",
                "The figure " + figure + " does not belong to " + initiative + ": a figure is named after its initiative.",
                "Le chiffre " + figure + " n’appartient pas à " + initiative + " : un chiffre porte le nom de son initiative.").in("/figure");
    }

    private static String owner(String figure) {
        var matcher = OWNER.matcher(figure);
        return matcher.matches() ? matcher.group(1) : figure;
    }

    private static Set<String> placeholders(String sentence, Function<String, Optional<String>> typedNumber) {
        var ids = new TreeSet<String>();
        // The nouns of a placeholder are printed as they are, so they are looked at like everything around it.
        String typed = PLACEHOLDER.matcher(sentence).replaceAll(placeholder -> {
            ids.add(placeholder.group(1));
            return placeholder.group(2) == null ? " | "
                    : Matcher.quoteReplacement(" | " + placeholder.group(2) + " | " + placeholder.group(3) + " | ");
        });
        if (typed.indexOf('{') >= 0 || typed.indexOf('}') >= 0) {
            throw new Rejection("malformed-placeholder",
                    "A placeholder is {figure}, {figure|one|many}, or {figure:x} with names, words, year, from, to, baseFrom or baseTo for x; braces stand nowhere else.",
                    "Un espace réservé s’écrit {chiffre}, {chiffre|un|plusieurs} ou {chiffre:x}, où x est names, words, year, from, to, baseFrom ou baseTo; les accolades ne servent à rien d’autre.").in("/text");
        }
        typedNumber.apply(typed).ifPresent(number -> {
            throw new Rejection("number-typed-by-hand", "The sentence has a number that was typed: \"" + number
                    + "\". Define a figure and put its placeholder there, like {cmif.projects}; it answers for the number.",
                    "La phrase contient un nombre saisi à la main : « " + number
                    + " ». Définissez un chiffre et mettez-y son espace réservé, comme {cmif.projects}; il répond du nombre.").in("/text");
        });
        return ids;
    }
}
