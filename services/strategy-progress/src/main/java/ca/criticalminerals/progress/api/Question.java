package ca.criticalminerals.progress.api;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.http.Problem;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Point;
import ca.criticalminerals.progress.projection.Answer;
import ca.criticalminerals.progress.projection.View;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * As of which day, and as known when, a reader asks.
 *
 * @param asOf    the last day that counts
 * @param knownAt the last instant of recording that counts; empty for all that is known
 * @param given   the two parameters as the reader gave them, to be kept in links
 */
public record Question(LocalDate asOf, Optional<Instant> knownAt, String given) {
    private static final int LONGEST = 300;

    /** The question in the query, which may have these other parameters and no more; all mistakes at once. */
    public static Question of(UriInfo uri, String... others) {
        var violations = new ArrayList<Violation>();
        Question question = of(uri, violations, others);
        refuse(violations);
        return question;
    }

    /** The same for a reader of the other parameters, who adds more mistakes and then refuses all of them. */
    public static Question of(UriInfo uri, List<Violation> violations, String... others) {
        Set<String> known = known(others);
        checkNames(uri.getQueryParameters(), known, violations);
        return read(uri.getQueryParameters(), known, violations);
    }

    /** The question of a page that people read: what others have put into links to it, to see who follows them, is ignored. */
    public static Question onPage(UriInfo uri, List<Violation> violations, String... others) {
        return read(uri.getQueryParameters(), known(others), violations);
    }

    /** The same of a page without other parameters. */
    public static Question onPage(UriInfo uri) {
        var violations = new ArrayList<Violation>();
        Question question = onPage(uri, violations);
        refuse(violations);
        return question;
    }

    private static Set<String> known(String... others) {
        var known = new HashSet<>(Set.of(others));
        known.addAll(List.of("asOf", "knownAt"));
        return known;
    }

    private static Question read(MultivaluedMap<String, String> query, Set<String> known, List<Violation> violations) {
        checkValues(query, known, violations);
        Optional<LocalDate> asOf = day(query, "asOf", violations);
        Optional<Instant> knownAt = instant(query, "knownAt", violations);
        return of(asOf, knownAt);
    }

    /** What was true at the end of a day, as it was known at an instant. */
    public static Question of(Point point) {
        return of(Optional.of(point.asOf()), Optional.of(point.knownAt()));
    }

    /** Refuses as of when and as known when, on a page that is not asked so: it would be taken for an answer to that. */
    public static void refuseOnPage(UriInfo uri) {
        var violations = new ArrayList<Violation>();
        checkPoint(uri.getQueryParameters(), violations);
        refuse(violations);
    }

    static void checkPoint(MultivaluedMap<String, String> query, List<Violation> violations) {
        Stream.of("asOf", "knownAt").filter(query::containsKey).forEach(name -> violations.add(Violation.parameter(name,
                Text.of("This page is not asked as of when or as known when.", "Cette page ne se demande pas en date d’un jour ni selon un état des connaissances."))));
    }

    /** Refuses every parameter, at an address that has none. */
    public static void refuseAny(UriInfo uri) {
        var violations = new ArrayList<Violation>();
        checkNames(uri.getQueryParameters(), Set.of(), violations);
        refuse(violations);
    }

    static Question of(Optional<LocalDate> asOf, Optional<Instant> knownAt) {
        var given = new ArrayList<String>();
        asOf.ifPresent(day -> given.add("asOf=" + day));
        knownAt.ifPresent(instant -> given.add("knownAt=" + instant));
        return new Question(asOf.orElseGet(() -> LocalDate.now(History.CANADA)), knownAt, String.join("&", given));
    }

    /** Each parameter is one of the known ones. */
    static void checkNames(MultivaluedMap<String, String> query, Set<String> known, List<Violation> violations) {
        query.keySet().stream().filter(name -> !known.contains(name)).forEach(name -> violations.add(Violation.parameter(shown(name),
                Text.of("There is no such parameter; there are " + known.stream().sorted().toList() + ".",
                        "Ce paramètre n’existe pas; il y a " + known.stream().sorted().toList() + "."))));
    }

    /** Each of the known parameters is given once, and no longer than it can be. */
    static void checkValues(MultivaluedMap<String, String> query, Set<String> known, List<Violation> violations) {
        query.forEach((name, values) -> {
            if (known.contains(name) && values.size() > 1) {
                violations.add(Violation.parameter(name, Text.of("This parameter is given twice.", "Ce paramètre est donné deux fois.")));
            } else if (known.contains(name) && values.getFirst().length() > LONGEST) {
                violations.add(Violation.parameter(name, Text.of("This parameter is too long.", "Ce paramètre est trop long.")));
            }
        });
    }

    static Optional<LocalDate> day(MultivaluedMap<String, String> query, String name, List<Violation> violations) {
        return read(query.getFirst(name), Question::day, violations, name,
                Text.of(name + " is a day of the calendar, YYYY-MM-DD.", name + " est un jour du calendrier, AAAA-MM-JJ."));
    }

    static Optional<Instant> instant(MultivaluedMap<String, String> query, String name, List<Violation> violations) {
        return read(query.getFirst(name), Question::instant, violations, name,
                Text.of(name + " is a day, YYYY-MM-DD, or an instant in UTC, YYYY-MM-DDThh:mm:ssZ.",
                        name + " est un jour, AAAA-MM-JJ, ou un instant UTC, AAAA-MM-JJThh:mm:ssZ."));
    }

    /** The instant for the fold: without {@code knownAt}, everything is known. */
    public Instant known() {
        return knownAt.orElse(Instant.MAX);
    }

    /** The answer, computed once: as of a past that is complete until there is another milestone, otherwise until anything changes. */
    public Answer answer(View view, Record asked, Supplier<byte[]> compute) {
        boolean complete = knownAt.isPresent() && !view.provisional(knownAt.get());
        return complete ? view.lasting(asked, compute) : view.answer(asked, compute);
    }

    /** A link to another address with the same question. */
    public String on(String path) {
        return given.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + given;
    }

    /** The problem that names all violations, if there are any. */
    public static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw Problem.invalidQuestion(violations).asException();
        }
    }

    /** A day of the years that milestones can have: others cannot be printed. */
    static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        PartialDate.of(day);
        return day;
    }

    /** A day means what was known at its end. */
    private static Instant instant(String text) {
        if (text.length() == 10) {
            return endOf(day(text));
        }
        Instant instant = Instant.parse(text);
        PartialDate.of(instant.atZone(ZoneOffset.UTC).toLocalDate());
        return instant;
    }

    static Instant endOf(LocalDate day) {
        return day.atTime(LocalTime.MAX).atZone(History.CANADA).toInstant();
    }

    private static <T> Optional<T> read(String text, Function<String, T> parse, List<Violation> violations, String name, Text wrong) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            violations.add(Violation.parameter(name, wrong));
            return Optional.empty();
        }
    }

    private static String shown(String name) {
        String clean = name.replaceAll("[^\\w.-]", "?");
        return clean.length() > 40 ? clean.substring(0, 40) + "…" : clean;
    }
}
