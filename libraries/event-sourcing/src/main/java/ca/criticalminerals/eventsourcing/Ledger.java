package ca.criticalminerals.eventsourcing;

import ca.criticalminerals.eventsourcing.LedgerCommand.CorrectMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RetractMilestone;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneCorrected;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRetracted;
import ca.criticalminerals.eventsourcing.LedgerEvent.TextRedacted;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The record of one initiative: its state, and the milestones that stand after all corrections and retractions, in the
 * {@linkplain EffectiveOrder effective order}.
 *
 * <p>A milestone is decided on the state before its place in that order. What follows it is told anew: a recorded milestone that
 * was possible before and would no longer be forbids the request. So a rule is written once, in the aggregate's {@code decide}, and
 * holds along the time line, in whatever order the facts arrive.
 *
 * @param state    what the standing milestones add up to
 * @param version  how many events there are
 * @param latest   the last milestone in the effective order, linked to those before it (so that one more copies nothing)
 */
public record Ledger<S, M extends Milestone>(S state, int version, Optional<Standing<S, M>> latest) {
    /** What is told anew begins at a state that was kept, at most so many milestones before its place. */
    private static final int BETWEEN_KEPT_STATES = 32;
    /** The version of no milestone. */
    private static final int NOTHING = 0;

    /**
     * A milestone that stands, and the one before it in the effective order.
     *
     * @param version the version at which it was first recorded
     * @param day     its resolved day
     * @param place   how many come before it
     * @param after   the state after it, where it is kept
     */
    public record Standing<S, M extends Milestone>(int version, M milestone, LocalDate day, int place, Optional<S> after,
            Optional<Standing<S, M>> previous) {}

    /** A milestone in its place, as yet without a state. */
    private record Placed<M extends Milestone>(int version, M milestone, LocalDate day) {
        private static final Comparator<Placed<?>> ORDER = Comparator.<Placed<?>, LocalDate>comparing(Placed::day).thenComparing(Placed::version);
    }

    /** The part of the order that a request can change, and the last milestone before it. */
    private record Tail<S, M extends Milestone>(Optional<Standing<S, M>> before, List<Placed<M>> placed) {}

    /** The milestones that stand, in the effective order. */
    public List<Standing<S, M>> standing() {
        var inOrder = new ArrayDeque<Standing<S, M>>();
        for (var next = latest; next.isPresent(); next = next.get().previous) {
            inOrder.addFirst(next.get());
        }
        return new ArrayList<>(inOrder);
    }

    /** The rules and the fold of one kind of initiative: {@code decide} returns the milestone as accepted, or rejects. */
    public record Rules<S, M extends Milestone>(S initialState, BiFunction<M, S, M> decide, BiFunction<S, M, S> evolve) {
        /** The aggregate that records, corrects and retracts milestones under these rules. */
        public Decider<LedgerCommand<M>, Ledger<S, M>, LedgerEvent<M>> decider() {
            return new Decider<LedgerCommand<M>, Ledger<S, M>, LedgerEvent<M>>(new Ledger<>(initialState, 0, Optional.empty()), this::decide, this::evolve,
                    this::fold);
        }

        /** The standing milestones that break a rule in their place, each with that rule; none unless rules or order were others once. */
        public Map<Integer, Rejection> impossible(Ledger<S, M> ledger) {
            var impossible = new LinkedHashMap<Integer, Rejection>();
            S state = initialState;
            for (var one : ledger.standing()) {
                state = evolve.apply(state, acceptedOr(impossible, one.version, one.milestone, state));
            }
            return impossible;
        }

        /** What the standing milestones would add up to in the order of recording. */
        public S inOrderOfRecording(Ledger<S, M> ledger) {
            S state = initialState;
            for (M milestone : byVersion(ledger).values()) {
                state = evolve.apply(state, milestone);
            }
            return state;
        }

        private LedgerEvent<M> decide(LedgerCommand<M> command, Ledger<S, M> ledger) {
            return switch (command) {
                case RecordMilestone<M>(var milestone, var today) -> {
                    notInTheFuture(milestone, today);
                    yield new MilestoneRecorded<>(isLast(milestone, ledger) ? decide.apply(milestone, ledger.state)
                            : told(ledger.version + 1, tail(ledger, milestone), ledger).orElseThrow());
                }
                case CorrectMilestone<M>(var version, var reason, var replacement, var today) -> {
                    notInTheFuture(replacement, today);
                    M mistaken = standing(ledger, version).milestone;
                    if (mistaken.getClass() != replacement.getClass()) {
                        throw new Rejection("different-kind",
                                "A correction must be of the same kind as the milestone that it corrects.",
                                "Une correction doit être du même type que le jalon qu’elle corrige.");
                    }
                    if (mistaken.equals(replacement)) {
                        throw new Rejection("nothing-corrected", "The correction says the same as the milestone does now.",
                                "La correction dit la même chose que le jalon actuel.");
                    }
                    told(version, whole(corrected(ledger, version, replacement)), ledger);
                    yield new MilestoneCorrected<>(version, reason, replacement, PartialDate.of(today));
                }
                case RetractMilestone<M>(var version, var reason, var today) -> {
                    standing(ledger, version);
                    if (version == 1 && ledger.standing().size() > 1) {
                        throw new Rejection("registration-stays",
                                "The registration of an initiative that has other milestones cannot be retracted.",
                                "L’inscription d’une initiative qui a d’autres jalons ne peut pas être retirée.");
                    }
                    told(NOTHING, whole(retracted(ledger, version)), ledger);
                    yield new MilestoneRetracted<>(version, reason, PartialDate.of(today));
                }
            };
        }

