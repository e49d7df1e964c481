package ca.criticalminerals.progress.domain;

import ca.criticalminerals.progress.domain.Change.Cause;
import ca.criticalminerals.progress.domain.Change.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The way of one initiative from one point to a later one, in steps of one milestone. First what was recorded since becomes known, in the order
 * of recording; then what happened since takes effect, in the effective order. The value after each step less the value
 * before it is the part of that milestone, so the parts add up to the whole difference, whatever the rule of the figure.
 */
final class Walk {
    private final HistoryOrder order;
    private final Point from;
    private final List<Entry> known;
    private final Map<String, List<Part>> parts = new HashMap<>();
    private final Map<String, Figure> first;
    /** What had taken effect at the last step. */
    private List<Entry> effective;
    /** The figures after the last step: those of the initiative by id, and its money as {@code money.<kind>}. */
    private Map<String, Figure> now;

    private Walk(History history, Point from) {
        this.order = history.order();
        this.from = from;
        this.known = history.entries(from.knownAt());
        this.effective = order.of(known, from.asOf());
        this.first = figures(effective);
        this.now = first;
    }

    /** What became of each figure, also of those that stayed as they were, by id. */
    static Map<String, Change> changes(History history, Point from, Point to) {
        var walk = new Walk(history, from);
        for (Milestone milestone : history.milestones().subList(walk.known.size(), history.version())) {
            if (milestone.recordedAt().isAfter(to.knownAt())) {
                break;
            }
            walk.learn(milestone);
        }
        walk.live(to);
        return walk.changes();
    }

    /** How many entries the way has to look at: its steps, and at each of them all that is known. */
    static long length(History history, Point from, Point to) {
        return history.version() * history.milestones().stream().filter(one -> !one.recordedAt().isAfter(to.knownAt()))
                .filter(one -> one.recordedAt().isAfter(from.knownAt()) || one.effectiveOn().isAfter(from.asOf())).count();
    }

    private void learn(Milestone milestone) {
        History.learn(known, milestone);
        boolean holdsForEveryDay = switch (milestone.fact()) {
            case Fact.Corrected _, Fact.Retracted _, Fact.Defined _, Fact.Registered _ -> true;
            case Fact _ -> false;
        };
        boolean tookEffect = holdsForEveryDay || !milestone.effectiveOn().isAfter(from.asOf());
        // What has not taken effect itself can still move what has, in the year of that day.
        if (tookEffect || milestone.occurredOn().firstDay().getYear() == from.asOf().getYear()) {
            List<Entry> next = order.of(known, from.asOf());
            if (tookEffect || !next.equals(effective)) {
                step(milestone, milestone, Cause.LATE_REPORT, next);
            }
        }
    }

    private void live(Point to) {
        List<Entry> atLast = order.of(known, to.asOf());
        for (int place = 0; place < atLast.size(); place++) {
            Entry entry = atLast.get(place);
            if (entry.now().effectiveOn().isAfter(from.asOf())) {
                // Those that had taken effect before stay; some of them come later in the order.
                var next = new ArrayList<>(atLast.subList(0, place + 1));
                atLast.subList(place + 1, atLast.size()).stream().filter(one -> !one.now().effectiveOn().isAfter(from.asOf())).forEach(next::add);
                step(entry.recorded(), entry.now(), Cause.NEW, next);
            }
        }
    }

    private void step(Milestone by, Milestone says, Cause otherwise, List<Entry> taken) {
        effective = taken;
        if (says.fact() instanceof Fact.Written) {
            return; // it speaks of figures and is in none
        }
        Map<String, Figure> next = figures(taken);
        var ids = new TreeSet<>(now.keySet());
        ids.addAll(next.keySet());
        for (String id : ids) {
            Optional<Figure> before = Optional.ofNullable(now.get(id));
            Optional<Figure> after = Optional.ofNullable(next.get(id));
            BigDecimal amount = Change.number(after).subtract(Change.number(before));
            if (!before.equals(after)) {
                add(id, cause(says.fact(), new Change(before, after, List.of()), amount, otherwise), by, amount);
            } else if (isRenamedOrAbsorbed(says.fact()) && !id.startsWith("money.")) {
                add(id, Cause.RENAMED_OR_ABSORBED, by, amount);
            }
        }
        now = next;
    }

    private void add(String id, Cause cause, Milestone by, BigDecimal amount) {
        parts.computeIfAbsent(id, _ -> new ArrayList<>()).add(new Part(cause, about(by), by, amount));
    }

    private Cause cause(Fact fact, Change figure, BigDecimal amount, Cause otherwise) {
        return switch (fact) {
            case Fact.Corrected correction -> ofChange(correction.version(), amount, Cause.CORRECTION);
            case Fact.Retracted retraction -> ofChange(retraction.version(), amount, Cause.RETRACTION);
            case Fact.Defined _, Fact.Registered _ -> Cause.DEFINITION_CHANGED;
            case Fact.Stated _ -> Cause.STATEMENT;
            case Fact.Targeted _ -> Cause.TARGET_CHANGED;
            case Fact.Withdrawn _ -> Cause.WITHDRAWAL;
            case Fact.Stepped step -> {
                boolean countsNoMore = figure.latest().rule().what() == Fact.What.ITEMS && amount.signum() < 0;
                yield step.isOver() || countsNoMore ? Cause.WITHDRAWAL : otherwise;
            }
            case Fact.Renamed _, Fact.Moved _, Fact.Envelope _, Fact.Shown _, Fact.Approved _, Fact.Signed _, Fact.Completed _,
                    Fact.Released _, Fact.Written _, Fact.Listed _, Fact.Redacted _, Fact.Published _, Fact.EditionWithdrawn _, Fact.Happened _ -> otherwise;
        };
    }

    /** A changed definition or target is told as what it is to the figure, however it was changed. */
    private Cause ofChange(int version, BigDecimal amount, Cause change) {
        return switch (known.get(version - 1).recorded().fact()) {
            case Fact.Defined _ -> Cause.DEFINITION_CHANGED;
            case Fact.Targeted _ when amount.signum() == 0 -> Cause.TARGET_CHANGED;
            case Fact _ -> change;
        };
    }

    private static boolean isRenamedOrAbsorbed(Fact fact) {
        return fact instanceof Fact.Renamed || fact instanceof Fact.Moved moved && moved.successor().isPresent();
    }

    /** The entry of which the milestone speaks, as it is known by now. */
    private Entry about(Milestone by) {
        int version = switch (by.fact()) {
            case Fact.Corrected correction -> correction.version();
            case Fact.Retracted retraction -> retraction.version();
            case Fact _ -> by.version();
        };
        return known.get(version - 1);
    }

    private Map<String, Figure> figures(List<Entry> effective) {
        return Fold.figures(known, effective);
    }

    private Map<String, Change> changes() {
        var ids = new TreeSet<>(parts.keySet());
        ids.addAll(now.keySet());
        var changes = new TreeMap<String, Change>();
        for (String id : ids) {
            var told = parts.getOrDefault(id, List.of()).stream()
                    .map(part -> new Part(part.cause(), about(part.by()), part.by(), part.amount())).toList();
            if (first.containsKey(id) || now.containsKey(id)) {
                changes.put(id, new Change(Optional.ofNullable(first.get(id)), Optional.ofNullable(now.get(id)), told));
            }
        }
        return changes;
    }
}
