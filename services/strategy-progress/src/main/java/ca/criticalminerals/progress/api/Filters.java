package ca.criticalminerals.progress.api;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.ReadableText;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.projection.View;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which milestones a reader asks for; every filter narrows.
 *
 * @param given what each filter is set to, by its name
 * @param from  the first day of a period, or the first of all
 * @param to    the last day of a period, or the last of all
 */
public record Filters(Map<String, String> given, LocalDate from, LocalDate to) {
    private static final List<String> NAMES =
            List.of("theme", "initiative", "kind", "jurisdiction", "mineral", "recipient", "project", "from", "to", "only");

    /** The choice of what happened, without numbers that were stated, what says how to publish, and corrections. */
    public static final String HAPPENINGS = "happenings";

    /** The parameters of the query that these filters are, and others. */
    public static String[] names(String... others) {
        return Stream.concat(NAMES.stream(), Stream.of(others)).toArray(String[]::new);
    }

    /** The filters in the query; what is wrong with them is added to the violations. */
    public static Filters of(UriInfo uri, List<Violation> violations) {
        Map<String, String> given = new TreeMap<>();
        uri.getQueryParameters().forEach((name, values) -> given.put(name, values.getFirst()));
        given.keySet().retainAll(NAMES);
        given.values().removeIf(String::isBlank);
        given.forEach((name, value) -> ReadableText.mistake(value).ifPresent(text -> violations.add(Violation.parameter(name, text))));
        given.computeIfPresent("recipient", (_, name) -> ReadableText.name(name));
        if (given.containsKey("only") && !given.get("only").equals(HAPPENINGS)) {
            violations.add(Violation.parameter("only", Text.of("Only " + HAPPENINGS + " can be chosen.", "Seulement " + HAPPENINGS + " peut être choisi.")));
        }
        return new Filters(Collections.unmodifiableMap(given), day(given, "from", LocalDate.MIN, violations), day(given, "to", LocalDate.MAX, violations));
    }

    /** The milestones that are asked for, the last recorded first. */
    public Stream<Listed> milestones(View view, Question question) {
        return Listed.newestFirst(initiatives(view, question)).filter(listed -> asksFor(listed, question));
    }

    /** The initiatives whose milestones can be among them. */
    public List<Initiative> initiatives(View view, Question question) {
        return view.initiatives(question.asOf(), question.known()).stream()
                .filter(initiative -> is("theme", initiative.theme()) && is("initiative", initiative.id())).toList();
    }

    /** How many milestones are asked for. */
    public long count(View view, Question question) {
        return initiatives(view, question).stream().mapToLong(initiative -> initiative.entries().stream()
                .filter(entry -> asksFor(new Listed(initiative, entry), question)).count()).sum();
    }

    /** What a filter is set to; empty if it is not. */
    public String get(String name) {
        return given.getOrDefault(name, "");
    }

    /** The same filters as the query of another address, without those that are named. */
    public String query(String... without) {
        return given.entrySet().stream().filter(filter -> !List.of(without).contains(filter.getKey()))
                .map(filter -> filter.getKey() + "=" + URLEncoder.encode(filter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private boolean asksFor(Listed listed, Question question) {
        var entry = listed.entry();
        return !entry.now().effectiveOn().isAfter(question.asOf())
                && !entry.now().effectiveOn().isBefore(from) && !entry.now().occurredOn().firstDay().isAfter(to)
                && is("kind", entry.recorded().kind()) && (!given.containsKey("only") || entry.happened()) && isAbout(entry.now().fact());
    }

    private static LocalDate day(Map<String, String> given, String name, LocalDate otherwise, List<Violation> violations) {
        try {
            return given.containsKey(name) ? LocalDate.parse(given.get(name)) : otherwise;
        } catch (java.time.DateTimeException e) {
            violations.add(Violation.parameter(name, Text.of("This is a day of the calendar, YYYY-MM-DD.", "C’est un jour du calendrier, AAAA-MM-JJ.")));
            return otherwise;
        }
    }

    private boolean is(String name, String value) {
        return !given.containsKey(name) || given.get(name).equals(value);
    }

    private boolean isAbout(Fact fact) {
        return Stream.of("jurisdiction", "mineral", "recipient", "project").filter(given::containsKey)
                .allMatch(name -> named(fact, name).contains(given.get(name)));
    }

    private static List<String> named(Fact fact, String name) {
        return switch (fact) {
            case Fact.Approved approved -> switch (name) {
                case "jurisdiction" -> approved.jurisdictions();
                case "mineral" -> approved.minerals();
                case "recipient" -> approved.recipients();
                default -> List.of(approved.project());
            };
            case Fact.Signed signed -> name.equals("project") ? List.of(signed.project()) : List.of();
            case Fact.Completed completed -> name.equals("project") ? List.of(completed.project()) : List.of();
            case Fact.Withdrawn withdrawn -> name.equals("project") ? List.of(withdrawn.project()) : List.of();
            case Fact.Stated stated -> name.equals("jurisdiction") ? stated.jurisdictions() : List.of();
            case Fact.Stepped step -> switch (name) {
                case "jurisdiction" -> step.jurisdictions();
                case "mineral" -> step.minerals();
                case "recipient" -> step.counterparties();
                default -> List.of();
            };
            case Fact.Released released -> name.equals("mineral") ? released.minerals() : List.of();
            case Fact.Corrected corrected -> named(corrected.replacement(), name);
            case Fact _ -> List.of();
        };
    }
}