        private Ledger<S, M> evolve(Ledger<S, M> ledger, LedgerEvent<M> event) {
            int version = ledger.version + 1;
            return switch (event) {
                case MilestoneRecorded<M>(var milestone) when isLast(milestone, ledger) ->
                        with(ledger, version, new Placed<>(version, milestone, day(milestone)));
                case MilestoneRecorded<M>(var milestone) -> folded(version, tail(ledger, milestone));
                case MilestoneCorrected<M>(var corrected, _, var replacement, _) ->
                        folded(version, whole(corrected(ledger, corrected, replacement)));
                case MilestoneRetracted<M>(var retracted, _, _) -> folded(version, whole(retracted(ledger, retracted)));
                case TextRedacted<M> _ -> new Ledger<>(ledger.state, version, ledger.latest);
            };
        }

        /** Sorted once: a stream that was recorded in any order is read as fast as one that was recorded as it happened. */
        private Ledger<S, M> fold(Iterable<? extends LedgerEvent<M>> events) {
            var standing = new TreeMap<Integer, M>();
            int version = 0;
            for (LedgerEvent<M> event : events) {
                version++;
                switch (event) {
                    case MilestoneRecorded<M>(var milestone) -> standing.put(version, milestone);
                    case MilestoneCorrected<M>(var corrected, _, var replacement, _) -> standing.replace(corrected, replacement);
                    case MilestoneRetracted<M>(var retracted, _, _) -> standing.remove(retracted);
                    case TextRedacted<M> _ -> { }
                }
            }
            return folded(version, whole(standing));
        }

        /** Whether the milestone, recorded now, has the last place and lowers the day of no other. */
        private boolean isLast(M milestone, Ledger<S, M> ledger) {
            return ledger.latest.filter(last -> last.day.isAfter(day(milestone))).isEmpty();
        }

        private static LocalDate day(Milestone milestone) {
            return milestone.isTimeless() ? LocalDate.MIN : milestone.occurredOn().lastDay();
        }

        /** One more milestone among those whose place it can change: those that do not come before its day. */
        private Tail<S, M> tail(Ledger<S, M> ledger, M milestone) {
            LocalDate day = day(milestone);
            int year = milestone.occurredOn().firstDay().getYear();
            var placed = new ArrayList<Placed<M>>();
            // Periods that overlap are in the same year: only the days of that year can become others.
            var ofThatYear = new TreeMap<Integer, Standing<S, M>>(Comparator.reverseOrder());
            var before = ledger.latest;
            for (; before.isPresent() && !before.get().day.isBefore(day); before = before.get().previous) {
                var one = before.get();
                if (one.day.getYear() == year) {
                    ofThatYear.put(one.version, one);
                } else {
                    placed.add(new Placed<>(one.version, one.milestone, one.day));
                }
            }
            var order = new EffectiveOrder();
            placed.add(new Placed<>(ledger.version + 1, milestone, order.day(milestone)));
            ofThatYear.forEach((version, one) -> placed.add(new Placed<>(version, one.milestone, order.day(one.milestone, one.day))));
            placed.sort(Placed.ORDER);
            return new Tail<>(before, placed);
        }

        private static <S, M extends Milestone> Tail<S, M> whole(TreeMap<Integer, M> standing) {
            var order = new EffectiveOrder();
            var placed = new ArrayList<Placed<M>>(standing.size());
            standing.descendingMap().forEach((version, milestone) -> placed.add(new Placed<>(version, milestone, order.day(milestone))));
            placed.sort(Placed.ORDER);
            return new Tail<>(Optional.empty(), placed);
        }

        private Ledger<S, M> folded(int version, Tail<S, M> tail) {
            var ledger = new Ledger<>(after(tail.before), version, tail.before);
            for (var one : tail.placed) {
                ledger = with(ledger, version, one);
            }
            return ledger;
        }

