package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Decider;
import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Milestone;
import java.util.List;
import java.util.function.BiConsumer;

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

    /** The same kind for somebody who may not give every command: {@code permission} throws if it is one of those. */
    public Aggregate<S, M> permitting(BiConsumer<LedgerCommand<M>, Ledger<S, M>> permission) {
        return new Aggregate<>(rules, new Decider<>(decider.initialState(), (command, ledger) -> {
            permission.accept(command, ledger);
            return decider.decide().apply(command, ledger);
        }, decider.evolve(), decider.folding()), milestones, registration);
    }

    /** Whether the milestone can be one of such an initiative. */
    public boolean knows(Milestone milestone) {
        return milestones.stream().anyMatch(type -> type.isInstance(milestone));
    }
}
