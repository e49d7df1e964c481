package ca.criticalminerals.eventsourcing;

import ca.criticalminerals.eventsourcing.LedgerCommand.CorrectMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RetractMilestone;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneCorrected;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRetracted;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The record of one initiative: its state, and the milestones that stand after all corrections and retractions.
 *
 * <p>A correction is allowed if the whole record, told anew with it, breaks no rule; so a rule is written once, in the
 * aggregate's {@code decide}, and holds for corrections too.
 *
 * @param state    what the standing milestones add up to
 * @param version  how many events there are
 * @param latest   the last milestone that stands, linked to those before it (so that recording one more copies nothing)
 */
public record Ledger<S, M extends Milestone>(S state, int version, Optional<Standing<M>> latest) {

    /** A milestone that stands, under the version at which it was first recorded, and the one before it. */
    public record Standing<M extends Milestone>(int version, M milestone, Optional<Standing<M>> previous) {}

    /** The milestones that stand, in the order in which they were first recorded. */
    public List<Standing<M>> standing() {
        var inOrder = new ArrayDeque<Standing<M>>();
        for (var next = latest; next.isPresent(); next = next.get().previous) {
            inOrder.addFirst(next.get());
        }
        return new ArrayList<>(inOrder);
    }

    /** The rules and the fold of one kind of initiative: {@code decide} returns the milestone as accepted, or rejects. */
    public record Rules<S, M extends Milestone>(S initialState, BiFunction<M, S, M> decide, BiFunction<S, M, S> evolve) {
        /** The aggregate that records, corrects and retracts milestones under these rules. */
        public Decider<LedgerCommand<M>, Ledger<S, M>, LedgerEvent<M>> decider() {
            return new Decider<>(new Ledger<>(initialState, 0, Optional.empty()), this::decide, this::evolve);
        }

        private LedgerEvent<M> decide(LedgerCommand<M> command, Ledger<S, M> ledger) {
            return switch (command) {
                case RecordMilestone<M>(var milestone, var today) -> {
                    notInTheFuture(milestone, today);
                    yield new MilestoneRecorded<>(decide.apply(milestone, ledger.state));
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
                    tellAnew(corrected(ledger, version, replacement));
                    yield new MilestoneCorrected<>(version, reason, replacement, PartialDate.of(today));
                }
                case RetractMilestone<M>(var version, var reason, var today) -> {
                    standing(ledger, version);
                    if (version == 1 && ledger.standing().size() > 1) {
                        throw new Rejection("registration-stays",
                                "The registration of an initiative that has other milestones cannot be retracted.",
                                "L’inscription d’une initiative qui a d’autres jalons ne peut pas être retirée.");
                    }
                    tellAnew(retracted(ledger, version));
                    yield new MilestoneRetracted<>(version, reason, PartialDate.of(today));
                }
            };
        }

        private Ledger<S, M> evolve(Ledger<S, M> ledger, LedgerEvent<M> event) {
            int version = ledger.version + 1;
            return switch (event) {
                case MilestoneRecorded<M>(var milestone) -> new Ledger<>(evolve.apply(ledger.state, milestone), version,
                        Optional.of(new Standing<>(version, milestone, ledger.latest)));
                case MilestoneCorrected<M>(var corrected, _, var replacement, _) ->
                        folded(version, corrected(ledger, corrected, replacement));
                case MilestoneRetracted<M>(var retracted, _, _) -> folded(version, retracted(ledger, retracted));
            };
        }

        private Ledger<S, M> folded(int version, List<Standing<M>> standing) {
            S state = initialState;
            Optional<Standing<M>> latest = Optional.empty();
            for (var one : standing) {
                state = evolve.apply(state, one.milestone);
                latest = Optional.of(new Standing<>(one.version, one.milestone, latest));
            }
            return new Ledger<>(state, version, latest);
        }

        private void tellAnew(List<Standing<M>> standing) {
            S state = initialState;
            for (var one : standing) {
                state = evolve.apply(state, decide.apply(one.milestone, state));
            }
        }

        private Standing<M> standing(Ledger<S, M> ledger, int version) {
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

    private static <S, M extends Milestone> List<Standing<M>> corrected(Ledger<S, M> ledger, int version, M replacement) {
        var standing = ledger.standing();
        standing.replaceAll(one -> one.version == version ? new Standing<>(version, replacement, one.previous) : one);
        return standing;
    }

    private static <S, M extends Milestone> List<Standing<M>> retracted(Ledger<S, M> ledger, int version) {
        var standing = ledger.standing();
        standing.removeIf(one -> one.version == version);
        return standing;
    }

    private static void notInTheFuture(Milestone milestone, LocalDate today) {
        if (milestone.occurredOn().isAfter(today)) {
            throw new Rejection("date-in-the-future",
                    "A milestone has happened: " + milestone.occurredOn() + " is after today, " + today + ".",
                    "Un jalon est un fait accompli : " + milestone.occurredOn() + " est postérieur à aujourd’hui, le " + today + ".");
        }
    }
}
