package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Decider;
import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Milestone;
import java.util.List;

/**
 * One kind of initiative: its rules and its decider, its types of milestones and the kind that registers it, which comes first in each of its
 * streams.
 */
public record Aggregate<S, M extends Milestone>(Ledger.Rules<S, M> rules, Decider<LedgerCommand<M>, Ledger<S, M>, LedgerEvent<M>> decider,
        List<Class<? extends M>> milestones, String registration) {

    /** The kind of initiative that plays by these rules. */
    public static <S, M extends Milestone> Aggregate<S, M> of(Ledger.Rules<S, M> rules, List<Class<? extends M>> milestones,
            Class<? extends M> registration) {
        return new Aggregate<>(rules, rules.decider(), milestones, MilestoneJson.kind(registration));
    }

    /** Whether the milestone can be one of such an initiative. */
    public boolean knows(Milestone milestone) {
        return milestones.stream().anyMatch(type -> type.isInstance(milestone));
    }
}
