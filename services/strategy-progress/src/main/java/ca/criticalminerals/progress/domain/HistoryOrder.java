package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.EffectiveOrder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The {@linkplain EffectiveOrder effective order} of a history in every past that is asked about. It is sorted once: only what was
 * corrected, and what later facts can move, has another place in one past than in another.
 */
final class HistoryOrder {
    private final int size;
    /** The places in the history, from 0, of the facts that have the same day in every past; in effective order. */
    private final int[] fixed;
    /** The days of those, by their place in the history. */
    private final int[] days;
    /** The facts that can have another day: those that were corrected, and those that a later fact lowers. */
    private final BitSet movable;
    /** What those are about. */
    private final Set<SubjectYear> lowered;
    /** The facts that can lower one of those, and those themselves. */
    private final BitSet asked;
    /** The order when all of the history is known. */
    private volatile int @Nullable [] whole;

    /** A fact in its place, with its resolved day as a number. */
    private record Placed(int place, int day) implements Comparable<Placed> {
        private static final Comparator<Placed> ORDER = Comparator.comparingInt(Placed::day).thenComparingInt(Placed::place);

        static Placed of(int place, LocalDate day) {
            return new Placed(place, number(day));
        }

        @Override
        public int compareTo(Placed other) {
            return ORDER.compare(this, other);
        }
    }

    /** What facts are about, in a year. */
    private record SubjectYear(String subject, int year) {}

    private HistoryOrder(List<Milestone> milestones) {
        size = milestones.size();
        days = new int[size];
        movable = new BitSet();
        asked = new BitSet();
        lowered = new HashSet<>();
        var corrections = corrections(milestones);
        var order = new EffectiveOrder();
        for (int place = size - 1; place >= 0; place--) {
            if (!isChange(milestones.get(place))) {
                Milestone milestone = milestones.get(place);
                days[place] = number(order.day(milestone));
                // Once all that it ever said has been asked for, what was not lowered is not lowered in any past.
                corrections.getOrDefault(place, List.of()).forEach(order::day);
                boolean isLowered = !milestone.isTimeless() && !milestone.occurredOn().isDay() && days[place] < number(milestone.occurredOn().lastDay());
                if (isLowered || corrections.containsKey(place)) {
                    movable.set(place);
                    forms(milestones, corrections, place).forEach(form -> lowered.add(own(form)));
                }
            }
        }
        if (!lowered.isEmpty()) {
            IntStream.range(0, size).filter(place -> forms(milestones, corrections, place).stream().anyMatch(form -> canLower(form, lowered))).forEach(asked::set);
            asked.or(movable);
        }
        fixed = IntStream.range(0, size).filter(place -> !isChange(milestones.get(place)) && !movable.get(place)).boxed()
                .sorted(Comparator.comparingInt(place -> days[place])).mapToInt(Integer::intValue).toArray();
    }

    private HistoryOrder(HistoryOrder before, int[] fixed, int[] days, BitSet asked) {
        this.size = days.length;
        this.fixed = fixed;
        this.days = days;
        this.movable = before.movable;
        this.lowered = before.lowered;
        this.asked = asked;
    }

    static HistoryOrder of(List<Milestone> milestones) {
        return new HistoryOrder(milestones);
    }

    /** The order of the same history with one more milestone; nothing is sorted again if it moves no other. */
    HistoryOrder with(List<Milestone> milestones) {
        Milestone more = milestones.getLast();
        int day = number(more.isTimeless() ? LocalDate.MIN : more.occurredOn().lastDay());
        if (isChange(more) || !more.isTimeless() && canMove(milestones, day, more.occurredOn().firstDay().getYear())) {
            return new HistoryOrder(milestones);
        }
        var moreDays = Arrays.copyOf(days, size + 1);
        moreDays[size] = day;
        int at = fixed.length;
        while (at > 0 && days[fixed[at - 1]] > day) {
            at--;
        }
        var moreFixed = new int[fixed.length + 1];
        System.arraycopy(fixed, 0, moreFixed, 0, at);
        moreFixed[at] = size;
        System.arraycopy(fixed, at, moreFixed, at + 1, fixed.length - at);
        var moreAsked = (BitSet) asked.clone();
        moreAsked.set(size, canLower(more, lowered));
        return new HistoryOrder(this, moreFixed, moreDays, moreAsked);
    }

    /** Whether there may be a fact in the year that a later one of this day lowers, itself or by way of another. */
    private boolean canMove(List<Milestone> milestones, int day, int year) {
        int endOfYear = number(LocalDate.of(year, 12, 31));
        for (int i = fixed.length - 1; i >= 0 && days[fixed[i]] > day; i--) {
            if (days[fixed[i]] <= endOfYear && !milestones.get(fixed[i]).occurredOn().isDay()) {
                return true;
            }
        }
        return false;
    }

