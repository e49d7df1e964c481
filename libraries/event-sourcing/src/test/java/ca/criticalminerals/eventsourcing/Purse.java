package ca.criticalminerals.eventsourcing;

import ca.criticalminerals.eventsourcing.Evidence.Confidence;
import java.util.Optional;

/** The smallest initiative with rules that hold between milestones: a purse is opened once and never overdrawn. */
record Purse(boolean open, int coins) {
    static final Evidence EVIDENCE = new Evidence("a witness", Confidence.INTERNAL_RECORD, Optional.empty());
    static final Ledger.Rules<Purse, PurseMilestone> RULES = new Ledger.Rules<>(new Purse(false, 0), Purse::decide, Purse::evolve);

    sealed interface PurseMilestone extends Milestone {
        @Override
        default Evidence evidence() {
            return EVIDENCE;
        }
    }

    record Opened(PartialDate occurredOn) implements PurseMilestone {}

    record PaidIn(int coins, PartialDate occurredOn) implements PurseMilestone {}

    /** {@code to} is written in small letters, whatever was asked. */
    record PaidOut(int coins, String to, PartialDate occurredOn) implements PurseMilestone {}

    private static PurseMilestone decide(PurseMilestone asked, Purse purse) {
        return switch (asked) {
            case Opened _ when purse.open -> throw new Rejection("already-open", "open", "ouverte");
            case PaidIn _ when !purse.open -> throw new Rejection("not-open", "closed", "fermée");
            case PaidOut(int coins, _, _) when coins > purse.coins -> throw new Rejection("overdrawn", "too much", "trop");
            case PaidOut(int coins, String to, PartialDate on) -> new PaidOut(coins, to.toLowerCase(), on);
            case Opened _, PaidIn _ -> asked;
        };
    }

    private static Purse evolve(Purse purse, PurseMilestone milestone) {
        return switch (milestone) {
            case Opened _ -> new Purse(true, purse.coins);
            case PaidIn(int coins, _) -> new Purse(purse.open, purse.coins + coins);
            case PaidOut(int coins, _, _) -> new Purse(purse.open, purse.coins - coins);
        };
    }
}
