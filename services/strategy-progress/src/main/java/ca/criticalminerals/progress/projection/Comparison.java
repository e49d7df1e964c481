package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.progress.domain.Edition;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Point;
import ca.criticalminerals.progress.domain.Strategy;
import ca.criticalminerals.progress.domain.Total;
import ca.criticalminerals.progress.projection.Recorded.Told;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two generations that tell of the same records, number by number: as of today, and from where each edition looks at the record. */
final class Comparison {
    /** More than a person reads. */
    private static final int MOST_LISTED = 1_000;

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final ArrayNode differences = json.putArray("differences");
    private int compared;
    private int different;
    /** The initiatives that tell the same but for texts that were taken out. */
    private final Set<String> redacted = new TreeSet<>();

    private Comparison() {}

    /** What a generation says: its record by initiative, and what of it can be read. */
    private record Side(Map<String, Recorded> recorded, Map<String, Told> told) {
        List<Edition> editions() {
            return Optional.ofNullable(told.get(Edition.STREAM)).map(one -> one.history().editions()).orElse(List.of());
        }

        String digest(String initiative) {
            var one = recorded.get(initiative);
            return one == null ? null : one.digest();
        }

        Numbers at(Point point, Set<String> redacted) {
            return Numbers.of(redacted, told.values().stream().map(one -> one.history().at(point.asOf(), point.knownAt())).flatMap(Optional::stream).toList(), point);
        }
    }

    /**
     * Compares what is live in the one snapshot with a generation in the other; meanwhile the turn is kept.
     *
     * @param served what readers see: where both sides have the same documents, it has been read already
     */
    static Comparison of(Snapshot live, Snapshot rebuilt, int generation, View served, Turn turn) throws SQLException {
        var present = new Side(Recorded.all(live, live.generation(), turn), new TreeMap<>());
        var next = new Side(Recorded.all(rebuilt, generation, turn), new TreeMap<>());
        boolean same = true;
        var comparison = new Comparison();
        for (String id : union(present.recorded.keySet(), next.recorded.keySet())) {
            boolean sameHere = Objects.equals(present.digest(id), next.digest(id));
            present.told.put(id, sameHere && served.version(id) == present.recorded.get(id).rows()
                    ? new Told(served.histories().get(id), Optional.empty()) : Told.of(live, live.generation(), id));
            next.told.put(id, sameHere ? present.told.get(id) : Told.of(rebuilt, generation, id));
            same &= sameHere;
            if (!sameHere && isRedaction(present.told.get(id), next.told.get(id))) {
                comparison.redacted.add(id);
            }
            turn.keep();
        }
        comparison.json.put("comparedAt", Instant.now().toString()).put("live", live.generation()).put("rebuilt", generation);
        var points = new LinkedHashSet<Point>(List.of(new Point(LocalDate.now(History.CANADA), Instant.MAX)));
        present.editions().forEach(edition -> points.add(edition.point()));
        next.editions().forEach(edition -> points.add(edition.point()));
        for (Point point : points) {
            Numbers numbers = present.at(point, comparison.redacted);
            comparison.compare(point, numbers, same ? numbers : next.at(point, comparison.redacted)); // the same documents give the same numbers
            turn.keep();
        }
        int initiatives = comparison.initiatives(present, next);
        comparison.json.put("equal", comparison.isEqual()).putObject("compared").put("points", points.size()).put("figures", comparison.compared)
                .put("initiatives", initiatives).put("milestones", next.recorded.values().stream().mapToInt(Recorded::rows).sum());
        comparison.json.put("different", comparison.different);
        comparison.redacted.forEach(comparison.json.putArray("redacted")::add);
        return comparison;
    }

    private static boolean isRedaction(Told live, Told rebuilt) {
        return live.problem().isEmpty() && rebuilt.problem().isEmpty() && rebuilt.history().isRedactionOf(live.history());
    }

    boolean isEqual() {
        return different == 0;
    }

    ObjectNode json() {
        return json;
    }

