package ca.criticalminerals.progress.strategy;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.store.Aggregate;
import ca.criticalminerals.eventsourcing.store.Announcements;
import ca.criticalminerals.eventsourcing.store.MilestoneJson;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.PublicMilestone;
import ca.criticalminerals.initiatives.recording.JsonOfInitiatives;
import ca.criticalminerals.progress.strategy.domain.Indicator;
import ca.criticalminerals.progress.strategy.domain.IndicatorMilestone;
import ca.criticalminerals.progress.strategy.domain.IndicatorMilestone.IndicatorRegistered;
import ca.criticalminerals.progress.strategy.domain.Strategy;
import ca.criticalminerals.progress.strategy.domain.StrategyMilestone;
import ca.criticalminerals.progress.strategy.domain.StrategyMilestone.StrategyRegistered;
import ca.criticalminerals.progress.strategy.domain.StrategyMilestones;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What this service tells the event store about itself: its aggregates, its JSON and its public face. */
public final class StrategyBeans {
    public static final Aggregate<Initiative<Indicator>, Milestone> INDICATOR = Aggregate.of(Indicator.RULES,
            List.of(IndicatorMilestone.class, PublicMilestone.class), IndicatorRegistered.class);
    public static final Aggregate<Initiative<Strategy>, Milestone> STRATEGY = Aggregate.of(Strategy.RULES,
            List.of(StrategyMilestone.class, PublicMilestone.class), StrategyRegistered.class);
    public static final MilestoneJson JSON = JsonOfInitiatives.of(List.of(IndicatorMilestone.class, StrategyMilestone.class));
    public static final Announcements ANNOUNCEMENTS = new Announcements("/strategy-progress", "strategy", JSON, StrategyMilestones::summary);

    private StrategyBeans() {}

    @Produces
    @Singleton
    static MilestoneJson json() {
        return JSON;
    }

    @Produces
    @Singleton
    static Announcements announcements() {
        return ANNOUNCEMENTS;
    }
}