        private Ledger<S, M> with(Ledger<S, M> ledger, int version, Placed<M> one) {
            S state = evolve.apply(ledger.state, one.milestone);
            int place = ledger.latest.map(last -> last.place + 1).orElse(0);
            Optional<S> kept = place % BETWEEN_KEPT_STATES == 0 ? Optional.of(state) : Optional.empty();
            return new Ledger<>(state, version, Optional.of(new Standing<>(one.version, one.milestone, one.day, place, kept, ledger.latest)));
        }

        /** The state after a milestone. */
        private S after(Optional<Standing<S, M>> last) {
            var since = new ArrayDeque<M>();
            var next = last;
            for (; next.isPresent() && next.get().after.isEmpty(); next = next.get().previous) {
                since.addFirst(next.get().milestone);
            }
            S state = next.flatMap(Standing::after).orElse(initialState);
            for (M milestone : since) {
                state = evolve.apply(state, milestone);
            }
            return state;
        }

        /** The milestone that is asked for, as it is accepted in its place; all that follow it must still be possible. */
        private Optional<M> told(int asked, Tail<S, M> tail, Ledger<S, M> ledger) {
            Optional<M> accepted = Optional.empty();
            var impossible = new LinkedHashMap<Integer, Rejection>();
            S state = after(tail.before);
            for (int place = 0; place < tail.placed.size(); place++) {
                var one = tail.placed.get(place);
                M told;
                if (one.version == asked) {
                    told = acceptedIn(tail.placed, place, state);
                    accepted = Optional.of(told);
                } else {
                    told = acceptedOr(impossible, one.version, one.milestone, state);
                }
                state = evolve.apply(state, told);
            }
            if (!impossible.isEmpty()) {
                // What was recorded under other rules, or in another order, must not forbid everything that is recorded before it.
                Set<Integer> wereSo = new HashSet<>(impossible(ledger).keySet());
                impossible.entrySet().stream().filter(one -> !wereSo.contains(one.getKey())).findFirst().ifPresent(one -> {
                    throw one.getValue();
                });
            }
            return accepted;
        }

        /** The milestone at a place, as it is accepted; a refusal names the next one about the same subject, which may be why. */
        private M acceptedIn(List<Placed<M>> placed, int place, S state) {
            M milestone = placed.get(place).milestone;
            try {
                return decide.apply(milestone, state);
            } catch (Rejection e) {
                throw placed.subList(place + 1, placed.size()).stream()
                        .filter(later -> milestone.about().stream().limit(1).anyMatch(later.milestone.about()::contains)).findFirst()
                        .map(later -> e.before(later.version, later.milestone.occurredOn())).orElse(e);
            }
        }

        /** The milestone as it is accepted; one that breaks a rule is noted and remains what it is. */
        private M acceptedOr(Map<Integer, Rejection> impossible, int version, M milestone, S state) {
            try {
                return decide.apply(milestone, state);
            } catch (Rejection e) {
                impossible.put(version, e.inTheWay(version, milestone.occurredOn()));
                return milestone;
            }
        }

        private Standing<S, M> standing(Ledger<S, M> ledger, int version) {
            for (var next = ledger.latest; next.isPresent(); next = next.get().previous) {
                if (next.get().version == version) {
                    return next.get();
                }
            }
            throw new Rejection("unknown-milestone",
                    "There is no standing milestone " + version
                            + ": it was never recorded, was retracted, or is itself a correction.",
                    "Aucun jalon " + version
                            + " n’est en vigueur : il n’a jamais été consigné, a été retiré ou est lui-même une correction.");
        }
    }

    private static <S, M extends Milestone> TreeMap<Integer, M> byVersion(Ledger<S, M> ledger) {
        var standing = new TreeMap<Integer, M>();
        for (var next = ledger.latest; next.isPresent(); next = next.get().previous) {
            standing.put(next.get().version, next.get().milestone);
        }
        return standing;
    }

    private static <S, M extends Milestone> TreeMap<Integer, M> corrected(Ledger<S, M> ledger, int version, M replacement) {
        var standing = byVersion(ledger);
        standing.replace(version, replacement);
        return standing;
    }

    private static <S, M extends Milestone> TreeMap<Integer, M> retracted(Ledger<S, M> ledger, int version) {
        var standing = byVersion(ledger);
        standing.remove(version);
        return standing;
    }

    private static void notInTheFuture(Milestone milestone, LocalDate today) {
        if (milestone.occurredOn().isAfter(today)) {
            throw new Rejection("date-in-the-future",
                    "A milestone has happened: " + milestone.occurredOn() + " is after today, " + today + ".",
                    "Un jalon est un fait accompli : " + milestone.occurredOn() + " est postérieur à aujourd’hui, le " + today + ".").in("/occurredOn");
        }
    }
}