    /** All numbers from one point. */
    private record Numbers(Map<String, Figure> figures, Map<String, String> totals) {
        static Numbers of(Set<String> redacted, List<Initiative> initiatives, Point point) {
            var figures = new TreeMap<String, Figure>();
            initiatives.stream().map(Initiative::figures).forEach(figures::putAll);
            figures.putAll(Strategy.money(initiatives));
            figures.putAll(Strategy.places(initiatives));
            var totals = new TreeMap<String, String>();
            // Who received it can be a text that was taken out.
            Total.of(initiatives, point.asOf()).forEach(total -> totals.merge(String.join(" / ", "total", total.year().toString(), total.initiative().id(),
                    String.join(", ", total.jurisdictions()), redacted.contains(total.initiative().id()) ? "" : String.join(", ", total.recipients()),
                    total.kind().orElse("")), total.projects() + total.amount().map(amount -> ", " + amount.toPlainString() + " CAD").orElse("")
                    + (total.upTo() ? ", upTo" : ""), (one, other) -> Stream.concat(one.lines(), other.lines()).sorted().collect(Collectors.joining("\n"))));
            return new Numbers(figures, totals);
        }
    }

    private void compare(Point point, Numbers live, Numbers rebuilt) {
        for (String id : union(live.figures.keySet(), rebuilt.figures.keySet())) {
            compared++;
            Figure one = live.figures.get(id);
            Figure other = rebuilt.figures.get(id);
            if (!Objects.equals(one, other) && !isSameNumber(one, other)) {
                contributors(differs(point, id, one == null ? null : value(one), other == null ? null : value(other)), one, other);
            }
        }
        for (String id : union(live.totals.keySet(), rebuilt.totals.keySet())) {
            compared++;
            if (!Objects.equals(live.totals.get(id), rebuilt.totals.get(id))) {
                differs(point, id, live.totals.get(id), rebuilt.totals.get(id));
            }
        }
    }

    /** Whether only texts of what makes up the number are others, and all that were taken out were. */
    private boolean isSameNumber(Figure live, Figure rebuilt) {
        return !redacted.isEmpty() && live != null && rebuilt != null && value(live).equals(value(rebuilt)) && amounts(live).equals(amounts(rebuilt));
    }

    private ObjectNode differs(Point point, String id, String live, String rebuilt) {
        different++;
        ObjectNode difference = different > MOST_LISTED ? JsonNodeFactory.instance.objectNode() : differences.addObject();
        difference.put("asOf", point.asOf().toString());
        if (!point.knownAt().equals(Instant.MAX)) {
            difference.put("knownAt", point.knownAt().toString());
        }
        return difference.put("figure", id).put("live", live).put("rebuilt", rebuilt);
    }

    private static String value(Figure figure) {
        return figure.number().map(BigDecimal::toPlainString).or(() -> figure.date().map(PartialDate::value)).orElse("–");
    }

    /** The milestones that add another amount to the one than to the other. */
    private static void contributors(ObjectNode difference, Figure live, Figure rebuilt) {
        var one = amounts(live);
        var other = amounts(rebuilt);
        ArrayNode list = difference.putArray("contributors");
        for (String milestone : union(one.keySet(), other.keySet())) {
            if (!Objects.equals(one.get(milestone), other.get(milestone))) {
                list.addObject().put("milestone", milestone).put("live", one.get(milestone)).put("rebuilt", other.get(milestone));
            }
        }
    }

    private static Map<String, String> amounts(Figure figure) {
        var amounts = new HashMap<String, String>();
        if (figure != null) {
            figure.contributions().forEach(part -> amounts.merge(part.entry().recorded().initiative() + "/" + part.entry().recorded().version(),
                    part.amount().toPlainString(), (first, second) -> first + " + " + second));
        }
        return amounts;
    }

    /** The record itself, initiative by initiative: those that differ first. */
    private int initiatives(Side live, Side rebuilt) {
        ArrayNode list = json.putArray("initiatives");
        var all = union(live.recorded.keySet(), rebuilt.recorded.keySet());
        var differing = all.stream().filter(id -> !Objects.equals(live.digest(id), rebuilt.digest(id)) && !redacted.contains(id)).toList();
        different += differing.size();
        Stream.concat(differing.stream(), all.stream().filter(id -> !differing.contains(id))).limit(MOST_LISTED).forEach(id -> {
            ObjectNode one = list.addObject().put("initiative", id).put("same", !differing.contains(id));
            if (redacted.contains(id)) {
                one.put("redacted", true);
            }
            put(one.putObject("live"), live, id);
            put(one.putObject("rebuilt"), rebuilt, id);
        });
        return all.size();
    }

    private static void put(ObjectNode json, Side side, String id) {
        var recorded = side.recorded.get(id);
        if (recorded != null) {
            json.put("milestones", recorded.rows()).put("version", recorded.version()).put("digest", recorded.digest());
            side.told.get(id).problem().ifPresent(problem -> json.put("problem", problem));
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
