package ca.criticalminerals.progress.api;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Change;
import ca.criticalminerals.progress.domain.Changes;
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

/**
 * Between which points a reader asks what changed.
 *
 * @param from  the first point; what was known at the end of its day, unless the reader says otherwise
 * @param to    the later point; with all that is known, unless the reader says otherwise
 * @param given the parameters as the reader gave them, to be kept in links
 */
public record Period(Question from, Question to, String given) {
    /** Milestones to look at: two seconds of work or so. */
    private static final long MOST = 10_000_000;
    private static final Set<String> PARAMETERS = Set.of("from", "to", "fromKnownAt", "toKnownAt");
    private static final String NOW = "now";

    /** The period in the query; all mistakes at once. */
    public static Period of(UriInfo uri) {
        var violations = new ArrayList<Violation>();
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        Question.check(query, PARAMETERS, violations);
        int mistakes = violations.size();
        Optional<LocalDate> from = Question.day(query, "from", violations);
        Optional<LocalDate> to = Question.day(query, "to", violations);
        boolean fromNow = NOW.equals(query.getFirst("fromKnownAt"));
        Optional<Instant> fromKnownAt = fromNow ? Optional.empty() : Question.instant(query, "fromKnownAt", violations);
        Optional<Instant> toKnownAt = NOW.equals(query.getFirst("toKnownAt")) ? Optional.empty() : Question.instant(query, "toKnownAt", violations);
        if (from.isEmpty() && violations.size() == mistakes) {
            violations.add(new Violation("from", Text.of("This parameter is missing: the day with which to compare, YYYY-MM-DD.",
                    "Ce paramètre manque : le jour auquel comparer, AAAA-MM-JJ.")));
        }
        Question.refuse(violations);
        Question before = Question.of(from, fromNow ? Optional.empty() : fromKnownAt.or(() -> from.map(Question::endOf)));
        Question after = Question.of(to, toKnownAt);
        refuseBackwards(before, after);
        var given = new ArrayList<String>(List.of("from=" + before.asOf()));
        to.ifPresent(day -> given.add("to=" + day));
        fromKnownAt.map(Instant::toString).or(() -> fromNow ? Optional.of(NOW) : Optional.empty()).ifPresent(known -> given.add("fromKnownAt=" + known));
        toKnownAt.ifPresent(known -> given.add("toKnownAt=" + known));
        return new Period(before, after, String.join("&", given));
    }

    private static void refuseBackwards(Question before, Question after) {
        var violations = new ArrayList<Violation>();
        if (before.asOf().isAfter(after.asOf())) {
            violations.add(new Violation("from", Text.of("from is later than to.", "from est postérieur à to.")));
        }
        if (before.known().isAfter(after.known())) {
            violations.add(new Violation("fromKnownAt", Text.of("At to, less was known than at from: give a later toKnownAt or an earlier fromKnownAt.",
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
            Question.refuse(List.of(new Violation("from", Text.of("Too much changed since then to explain it at once: choose a later day.",
                    "Trop de choses ont changé depuis pour tout expliquer d’un coup : choisissez un jour plus récent."))));
        }
        return Changes.between(histories, first, last);
    }
}
