package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.progress.domain.Edition;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Point;
import ca.criticalminerals.progress.domain.Strategy;
import ca.criticalminerals.progress.domain.Total;
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

/** Two generations that tell of the same records, number by number: as of today, and from where each edition looks at the record. */
final class Comparison {
    /** More than a person reads. */
    private static final int MOST_LISTED = 1_000;

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final ArrayNode differences = json.putArray("differences");
    private int compared;
    private int different;

    private Comparison() {}

    /** Compares what is live in the one snapshot with a generation in the other; meanwhile the turn is kept. */
    static Comparison of(Snapshot live, Snapshot rebuilt, int generation, Turn turn) throws SQLException {
        var present = Recorded.of(live.connection(), live.generation(), Map.of(), turn);
        var next = Recorded.of(rebuilt.connection(), generation, present, turn);
        var comparison = new Comparison();
        comparison.json.put("comparedAt", Instant.now().toString()).put("live", live.generation()).put("rebuilt", generation);
        var points = new LinkedHashSet<Point>(List.of(new Point(LocalDate.now(History.CANADA), Instant.MAX)));
        editions(present).forEach(edition -> points.add(edition.point()));
        editions(next).forEach(edition -> points.add(edition.point()));
        for (Point point : points) {
            comparison.compare(point, Numbers.of(present, point), Numbers.of(next, point));
            turn.keep();
        }
        int initiatives = comparison.initiatives(present, next);
        comparison.json.put("equal", comparison.isEqual()).putObject("compared").put("points", points.size()).put("figures", comparison.compared)
                .put("initiatives", initiatives).put("milestones", next.values().stream().mapToInt(Recorded::rows).sum());
        comparison.json.put("different", comparison.different);
        return comparison;
    }

    boolean isEqual() {
        return different == 0;
    }

    ObjectNode json() {
        return json;
    }

    private static List<Edition> editions(Map<String, Recorded> recorded) {
        return Optional.ofNullable(recorded.get(Edition.STREAM)).map(one -> one.history().editions()).orElse(List.of());
    }

    /** All numbers from one point. */
    private record Numbers(Map<String, Figure> figures, Map<String, String> totals) {
        static Numbers of(Map<String, Recorded> recorded, Point point) {
            var initiatives = recorded.values().stream().map(one -> one.history().at(point.asOf(), point.knownAt())).flatMap(Optional::stream).toList();
            var figures = new TreeMap<String, Figure>();
            initiatives.stream().map(Initiative::figures).forEach(figures::putAll);
            figures.putAll(Strategy.money(initiatives));
            figures.putAll(Strategy.places(initiatives));
            var totals = new TreeMap<String, String>();
            Total.of(initiatives, point.asOf()).forEach(total -> totals.put(String.join(" / ", "total", total.year().toString(), total.initiative().id(),
                    String.join(", ", total.jurisdictions()), String.join(", ", total.recipients()), total.kind().orElse("")),
                    total.projects() + total.amount().map(amount -> ", " + amount.toPlainString() + " CAD").orElse("") + (total.upTo() ? ", upTo" : "")));
            return new Numbers(figures, totals);
        }
    }

    private void compare(Point point, Numbers live, Numbers rebuilt) {
        for (String id : union(live.figures.keySet(), rebuilt.figures.keySet())) {
            compared++;
            Figure one = live.figures.get(id);
            Figure other = rebuilt.figures.get(id);
            if (!Objects.equals(one, other)) {
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
    private int initiatives(Map<String, Recorded> live, Map<String, Recorded> rebuilt) {
        ArrayNode list = json.putArray("initiatives");
        var all = union(live.keySet(), rebuilt.keySet());
        for (String id : all) {
            if (!Objects.equals(digest(live, id), digest(rebuilt, id))) {
                different++;
                initiative(list, id, live, rebuilt);
            }
        }
        all.stream().filter(id -> Objects.equals(digest(live, id), digest(rebuilt, id))).limit(MOST_LISTED)
                .forEach(id -> initiative(list, id, live, rebuilt));
        return all.size();
    }

    private static void initiative(ArrayNode list, String id, Map<String, Recorded> live, Map<String, Recorded> rebuilt) {
        if (list.size() < MOST_LISTED) {
            ObjectNode one = list.addObject().put("initiative", id).put("same", Objects.equals(digest(live, id), digest(rebuilt, id)));
            put(one.putObject("live"), live.get(id));
            put(one.putObject("rebuilt"), rebuilt.get(id));
        }
    }

    private static void put(ObjectNode json, Recorded recorded) {
        if (recorded != null) {
            json.put("milestones", recorded.rows()).put("version", recorded.version()).put("digest", recorded.digest());
            recorded.problem().ifPresent(problem -> json.put("problem", problem));
        }
    }

    private static String digest(Map<String, Recorded> recorded, String id) {
        var one = recorded.get(id);
        return one == null ? null : one.digest();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
