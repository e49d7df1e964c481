package ca.criticalminerals.progress.api;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Change;
import ca.criticalminerals.progress.domain.Changes;
import ca.criticalminerals.progress.domain.Edition;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Point;
import ca.criticalminerals.progress.projection.View;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Between which points a reader asks what changed.
 *
 * @param from  the first point; what was known at the end of its day, unless the reader says otherwise
 * @param to    the later point; with all that is known, unless the reader says otherwise
 * @param given the parameters as the reader gave them, to be kept in links
 */
public record Period(Question from, Question to, String given) {
    /** Milestones to look at: two seconds of work or so. */
    static final long MOST = 10_000_000;
    private static final Set<String> PARAMETERS = Set.of("from", "to", "fromKnownAt", "toKnownAt", "fromEdition", "toEdition");
    private static final String NOW = "now";

    /** The period in the query, with the editions that the view knows; all mistakes at once. */
    public static Period of(UriInfo uri, View view) {
        var violations = new ArrayList<Violation>();
        Question.checkNames(uri.getQueryParameters(), PARAMETERS, violations);
        return of(uri.getQueryParameters(), view, violations);
    }

    /** The same on a page that people read, where other parameters are ignored. */
    public static Period onPage(UriInfo uri, View view) {
        var violations = new ArrayList<Violation>();
        Question.checkPoint(uri.getQueryParameters(), violations);
        return of(uri.getQueryParameters(), view, violations);
    }

    /** Whether anything is asked at all. */
    public static boolean isAsked(UriInfo uri) {
        return uri.getQueryParameters().keySet().stream().anyMatch(name -> PARAMETERS.contains(name) || name.equals("asOf") || name.equals("knownAt"));
    }

    private static Period of(MultivaluedMap<String, String> query, View view, List<Violation> violations) {
        Question.checkValues(query, PARAMETERS, violations);
        var given = new ArrayList<String>();
        Optional<Question> before = edition(query, "from", view, given, violations).or(() -> from(query, given, violations));
        Optional<Question> after = edition(query, "to", view, given, violations).or(() -> Optional.of(to(query, given, violations)));
        Question.refuse(violations);
        refuseBackwards(before.orElseThrow(), after.orElseThrow());
        return new Period(before.get(), after.get(), String.join("&", given));
    }

    /** What an edition was published from, where one is named instead of a day. */
    private static Optional<Question> edition(MultivaluedMap<String, String> query, String end, View view, List<String> given, List<Violation> violations) {
        String name = end + "Edition";
        String number = query.getFirst(name);
        if (number == null || number.isEmpty()) {
            return Optional.empty();
        }
        if (Stream.of(end, end + "KnownAt").map(query::getFirst).anyMatch(other -> other != null && !other.isEmpty())) {
            violations.add(Violation.parameter(name, Text.of("An edition stands for its own day and its own knowledge: leave " + end + " and " + end + "KnownAt out.",
                    "Une édition a son propre jour et son propre état des connaissances\u00a0: n’indiquez ni " + end + " ni " + end + "KnownAt.")));
        }
        var edition = view.editions().stream().filter(one -> number.equals(String.valueOf(one.number()))).findFirst();
        if (edition.isEmpty()) {
            violations.add(Violation.parameter(name, Text.of("There is no such edition; the editions have the numbers 1 to " + view.editions().size() + ".",
                    "Cette édition n’existe pas; les éditions portent les numéros 1 à " + view.editions().size() + ".")));
        }
        given.add(name + "=" + edition.map(Edition::number).orElse(0));
        // Something must stand for an edition that is not there, so that the other mistakes are found too.
        return Optional.of(edition.map(one -> Question.of(one.point())).orElseGet(() -> Question.of(Optional.empty(), Optional.empty())));
    }

    private static Optional<Question> from(MultivaluedMap<String, String> query, List<String> given, List<Violation> violations) {
        int mistakes = violations.size();
        Optional<LocalDate> from = Question.day(query, "from", violations);
        boolean now = NOW.equals(query.getFirst("fromKnownAt"));
        Optional<Instant> knownAt = now ? Optional.empty() : Question.instant(query, "fromKnownAt", violations);
        if (from.isEmpty() && violations.size() == mistakes) {
            violations.add(Violation.parameter("from", Text.of("This parameter is missing: the day with which to compare, YYYY-MM-DD.",
                    "Ce paramètre manque : le jour auquel comparer, AAAA-MM-JJ.")));
        }
        from.ifPresent(day -> given.add("from=" + day));
        knownAt.map(Instant::toString).or(() -> now ? Optional.of(NOW) : Optional.empty()).ifPresent(known -> given.add("fromKnownAt=" + known));
        return Optional.of(Question.of(from, now ? Optional.empty() : knownAt.or(() -> from.map(Question::endOf))));
    }

    private static Question to(MultivaluedMap<String, String> query, List<String> given, List<Violation> violations) {
        Optional<LocalDate> to = Question.day(query, "to", violations);
        Optional<Instant> knownAt = NOW.equals(query.getFirst("toKnownAt")) ? Optional.empty() : Question.instant(query, "toKnownAt", violations);
        to.ifPresent(day -> given.add("to=" + day));
        knownAt.ifPresent(known -> given.add("toKnownAt=" + known));
        return Question.of(to, knownAt);
    }

    private static void refuseBackwards(Question before, Question after) {
        var violations = new ArrayList<Violation>();
        if (before.asOf().isAfter(after.asOf())) {
            violations.add(Violation.parameter("from", Text.of("from is later than to.", "from est postérieur à to.")));
        }
        if (before.known().isAfter(after.known())) {
            violations.add(Violation.parameter("fromKnownAt", Text.of("At to, less was known than at from: give a later toKnownAt or an earlier fromKnownAt.",
                    "À to, on en savait moins qu’à from : donnez un toKnownAt postérieur ou un fromKnownAt antérieur.")));
        }
        Question.refuse(violations);
    }

    /** What changed in all initiatives. */
    public Changes changes(View view) {
        return changes(view.histories().values());
    }

    /** What became of one figure; empty if it is defined at neither point. */
    Optional<Change> change(View view, String id) {
        int dot = Math.max(0, id.indexOf('.'));
        var histories = id.startsWith("money.") ? view.histories().values()
                : Optional.ofNullable(view.histories().get(id.substring(0, dot))).map(List::of).orElse(List.of());
        return changes(histories).of(id);
    }

    /** The same two days, with all that is known by now at both of them. */
    public Period knowingWhatIsKnownNow() {
        return new Period(new Question(from.asOf(), Optional.empty(), from.given()), new Question(to.asOf(), Optional.empty(), to.given()),
                "from=" + from.asOf() + "&to=" + to.asOf() + "&fromKnownAt=" + NOW);
    }

    /** Whether milestones may still be missing at one of the points. */
    public boolean provisional(View view) {
        return !view.held().isEmpty() || from.knownAt().filter(view::provisional).isPresent() || to.knownAt().filter(view::provisional).isPresent();
    }

    /** A link to another address with the same period. */
    public String on(String path) {
        return path + "?" + given;
    }

    private Changes changes(Collection<History> histories) {
        var first = new Point(from.asOf(), from.known());
        var last = new Point(to.asOf(), to.known());
        if (Changes.length(histories, first, last) > MOST) {
            Question.refuse(List.of(Violation.parameter("from", Text.of("Too much changed since then to explain it at once: choose a later day.",
                    "Trop de choses ont changé depuis pour tout expliquer d’un coup : choisissez un jour plus récent."))));
        }
        return Changes.between(histories, first, last);
    }
}