    /** Of the entries that are known, those that stand and have taken effect by the end of the day, in the effective order. */
    List<Entry> of(List<Entry> known, LocalDate asOf) {
        var effective = new ArrayList<Entry>(known.size());
        for (int place : order(known)) {
            Entry entry = known.get(place);
            if (entry.stands() && !entry.now().effectiveOn().isAfter(asOf)) {
                effective.add(entry);
            }
        }
        return effective;
    }

    /** The same for entries of which the history is not at hand. */
    static List<Entry> sorted(List<Entry> known, LocalDate asOf) {
        var order = new EffectiveOrder();
        var placed = new ArrayList<Placed>();
        for (int place = known.size() - 1; place >= 0; place--) {
            if (known.get(place).stands()) {
                placed.add(Placed.of(place, order.day(known.get(place).now())));
            }
        }
        return placed.stream().sorted().map(one -> known.get(one.place)).filter(entry -> !entry.now().effectiveOn().isAfter(asOf)).toList();
    }

    /** The places of what is known. */
    private int[] order(List<Entry> known) {
        if (known.size() < size) {
            return merged(known);
        }
        int[] order = whole;
        if (order == null) {
            order = merged(known);
            whole = order;
        }
        return order;
    }

    private int[] merged(List<Entry> known) {
        List<Placed> moved = moved(known);
        var merged = new int[fixed.length + moved.size()];
        int next = 0;
        int length = 0;
        for (int place : fixed) {
            if (place < known.size()) {
                for (; next < moved.size() && isBefore(moved.get(next), place); next++) {
                    merged[length++] = moved.get(next).place;
                }
                merged[length++] = place;
            }
        }
        for (; next < moved.size(); next++) {
            merged[length++] = moved.get(next).place;
        }
        return Arrays.copyOf(merged, length);
    }

    private boolean isBefore(Placed moved, int place) {
        return moved.day < days[place] || moved.day == days[place] && moved.place < place;
    }

    /** The movable facts in their order, as it follows from what is known. */
    private List<Placed> moved(List<Entry> known) {
        var moved = new ArrayList<Placed>();
        var order = new EffectiveOrder();
        for (int place = asked.previousSetBit(known.size() - 1); place >= 0; place = asked.previousSetBit(place - 1)) {
            Entry entry = known.get(place);
            if (entry.stands()) {
                LocalDate day = order.day(entry.now());
                if (movable.get(place)) {
                    moved.add(Placed.of(place, day));
                }
            }
        }
        moved.sort(null);
        return moved;
    }

    private static int number(LocalDate day) {
        return day.equals(LocalDate.MIN) ? Integer.MIN_VALUE : (int) day.toEpochDay();
    }

    private static boolean isChange(Milestone milestone) {
        return milestone.fact() instanceof Fact.Corrected || milestone.fact() instanceof Fact.Retracted || milestone.fact() instanceof Fact.Redacted;
    }

    /** What corrections made of milestones, by their place. */
    private static Map<Integer, List<Milestone>> corrections(List<Milestone> milestones) {
        var corrections = new HashMap<Integer, List<Milestone>>();
        for (Milestone milestone : milestones) {
            if (milestone.fact() instanceof Fact.Corrected correction) {
                corrections.computeIfAbsent(correction.version() - 1, _ -> new ArrayList<>())
                        .add(milestones.get(correction.version() - 1).corrected(correction, milestone));
            }
        }
        return corrections;
    }

    /** All that the milestone at a place ever said. */
    private static List<Milestone> forms(List<Milestone> milestones, Map<Integer, List<Milestone>> corrections, int place) {
        var corrected = corrections.get(place);
        if (corrected == null) {
            return List.of(milestones.get(place));
        }
        var forms = new ArrayList<>(corrected);
        forms.add(milestones.get(place));
        return forms;
    }

    private static SubjectYear own(Milestone milestone) {
        List<String> about = milestone.about();
        return new SubjectYear(about.isEmpty() ? "" : about.getFirst(), milestone.occurredOn().firstDay().getYear());
    }

    private static boolean canLower(Milestone milestone, Set<SubjectYear> lowered) {
        int year = milestone.occurredOn().firstDay().getYear();
        return lowered.contains(new SubjectYear("", year)) || milestone.about().stream().anyMatch(subject -> lowered.contains(new SubjectYear(subject, year)));
    }
}
